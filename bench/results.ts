import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('results/', import.meta.url))

/** Writes `results/<file>`. */
export function keep(file: string, text: string): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, file), text)
}

export function keepJson(file: string, value: unknown): void {
  keep(file, `${JSON.stringify(value, null, 2)}\n`)
}

/** The figures for people. */
export function keepReport(
  file: string,
  report: {
    readonly title: string
    readonly about: string
    readonly machine: { readonly before: string; readonly after: string }
    readonly table: string
  },
): void {
  const { title, about, machine, table } = report
  keep(file, `# ${title}\n\n${about}\n\nBefore: ${machine.before}.\nAfter: ${machine.after}.\n\n${table}\n`)
}

/** What figures are taken on, so that nobody compares two machines. */
export function describeMachine(): string {
  const [cpu] = cpus()
  const load = loadavg().map((each) => each.toFixed(1))
  return `Node ${process.versions.node}, ${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, load ${load.join(' ')}`
}

export function tell(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
}
