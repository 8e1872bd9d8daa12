import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { sparekeyCommand } from '../support/command.js'

export interface Ended {
  readonly code: number | null
  readonly output: string
  readonly problem: string
}

/** One command in a folder, as a process of its own that knows nothing of this one's environment. */
export function runSparekey(
  folder: string,
  commandLine: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return runIn(folder, [...sparekey, ...commandLine], environment)
}

/** How the command is started, for a program that starts it in surroundings of its own. */
export const sparekey: readonly string[] = sparekeyCommand

/** Any program in a folder. */
export function runIn(
  folder: string,
  [program = '', ...rest]: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const child = spawn(program, rest, {
    cwd: folder,
    env: { PATH: process.env['PATH'], TSX_TSCONFIG_PATH: path('../../tsconfig.json'), ...environment },
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

function path(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url))
}
