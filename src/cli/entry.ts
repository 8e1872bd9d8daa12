import { type ArgsDef, type CommandDef, defineCommand, renderUsage, runCommand } from 'citty'
import { UsageError } from './usage-error.js'

/** A command by its name: what it is for, its help, and how it is carried out. */
export interface Entry {
  readonly description: string
  help(words: readonly string[]): Promise<string>
  /** Answers what the command reports. */
  run(words: readonly string[]): Promise<unknown>
}

export function entry<Arguments extends ArgsDef>(description: string, command: CommandDef<Arguments>): Entry {
  return {
    description,
    help: () => renderUsage(command),
    run: async (words) =>
      isHelp(words)
        ? { help: await renderUsage(command) }
        : (await runCommand(command, { rawArgs: [...words] })).result,
  }
}

/** Commands under a common name: `sparekey links find`. */
export function group(name: string, description: string, entries: Readonly<Record<string, Entry>>): Entry {
  const subCommands = Object.fromEntries(
    Object.entries(entries).map(([word, member]) => [
      word,
      defineCommand({ meta: { name: word, description: member.description } }),
    ]),
  )
  const usage = defineCommand({ meta: { name, description }, subCommands })
  const find = ([word = '']: readonly string[]): Entry | null =>
    Object.hasOwn(entries, word) ? (entries[word] ?? null) : null
  return {
    description,
    help: async (words) => (await find(words)?.help(words.slice(1))) ?? (await renderUsage(usage)),
    run: async (words) => {
      const found = find(words)
      if (found !== null) return found.run(words.slice(1))
      if (words[0] === undefined || isHelp(words)) return { help: await renderUsage(usage) }
      const way = `See what there is: ${name} --help`
      throw new UsageError(`There is no command "${[...name.split(' ').slice(1), words[0]].join(' ')}".`, way)
    },
  }
}

function isHelp(words: readonly string[]): boolean {
  return words.includes('--help') || words.includes('-h')
}
