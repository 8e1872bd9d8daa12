import type { AccountId, FederatedIdentity } from '../linking/facts.js'
import type { Registration, WayToSignIn } from '../ports/host.js'
import {
  type AuditRecord,
  type LinkConflict,
  type LinkStore,
  type NewLink,
  reservationLifetimeSeconds,
} from '../ports/link-store.js'
import type { QueuedMail } from '../ports/outbox.js'
import { createAccount, readProblems } from './account-creation.js'
import type { AccountRows } from './account-rows.js'
import { writeAuditRecord } from './audit.js'
import { endOtherProofs, endProofs, proofsEnded } from './ended-proofs.js'
import { ChangedMeanwhileError } from './errors.js'
import type { Steps } from './executor.js'
import { type Holding, type LinkRows, type SubjectRows, signUpKeyOf, type Vacant } from './link-rows.js'
import { lockAccount } from './lock-account.js'
import type { SqlAccount } from './options.js'
import { createOutbox, keepMails } from './outbox.js'
import type { Settings, StoreSettings } from './settings.js'
import { createTickets, type Tickets } from './tickets.js'

/** A `LinkStore` that is also able to find and to create link and account at once. */
export type SqlLinkStore = LinkStore<SqlAccount> &
  Required<Pick<LinkStore<SqlAccount>, 'findLinkedAccount' | 'createLinkedAccount'>>

/** One that knows no accounts. */
export type PlainLinkStore = Omit<LinkStore, 'findLinkedAccount' | 'createLinkedAccount' | 'deleteSpareLink'>

interface StoreParts {
  readonly settings: StoreSettings
  readonly links: SubjectRows
  readonly tickets: Tickets
}

/** The ways into an account that work today, as they are read from these tables. */
type ReadWays = (accountId: AccountId) => Steps<WayToSignIn[]>

export interface LinkedAccounts {
  readonly settings: Settings
  readonly accounts: AccountRows
  readonly links: LinkRows
  /** Null where only the site's own code knows them. */
  readonly readWays: ReadWays | null
}

type Parts = StoreParts & LinkedAccounts

export function createLinkStore(given: LinkedAccounts): SqlLinkStore {
  const { settings, links, readWays } = given
  const { executor } = settings.database
  const parts: Parts = { ...given, tickets: createTickets(settings) }
  return {
    ...createPlainLinkStore(settings, links),
    ...(readWays && {
      deleteSpareLink: (accountId: AccountId, audit: AuditRecord, mails?: readonly QueuedMail[]) =>
        writeUntilSettled(settings, function* () {
          yield* lockAccount(settings, accountId)
          if ((yield* readWays(accountId)).length === 0) return 'last-way'
          return yield* deleteLink(parts, { accountId, audit, mails })
        }),
    }),
    findLinkedAccount: (identity) => executor.read(() => findLinkedAccount(parts, identity)),
    createLinkedAccount: (registration, link) => createLinkedAccount(parts, registration, link),
  }
}

