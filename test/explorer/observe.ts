import { createHash } from 'node:crypto'
import type { Ticket } from '../../src/flows/ticket.js'
import { ownerOf } from './amazon.js'
import { keysOf } from './key.js'
import { type Actor, type Address, actors, addressOf } from './model.js'
import { passwordOf, type SessionRow, type Token, type User } from './site.js'
import type { Held, Snapshot, World } from './world.js'

export interface AccountView {
  readonly id: number
  readonly born: Actor
  readonly password: Actor | null
  readonly email: Address | null
  readonly verified: boolean
  readonly subjects: readonly Actor[]
  readonly sessions: readonly Actor[]
  readonly tokens: readonly { readonly kind: Token['kind']; readonly address: Address }[]
  readonly proofs: readonly Address[]
}

/** Where one browser is signed in. */
export interface SessionView {
  readonly accountId: number
  readonly isByAmazon: boolean
  /** Within the time that counts as fresh. */
  readonly isFresh: boolean
}

export interface TicketView {
  readonly subject: Actor
  readonly email: Address | null
  readonly waitsFor: string
  readonly intent: string
  readonly isUsed: boolean
  readonly isExpired: boolean
  readonly startedBy: number | null
  /** Whether this browser's session is the one that pressed "link". */
  readonly isSameSession: boolean
  /** Whether this browser's session began after Amazon's answer. */
  readonly isSessionNewer: boolean
  /** A code was asked for. */
  readonly code: CodeView | null
  /** How many times the secret was changed since. */
  readonly secretAge: number
}

export interface CodeView {
  readonly email: string | null
  readonly traces: number
  /** Accounts that it can no longer prove. */
  readonly endedFor: readonly number[]
}

/** An undo link or a code that still lies in a mailbox. */
export interface LetterView {
  readonly to: Address
  readonly kind: 'code' | 'undo'
  /** The account of an undo link. */
  readonly accountId: number | null
  /** Whose ticket waits for a code, and the how manieth of theirs. */
  readonly asker: string
  readonly secretAge: number
}

/** A state as the model speaks of it, read from the real tables, cookies and mailboxes. */
export interface View {
  readonly accounts: readonly AccountView[]
  readonly sessions: Readonly<Record<Actor, SessionView | null>>
  readonly tickets: Readonly<Record<Actor, readonly TicketView[]>>
  readonly letters: readonly LetterView[]
  /** Rows of the library's that no model knows of: held subjects, mails that wait, what a fault wrote. */
  readonly rest: readonly string[]
  /** How often the secret was changed. */
  readonly secret: number
  /** The same for two states that nobody can tell apart. */
  readonly key: string
  /** The same where the accounts are the same, whatever lies in cookies and mailboxes. */
  readonly accountsKey: string
}

interface LinkRow {
  readonly account_id: string | null
  readonly subject: string
}

interface TicketRow {
  readonly id: string
  readonly expires_at: string
}

const freshFor = 900_000

export async function observe(world: World, snapshot = world.snapshot()): Promise<View> {
  const { tables } = world
  const sessionRows = tables.rowsOf<SessionRow>(snapshot.tables, 'sessions')
  const accounts = readAccounts(world, snapshot, sessionRows)
  const used = tables.rowsOf<TicketRow>(snapshot.tables, 'sparekey_tickets')
  const tickets = { V: await world.tickets('V'), M: await world.tickets('M') }
  const session = (actor: Actor) => sessionRows.find(({ id }) => world.jars[actor].get('session') === id)
  const view = {
    accounts,
    sessions: { V: viewSession(session('V'), snapshot), M: viewSession(session('M'), snapshot) },
    tickets: {
      V: tickets.V.map((ticket) => viewTicket(ticket, { session: session('V'), used, accounts, snapshot })),
      M: tickets.M.map((ticket) => viewTicket(ticket, { session: session('M'), used, accounts, snapshot })),
    },
    letters: await viewLetters(world, tickets),
    rest: [
      ...tables.rowsOf<LinkRow>(snapshot.tables, 'amazon_links').filter((row) => row.account_id === null),
      // Tickets have names of 22 letters, ended proofs begin with their kind.
      ...used.filter(({ id }) => id.length < 20).map(({ id }) => id),
      ...tables.rowsOf<{ id: string }>(snapshot.tables, 'sparekey_outbox').map(() => 'mail'),
    ].map((row) => (typeof row === 'string' ? row : `held for ${ownerOf(row.subject)}`)),
    secret: snapshot.secret,
  }
  return { ...view, ...keysOf(view) }
}

