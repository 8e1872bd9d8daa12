import { UsageError } from './usage-error.js'

/** What a command was given: its options by name, and `_` for words that belong to none. */
interface Given {
  readonly _: readonly string[]
  readonly [option: string]: unknown
}

/** A misspelt option that is silently ignored starts something else than was asked for. */
export function refuseUnknown(command: string, given: Given, known: readonly string[]): void {
  const option = Object.keys(given).find((name) => name !== '_' && !known.includes(name))
  const [word = option] = given._
  if (word === undefined) return
  throw new UsageError(
    `"sparekey ${command}" does not know "${word}".`,
    `See what there is: sparekey ${command} --help`,
  )
}