export function createPlainLinkStore(settings: StoreSettings, links: SubjectRows): PlainLinkStore {
  const parts: StoreParts = { settings, links, tickets: createTickets(settings) }
  const { executor } = settings.database
  const write = <T>(steps: () => Steps<T>): Promise<T> => writeUntilSettled(settings, steps)
  return {
    findLink: (identity) => executor.read(() => findLink(links, identity)),
    findLinkOfAccount: (accountId) => executor.read(() => links.findOfAccount(accountId)),
    createLink: (link) => write(() => createLink(parts, link)),
    outbox: createOutbox(settings),
    endProofs: (accountId, until) => write(() => endProofs(settings, accountId, until)),
    proofsEnded: (accountId) => executor.read(() => proofsEnded(settings, accountId)),
    deleteLink: (accountId, audit, mails) => write(() => deleteLink(parts, { accountId, audit, mails })),
    recordUse: (identity, at, seen) => {
      const steps = () => links.recordUse(identity, at, seen)
      // Every customer who comes back says it, and nothing hangs on it: a transaction around it would be most of its cost.
      return executor.writeAlone?.(steps) ?? write(steps)
    },
    redeemTicket: (ticket) =>
      write(function* () {
        if (yield* parts.tickets.isUsed(ticket.id)) return 'ticket-used'
        yield* parts.tickets.use(ticket)
        return 'redeemed'
      }),
    isTicketUsed: (id) => executor.read(() => parts.tickets.isUsed(id)),
    reserveSubject: (identity, reservation) =>
      write(function* () {
        const holding = yield* links.holding(requireSound(identity))
        if (!isVacant(holding, reservation.staleBefore)) return 'subject-taken'
        yield* links.reserve(identity, reservation, holding)
        return { signUpKey: signUpKeyOf(reservation.id, holding) }
      }),
    releaseSubject: (identity, reservationId, signUp) =>
      write(() => links.release(identity, reservationId, signUp)),
    findUnfinishedSignUp: (identity) => executor.read(() => findUnfinishedSignUp(links, identity)),
    writeAudit: (record) => write(() => writeAuditRecord(settings, record)),
  }
}

interface LinkToDelete {
  readonly accountId: AccountId
  readonly audit: AuditRecord
  readonly mails: readonly QueuedMail[] | undefined
}

function* deleteLink(
  { settings, links }: Pick<StoreParts, 'settings' | 'links'>,
  { accountId, audit, mails }: LinkToDelete,
): Steps<'deleted' | 'not-linked'> {
  if ((yield* links.findOfAccount(accountId)) === null) return 'not-linked'
  yield* links.remove(accountId)
  yield* writeAuditRecord(settings, audit)
  yield* keepMails(settings, mails)
  return 'deleted'
}

function* findLink(links: SubjectRows, identity: FederatedIdentity) {
  const holding = isSound(identity) ? yield* links.holding(identity) : null
  return holding?.kind === 'linked' ? holding.link : null
}

function* findUnfinishedSignUp(links: SubjectRows, identity: FederatedIdentity) {
  const holding = isSound(identity) ? yield* links.holding(identity) : null
  return holding?.kind === 'reserved' ? holding.signUpKey : null
}

function* findLinkedAccount({ accounts, links }: Parts, identity: FederatedIdentity) {
  if (!isSound(identity)) return null
  const { linkedAccount } = links
  const { query, queryId, sql } = yield* linkedAccount.query()
  const { rows } = yield { query, queryId, sql, parameters: linkedAccount.parameters(identity) }
  for (const row of rows) {
    const link = linkedAccount.readLink(row, identity)
    if (link === null) continue
    // An account has a row for each of its addresses.
    const account = accounts.readAll(rows).find(({ id }) => id === link.accountId)
    // A number column also answers to `007`; the link names one id only.
    return { link, account: account ?? null }
  }
  return null
}

function* createLink(
  { settings, links, tickets }: StoreParts,
  link: NewLink,
): Steps<'created' | LinkConflict> {
  const { identity, ticket, accountId } = link
  if (ticket !== null && (yield* tickets.isUsed(ticket.id))) return 'ticket-used'
  const holding = yield* links.holding(requireSound(identity))
  if (!mayBeWritten(link, holding)) return 'subject-taken'
  if ((yield* links.findOfAccount(accountId)) !== null) return 'account-taken'
  if (yield* isProofEnded(settings, link)) return 'proof-ended'
  yield* links.write(link, holding)
  if (ticket !== null) yield* tickets.use(ticket)
  yield* writeAuditRecord(settings, link.audit)
  yield* keepMails(settings, link.mails)
  return 'created'
}

/** Ends the other proofs in the same step: the row that says so is what makes two writers wait for each other. */
function* isProofEnded(settings: StoreSettings, { accountId, proof }: NewLink): Steps<boolean> {
  if (!proof) return false
  const ended = yield* proofsEnded(settings, accountId)
  if (ended !== null && proof.validUntil < ended) return true
  yield* endOtherProofs(settings, accountId, proof)
  return false
}

