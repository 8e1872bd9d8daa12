import { type ArgsDef, type CommandDef, defineCommand, renderUsage, runCommand } from 'citty'
import { emulator } from './emulator.js'
import { UsageError } from './usage-error.js'
import { readVersion } from './version.js'

const sparekey = defineCommand({
  meta: {
    name: 'sparekey',
    version: readVersion(),
    description: 'Adds Login with Amazon to the accounts a site or app already has.',
  },
  subCommands: { emulator },
})

/** Carries out one command line and gives the exit code: 0, or 1 with the reason on standard error. */
export async function runCommandLine(rawArgs: readonly string[]): Promise<number> {
  try {
    await carryOut(rawArgs)
    return 0
  } catch (error) {
    process.stderr.write(`${describeProblem(error)}\n`)
    return 1
  }
}

async function carryOut([name, ...rest]: readonly string[]): Promise<void> {
  if (name === undefined || isHelp(name)) return print(await renderUsage(sparekey))
  if (name === '--version' || name === '-v') return print(readVersion())
  if (name === 'emulator') return runOrExplain(emulator, rest)
  throw new UsageError(`There is no command "${name}".`, 'See what there is: sparekey --help')
}

async function runOrExplain<Arguments extends ArgsDef>(
  command: CommandDef<Arguments>,
  rawArgs: string[],
): Promise<void> {
  if (rawArgs.some(isHelp)) return print(await renderUsage(command))
  await runCommand(command, { rawArgs })
}

function isHelp(argument: string): boolean {
  return argument === '--help' || argument === '-h'
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

function describeProblem(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\n${error.nextStep}`
  return error instanceof Error ? error.message : String(error)
}
