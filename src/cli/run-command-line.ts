import { type ArgsDef, type CommandDef, defineCommand, renderUsage, runCommand } from 'citty'
import { UsageError } from './usage-error.js'
import { readVersion } from './version.js'

const commands: Readonly<Record<string, CommandDef>> = {}

const sparekey = defineCommand({
  meta: {
    name: 'sparekey',
    version: readVersion(),
    description: 'Adds Login with Amazon to the accounts a site or app already has.',
  },
  subCommands: { ...commands },
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
  if (name === undefined || name === '--help' || name === '-h') return printUsage(sparekey)
  if (name === '--version' || name === '-v') return print(readVersion())
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command === undefined) {
    throw new UsageError(`There is no command "${name}".`, 'See what there is: sparekey --help')
  }
  if (rest.includes('--help') || rest.includes('-h')) return printUsage(command, sparekey)
  await refuseUnknownOptions(name, command, rest)
  await runCommand(command, { rawArgs: [...rest] })
}

// A misspelt option that is silently ignored starts something else than was asked for.
async function refuseUnknownOptions(
  name: string,
  command: CommandDef,
  rest: readonly string[],
): Promise<void> {
  const known = Object.keys(await definedArguments(command))
  const given = rest.filter((argument) => argument.startsWith('-')).map(nameOfOption)
  const unknown = given.find((option) => !known.includes(option))
  if (unknown === undefined) return
  throw new UsageError(
    `"sparekey ${name}" has no option "${unknown}".`,
    `See what there is: sparekey ${name} --help`,
  )
}

async function definedArguments({ args = {} }: CommandDef): Promise<ArgsDef> {
  return typeof args === 'function' ? args() : args
}

function nameOfOption(argument: string): string {
  return argument.replace(/^--?/, '').replace(/=.*$/s, '')
}

async function printUsage(command: CommandDef, parent?: CommandDef): Promise<void> {
  print(await renderUsage(command, parent))
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

function describeProblem(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\n${error.nextStep}`
  return error instanceof Error ? error.message : String(error)
}
