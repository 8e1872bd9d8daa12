import { addressOf } from './actions.js'
import { type Actor, type Address, actors } from './model.js'
import { passwordOf, type Token, type User } from './site.js'
import type { World } from './world.js'

export interface AccountView {
  readonly id: number
  readonly born: Actor
  readonly password: Actor | null
  readonly email: Address | null
  readonly verified: boolean
  readonly subjects: readonly Actor[]
  readonly sessions: readonly Actor[]
  readonly tokens: readonly { readonly kind: Token['kind']; readonly address: Address }[]
}

export interface TicketView {
  readonly subject: Actor
  readonly email: Address | null
  readonly waitsFor: string
  readonly intent: string
  readonly isUsed: boolean
  readonly startedBy: number | null
  /** A code was asked for: of which address, and which accounts it can no longer prove. */
  readonly code: string | null
}

/** A state as the model speaks of it, read from the real tables, cookies and mailboxes. */
export interface View {
  readonly accounts: readonly AccountView[]
  readonly tickets: Readonly<Record<Actor, readonly TicketView[]>>
  /** Undo links and codes that still lie in a mailbox. */
  readonly letters: readonly {
    readonly to: Address
    readonly kind: 'code' | 'undo'
    readonly about: string
  }[]
  readonly proofs: ReadonlySet<string>
  /** The same for two states that nobody can tell apart. */
  readonly key: string
}

export async function observe(world: World): Promise<View> {
  const accounts = readAccounts(world)
  const used = new Set(world.site.rows<{ id: string }>('select id from sparekey_tickets').map(({ id }) => id))
  const tickets = { V: await readTickets(world, 'V', used), M: await readTickets(world, 'M', used) }
  const letters = await Promise.all(
    world.letters.map(async ({ to, kind, secret, ticket }) => ({
      to,
      kind,
      about: kind === 'undo' ? String((await world.undo(secret))?.accountId) : await askerOf(world, ticket),
    })),
  )
  const view = { accounts, tickets, letters, proofs: world.proofs }
  return { ...view, key: keyOf(world, view) }
}

function readAccounts({ site, born }: World): AccountView[] {
  const sessions = site.rows<{ account_id: number; browser: Actor }>(
    'select account_id, browser from sessions',
  )
  const tokens = site.rows<{ kind: Token['kind']; account_id: number; address: string }>(
    'select * from tokens',
  )
  const links = site.rows<{ account_id: string; subject: string }>(
    'select account_id, subject from amazon_links',
  )
  return site.rows<User>('select * from users order by id').map((user) => ({
    id: user.id,
    born: born[user.id] ?? 'V',
    password: passwordOf(user.password_hash),
    email: user.email === null ? null : addressOf(user.email),
    verified: user.verified_at !== null,
    subjects: links
      .filter(({ account_id }) => account_id === String(user.id))
      .map(({ subject }) => (subject.endsWith('V') ? 'V' : 'M')),
    sessions: sessions.filter(({ account_id }) => account_id === user.id).map(({ browser }) => browser),
    tokens: tokens
      .filter(({ account_id }) => account_id === user.id)
      .map(({ kind, address }) => ({ kind, address: addressOf(address) })),
  }))
}

async function readTickets(world: World, actor: Actor, used: ReadonlySet<string>): Promise<TicketView[]> {
  const tickets = await world.tickets(actor)
  return Promise.all(
    tickets.map(async ({ id, identity, profile, waitsFor, intent, startedBy, mailProof, ...ticket }) => ({
      subject: identity.subject.endsWith('V') ? ('V' as const) : ('M' as const),
      email: profile.email === null || ticket.emailDeclined ? null : addressOf(profile.email),
      waitsFor,
      intent,
      isUsed: used.has(id),
      startedBy: startedBy === null ? null : Number(startedBy.accountId),
      code:
        mailProof === null
          ? null
          : `${mailProof.email} ${mailProof.traces.length} ${await endedFor(world, mailProof.sentAt)} ${isFresh(world, actor, ticket.issuedAt)}`,
    })),
  )
}

/** Accounts whose proofs that were asked for at this time are void by now. */
async function endedFor(world: World, sentAt: number): Promise<string> {
  const ids = world.site.rows<{ id: number }>('select id from users order by id').map(({ id }) => id)
  const ended = await Promise.all(
    ids.map(async (id) => {
      const until = await world.site.host.links.proofsEnded?.(String(id))
      return until && sentAt + 900_000 <= until.getTime() ? `#${id}#` : ''
    }),
  )
  return ended.join('')
}

/** Whether the session began after Amazon's answer. */
function isFresh(world: World, actor: Actor, issuedAt: Date): boolean {
  const id = world.jars[actor].get('session') ?? ''
  const [found] = world.site.rows<{ since: number }>('select since from sessions where id = ?', id)
  return found !== undefined && found.since >= issuedAt.getTime()
}

async function askerOf(world: World, ticket: string): Promise<string> {
  for (const actor of actors) {
    if ((await world.tickets(actor)).some(({ id }) => ticket.startsWith(id))) return actor
  }
  return ''
}

/** Ids are renamed by what is known of each account, so that the order of its birth makes no other state. */
function keyOf(world: World, view: Omit<View, 'key'>): string {
  const texts = view.accounts.map((account) => ({ id: account.id, text: textOf(account, view) }))
  const names = new Map(
    texts.toSorted((a, b) => (a.text < b.text ? -1 : 1)).map(({ id }, index) => [id, index]),
  )
  const tickets = actors.map((actor) =>
    view.tickets[actor].map((ticket) => ({
      ...ticket,
      startedBy: ticket.startedBy === null ? null : names.get(ticket.startedBy),
      code: ticket.code?.replaceAll(/#(\d+)#/g, (_all, id: string) => `#${names.get(Number(id))}`) ?? null,
    })),
  )
  const letters = view.letters
    .map(({ to, kind, about }) => `${to} ${kind} ${kind === 'undo' ? names.get(Number(about)) : about}`)
    .toSorted()
  const methods = world.site
    .rows<{ browser: string; method: string }>('select browser, method from sessions order by browser')
    .map(({ browser, method }) => browser + (method === 'amazon'))
  // Rows that only a mutant writes there.
  const marks = world.site.rows<{ id: string }>('select id from sparekey_tickets where length(id) < 12')
  return JSON.stringify([
    marks,
    texts.map(({ text }) => text).toSorted(),
    tickets,
    [...new Set(letters)],
    methods,
  ])
}

function textOf(account: AccountView, { proofs }: Pick<View, 'proofs'>): string {
  const { id, born, password, email, verified, subjects, sessions, tokens } = account
  const mailed = tokens.map(({ kind, address }) => kind + address).toSorted()
  const proven = [...proofs]
    .filter((proof) => proof.startsWith(`${id} `))
    .map((proof) => String(proof.split(' ')[1]))
  return [born, password, email, verified, subjects, sessions.toSorted(), mailed, proven.toSorted()].join('|')
}
