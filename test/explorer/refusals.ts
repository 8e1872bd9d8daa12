import type { Actor } from './model.js'
import type { Snapshot } from './world.js'

/** A no writes nothing: no account, link, session or mail of anybody's, and the other browser is as it was. */
export function changedByRefusal(before: Snapshot, after: Snapshot, step: string): string | null {
  const actor: Actor = step.startsWith('V') ? 'V' : 'M'
  for (const table of Object.keys(before.tables)) {
    // A ticket may be used up by a no.
    if (table === 'sparekey_tickets') continue
    if (before.tables[table] !== after.tables[table]) return table
  }
  const isNewLetter = after.letters.some(({ secret }) => !before.letters.some((one) => one.secret === secret))
  if (isNewLetter) return 'mails'
  const other = actor === 'V' || step.includes('force') ? 'M' : 'V'
  if (JSON.stringify(before.jars[other]) !== JSON.stringify(after.jars[other])) return `cookies of ${other}`
  const session = ({ jars }: Snapshot) => jars[actor].find(([name]) => name === 'session')?.[1]
  return session(before) === session(after) ? null : `session of ${actor}`
}
