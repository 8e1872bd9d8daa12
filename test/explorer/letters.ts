import { type Actor, addressOf } from './model.js'
import type { Letter, World } from './world.js'

interface LinkRow {
  readonly account_id: string
  readonly subject: string
  readonly linked_at: string
}

const codePattern = /^[0-9A-Z]{5}-[0-9A-Z]{5}$/m

export function codeIn(text: string): string | null {
  return codePattern.exec(text)?.[0] ?? null
}

/** Sorts the mails of a step into the mailboxes, and throws out what nothing can be done with any more. */
export async function collectLetters(world: World, actor: Actor | null): Promise<void> {
  const known = new Set(world.letters.map(({ secret }) => secret))
  // A process that dies between sending a mail and forgetting it leaves it to be sent again.
  const came = (await sorted(world, actor)).filter(({ secret }) => !known.has(secret) && known.add(secret))
  const all = [...world.letters, ...came]
  if (all.length === 0) return
  const isKept = await Promise.all(all.map((letter) => isUseful(world, letter)))
  world.letters = all.filter((_letter, index) => isKept[index])
}

async function sorted(world: World, actor: Actor | null): Promise<Letter[]> {
  const mails = world.site.mails.splice(0)
  if (mails.length === 0) return []
  const [asking] = actor === null ? [] : await world.tickets(actor)
  return mails.flatMap((mail): Letter[] => {
    const to = addressOf(mail.to)
    const token = /\/undo\?token=(\S+)/.exec(mail.text)?.[1]
    if (token !== undefined) return [{ to, kind: 'undo', secret: decodeURIComponent(token), ticket: '' }]
    const code = codeIn(mail.text)
    // Only the ticket's own request for a code came in this step.
    if (code === null || asking?.mailProof?.sentAt !== world.site.now) return []
    return [{ to, kind: 'code', secret: code, ticket: `${asking.id} ${asking.mailProof.sentAt}` }]
  })
}

async function isUseful(world: World, letter: Letter): Promise<boolean> {
  if (letter.kind === 'undo') return isStillLinked(world, letter)
  const tickets = [...(await world.tickets('V')), ...(await world.tickets('M'))]
  return tickets.some(({ id, mailProof }) => letter.ticket === `${id} ${mailProof?.sentAt ?? ''}`)
}

async function isStillLinked(world: World, { secret }: Letter): Promise<boolean> {
  const undo = await world.undo(secret)
  if (undo === null || undo.expiresAt <= world.site.now) return false
  const sql = 'select account_id, subject, linked_at from amazon_links where account_id = ?'
  return world.site
    .rows<LinkRow>(sql, undo.accountId)
    .some(
      ({ subject, linked_at }) =>
        subject === undo.identity.subject && Math.abs(Date.parse(linked_at) - undo.linkedAt) < 1000,
    )
}
