import type { ImportProgress } from '../sql.js'

/** What a progress line is made of. */
export interface Pace {
  readonly progress: ImportProgress
  /** From 0 to 1, where it is known. */
  readonly fraction: number | null
  readonly seconds: number
}

const labels = { checking: 'Checking', writing: 'Linking ' } as const
const barWidth = 20

/** One line: how far, how fast, how long still. */
export function renderProgress({ progress, fraction, seconds }: Pace): string {
  const { phase, done, total } = progress
  const rate = seconds > 0 ? Math.round(done / seconds) : 0
  const of = total === null ? '' : ` of ${number(total)}`
  const parts = [`${number(done)}${of} rows`, `${number(rate)} rows/s`]
  if (fraction === null || fraction <= 0) return [labels[phase], ...parts].join('  ')
  const left = Math.ceil((seconds / fraction) * (1 - fraction))
  const filled = Math.round(fraction * barWidth)
  const bar = `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${Math.floor(fraction * 100)} %`
  return [labels[phase], bar, ...parts, `${duration(left)} left`].join('  ')
}

function duration(seconds: number): string {
  if (seconds < 60) return `${seconds} s`
  return seconds < 3600
    ? `${Math.floor(seconds / 60)} min ${seconds % 60} s`
    : `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`
}

function number(value: number): string {
  return value.toLocaleString('en')
}

export interface ProgressDisplay {
  show(progress: ImportProgress): void
  end(): void
}

const everyMilliseconds = { terminal: 100, log: 5000 } as const

/** On a terminal one line that is written over; elsewhere a line every few seconds. On standard error. */
export function showProgress(fractionRead: () => number | null): ProgressDisplay {
  const { stderr } = process
  const kind = stderr.isTTY ? 'terminal' : 'log'
  let phase: ImportProgress['phase'] | null = null
  let startedAt = performance.now()
  let shownAt = startedAt
  return {
    show(progress) {
      const now = performance.now()
      if (progress.phase !== phase) startedAt = now
      if (progress.phase === phase && now - shownAt < everyMilliseconds[kind]) return
      if (progress.phase !== phase && kind === 'log') shownAt = now
      const isFirst = progress.phase !== phase
      phase = progress.phase
      if (isFirst) return
      shownAt = now
      const { done, total } = progress
      const fraction = total === null ? fractionRead() : done / Math.max(1, total)
      const line = renderProgress({ progress, fraction, seconds: (now - startedAt) / 1000 })
      stderr.write(kind === 'terminal' ? `\r\u001B[2K${line.slice(0, stderr.columns - 1)}` : `${line}\n`)
    },
    end() {
      if (kind === 'terminal') stderr.write('\r\u001B[2K')
    },
  }
}