function readAccounts(
  world: World,
  { tables: texts, born, proofs }: Snapshot,
  sessions: readonly SessionRow[],
) {
  const { tables } = world
  const tokens = tables.rowsOf<Token>(texts, 'tokens')
  const links = tables.rowsOf<LinkRow>(texts, 'amazon_links')
  return tables.rowsOf<User>(texts, 'users').map((user): AccountView => {
    const isOf = (row: { readonly account_id: number }) => row.account_id === user.id
    return {
      id: user.id,
      born: born[user.id] ?? 'V',
      password: passwordOf(user.password_hash),
      email: user.email === null ? null : addressOf(user.email),
      verified: user.verified_at !== null,
      subjects: links.filter((row) => row.account_id === String(user.id)).map((row) => ownerOf(row.subject)),
      sessions: sessions.filter(isOf).map(({ browser }) => browser),
      tokens: tokens.filter(isOf).map(({ kind, address }) => ({ kind, address: addressOf(address) })),
      proofs: (['v', 'm'] as const).filter((address) => proofs.includes(`${user.id} ${address}`)),
    }
  })
}

function viewSession(row: SessionRow | undefined, { now }: Snapshot): SessionView | null {
  if (row === undefined) return null
  const isFresh = now - row.since <= freshFor
  return { accountId: row.account_id, isByAmazon: row.method === 'amazon', isFresh }
}

interface Around {
  readonly session: SessionRow | undefined
  readonly used: readonly TicketRow[]
  readonly accounts: readonly AccountView[]
  readonly snapshot: Snapshot
}

function viewTicket(ticket: Held<Ticket>, { session, used, accounts, snapshot }: Around): TicketView {
  const { id, identity, profile, waitsFor, intent, startedBy, mailProof, issuedAt, expiresAt } = ticket
  const ends = (account: AccountView, sentAt: number): boolean => {
    const row = used.find((one) => one.id === proofRowOf(account.id))
    return row !== undefined && sentAt + freshFor <= Date.parse(row.expires_at)
  }
  const code = mailProof && {
    email: mailProof.email,
    traces: mailProof.traces.length,
    endedFor: accounts.filter((one) => ends(one, mailProof.sentAt)).map((one) => one.id),
  }
  const isSame = Number(startedBy?.accountId) === session?.account_id
  return {
    subject: ownerOf(identity.subject),
    email: profile.email === null || ticket.emailDeclined ? null : addressOf(profile.email),
    waitsFor,
    intent,
    isUsed: used.some((one) => one.id === id),
    isExpired: expiresAt.getTime() <= snapshot.now,
    startedBy: startedBy === null ? null : Number(startedBy.accountId),
    isSameSession: isSame && startedBy?.authenticatedAt?.getTime() === session?.since,
    isSessionNewer: session !== undefined && session.since >= issuedAt.getTime(),
    code,
    secretAge: Math.min(2, snapshot.secret - ticket.secret),
  }
}

function viewLetters(
  world: World,
  tickets: Readonly<Record<Actor, readonly Held<Ticket>[]>>,
): Promise<LetterView[]> {
  return Promise.all(
    world.letters.map(async ({ to, kind, secret, ticket }) => {
      const undo = kind === 'undo' ? await world.undo(secret) : null
      const askers = actors.flatMap((actor) =>
        tickets[actor].flatMap(({ id }, index) => (ticket.startsWith(`${id} `) ? [`${actor}${index}`] : [])),
      )
      return {
        to,
        kind,
        accountId: undo === null ? null : Number(undo.accountId),
        asker: askers[0] ?? '',
        secretAge: undo === null ? 0 : Math.min(2, world.site.secret - undo.secret),
      }
    }),
  )
}

/** The row that says until when proofs of an account are void: see src/sql/ended-proofs.ts. */
function proofRowOf(accountId: number): string {
  return `proofs:${createHash('sha256').update(String(accountId)).digest('base64url')}`
}
