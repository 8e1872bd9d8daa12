import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface Ended {
  readonly code: number | null
  readonly output: string
  readonly problem: string
}

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))

/** One command in a folder, as a process of its own that knows nothing of this one's environment. */
export function runSparekey(
  folder: string,
  commandLine: readonly string[],
  { within = [] }: { readonly within?: readonly string[] } = {},
): Promise<Ended> {
  const [program = '', ...all] = [
    ...[...within, process.execPath],
    ...['--import', import.meta.resolve('tsx'), path('../../src/cli.ts'), ...commandLine],
  ]
  const child = spawn(program, all, {
    cwd: folder,
    env: { PATH: process.env['PATH'], TSX_TSCONFIG_PATH: path('../../tsconfig.json') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let problem = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (problem += chunk.toString()))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output, problem }))
  })
}
