import { createHash } from 'node:crypto'
import { actors } from './model.js'
import type { AccountView, TicketView, View } from './observe.js'

type Keyless = Omit<View, 'key' | 'accountsKey'>

/** Ids are renamed by what is known of each account, so that the order of its birth makes no other state. */
export function keysOf(view: Keyless): { readonly key: string; readonly accountsKey: string } {
  const named = view.accounts
    .map((account) => ({ id: account.id, text: textOf(account) + mentionsOf(account.id, view) }))
    .toSorted((a, b) => (a.text < b.text ? -1 : 1))
  const names = new Map(named.map(({ id }, index) => [id, index]))
  const nameOf = (id: number | null) => (id === null ? null : (names.get(id) ?? 'gone'))
  const letters = view.letters.map((letter) =>
    JSON.stringify({ ...letter, accountId: nameOf(letter.accountId) }),
  )
  const whole = [
    named.map(({ text }) => text),
    actors.map((actor) => view.tickets[actor].map((ticket) => renamed(ticket, nameOf))),
    // Sending again adds nothing.
    [...new Set(letters)].toSorted(),
    view.sessions.V && { ...view.sessions.V, accountId: nameOf(view.sessions.V.accountId) },
    view.sessions.M && { ...view.sessions.M, accountId: nameOf(view.sessions.M.accountId) },
    view.rest.toSorted(),
    view.secret,
  ]
  return {
    key: digest(JSON.stringify(whole)),
    accountsKey: digest(JSON.stringify(view.accounts.map(textOf).toSorted())),
  }
}

function renamed(ticket: TicketView, nameOf: (id: number | null) => unknown) {
  const { startedBy, code } = ticket
  const endedFor = code?.endedFor.map(nameOf)
  return { ...ticket, startedBy: nameOf(startedBy), code: code && { ...code, endedFor } }
}

function textOf(account: AccountView): string {
  const { born, password, email, verified, subjects, sessions, tokens, proofs } = account
  const mailed = tokens.map(({ kind, address }) => kind + address).toSorted()
  return JSON.stringify([born, password, email, verified, subjects, sessions.toSorted(), mailed, proofs])
}

/** Two accounts that are alike are told apart by the tickets and letters that speak of one of them. */
function mentionsOf(id: number, { tickets, letters, sessions }: Keyless): string {
  const told = actors.flatMap((actor) => [
    sessions[actor]?.accountId === id ? `in ${actor}` : '',
    ...tickets[actor].map(
      ({ startedBy, code }, index) =>
        `${actor}${index} ${startedBy === id} ${code?.endedFor.includes(id) ?? false}`,
    ),
  ])
  const undos = letters.filter(({ accountId }) => accountId === id).map(({ to }) => to)
  return JSON.stringify([told, undos.toSorted()])
}

// Millions of keys are kept, and 120 bits are enough to tell them apart.
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 20)
}