type DraftLink = Omit<NewLink, 'accountId' | 'signUpKey'>

async function createLinkedAccount(parts: Parts, registration: Registration, link: DraftLink) {
  const { settings, links } = parts
  try {
    return await writeUntilSettled(settings, () => createBoth(parts, registration, link))
  } catch (error) {
    const problems = await readProblems(settings, error)
    // The address may be taken by this very customer, in another tab a moment ago.
    const winner = await settings.database.executor.read(() => findLink(links, link.identity))
    return winner === null ? { problems } : ({ conflict: 'subject-taken' } as const)
  }
}

function* createBoth(
  parts: Parts,
  registration: Registration,
  link: DraftLink,
): Steps<{ account: SqlAccount } | { conflict: LinkConflict }> {
  const { settings, accounts, links, tickets } = parts
  if (link.ticket !== null && (yield* tickets.isUsed(link.ticket.id))) return { conflict: 'ticket-used' }
  const holding = yield* links.holding(requireSound(link.identity))
  if (!isVacant(holding, abandonedBefore(link.at))) return { conflict: 'subject-taken' }
  const account = yield* createAccount(settings, accounts, registration)
  yield* evictPredecessor(parts, account.id, link.at)
  yield* links.write({ ...link, accountId: account.id }, holding)
  if (link.ticket !== null) yield* tickets.use(link.ticket)
  yield* writeAuditRecord(settings, { ...link.audit, accountId: account.id })
  return { account }
}

/** A database may give a deleted account's id away again; the link of the one who had it must not come along. */
export function* evictPredecessor(
  { settings, links }: Pick<Parts, 'settings' | 'links'>,
  accountId: string,
  at: Date,
): Steps<void> {
  const left = yield* links.findOfAccount(accountId)
  if (left === null) return
  yield* links.remove(accountId)
  const details = { because: 'account-id-reused' }
  yield* writeAuditRecord(settings, { at, event: 'evicted', accountId, identity: left.identity, details })
}

/** A sign-up is completed only while it is the unfinished one: a late answer must not bring back what was given up. */
function mayBeWritten({ signUpKey, at }: NewLink, holding: Holding): holding is Vacant {
  if (signUpKey === undefined) return isVacant(holding, abandonedBefore(at))
  return holding.kind === 'reserved' && holding.signUpKey === signUpKey
}

function isVacant(holding: Holding, staleBefore: Date): holding is Vacant {
  if (holding.kind === 'linked') return false
  return holding.kind === 'free' || holding.at < staleBefore
}

function abandonedBefore(at: Date): Date {
  return new Date(at.getTime() - reservationLifetimeSeconds * 1000)
}

// Twice is a race, more is somebody hammering.
const rounds = 4

/** The unique keys are the lock: whoever loses reads again, and then sees who won. */
async function writeUntilSettled<T>({ database }: StoreSettings, steps: () => Steps<T>): Promise<T> {
  for (let round = 1; ; round += 1) {
    try {
      return await database.executor.transaction(steps)
    } catch (error) {
      const isRace =
        error instanceof ChangedMeanwhileError || database.dialect.readViolation(error)?.rule === 'unique'
      if (!isRace || round === rounds) throw error
    }
  }
}

/** Amazon's ids are short printable ASCII. Anything else might be cut or folded on its way into a column. */
function isSound({ issuer, subject }: FederatedIdentity): boolean {
  return /^[\x21-\x7e]{1,255}$/.test(subject) && /^[\x21-\x7e]{1,255}$/.test(issuer)
}

function requireSound(identity: FederatedIdentity): FederatedIdentity {
  if (isSound(identity)) return identity
  throw new TypeError('A subject is 1 to 255 printable ASCII characters.')
}
