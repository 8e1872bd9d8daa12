import { type CompiledQuery, sql } from 'kysely'
import type { FederatedIdentity } from '../linking/facts.js'
import type { Link } from '../ports/link-store.js'
import { accountIdAsText, createAccountRows } from './account-rows.js'
import { compileAccounts } from './addresses.js'
import type { Database } from './database.js'
import type { IdColumn } from './dialect.js'
import { AccountUnavailableError } from './errors.js'
import type { Row, Steps } from './executor.js'
import {
  abandonedAt,
  free,
  type Holding,
  isSameIdentity,
  type LinkedAccountQuery,
  type LinkRows,
  type LinkToWrite,
  readInstant,
  readSeen,
  type SubjectRows,
  signUpKeyOf,
  textOrNull,
  type Vacant,
  writeOne,
  writeSeen,
} from './link-rows.js'
import type { Settings } from './settings.js'

/** Links in a table of their own, beside the accounts they lead to. */
export function linksInTable(settings: Settings, table: string): LinkRows {
  const rows = createSubjectRows(settings.database, table)
  const accounts = createAccountRows(settings)
  return {
    ...rows,
    *write(link, over) {
      if ((yield* accounts.find(link.accountId)) === null) {
        throw new AccountUnavailableError('The account was gone before the link could be written.')
      }
      yield* rows.write(link, over)
    },
    linkedAccount: linkedAccountQuery(settings, table),
  }
}

/** A row for each subject. One without an account is held for a sign-up. */
export function createSubjectRows(database: Database, table: string): SubjectRows {
  const { builder } = database
  const select = selectSubjects(database, table)
  return {
    *holding(identity) {
      const { issuer, subject } = identity
      const { rows } = yield select.where('issuer', '=', issuer).where('subject', '=', subject).compile()
      const row = rows.find((one) => isSameIdentity(readIdentity(one), identity))
      return row === undefined ? free : readHolding(row)
    },
    *findOfAccount(accountId) {
      const { rows } = yield select.where('account_id', '=', accountId).compile()
      return rows.map(readLink).find((link) => link?.accountId === accountId) ?? null
    },
    *write(link, over) {
      yield* put(database, table, linkValues(link), over)
    },
    *remove(accountId) {
      yield* writeOne(builder.deleteFrom(table).where('account_id', '=', accountId).compile())
    },
    *recordUse({ issuer, subject }, at, seen) {
      const used = { last_used_at: at.toISOString(), seen: writeSeen(seen) }
      const update = builder.updateTable(table).set(used)
      yield update
        .where('issuer', '=', issuer)
        .where('subject', '=', subject)
        .where('account_id', 'is not', null)
        .compile()
    },
    *reserve(identity, { id, at }, over) {
      const { issuer, subject } = identity
      const held = { reservation: id, sign_up: signUpKeyOf(id, over), linked_at: at.toISOString() }
      yield* put(database, table, { issuer, subject, ...held }, over)
    },
    *release({ issuer, subject }, reservationId, signUp) {
      const held = { issuer, subject, reservation: reservationId }
      const kept = builder.updateTable(table).set({ linked_at: abandonedAt.toISOString() })
      const forgotten = builder.deleteFrom(table)
      yield signUp === 'kept'
        ? kept.where((row) => row.and(held).and('account_id', 'is', null)).compile()
        : forgotten.where((row) => row.and(held).and('account_id', 'is', null)).compile()
    },
  }
}

const instants = ['linked_at', 'last_used_at'] as const

/** What a subject is to us, times as text. */
export function selectSubjects({ builder, dialect }: Database, table: string) {
  return builder
    .selectFrom(table)
    .select(['issuer', 'subject', 'account_id', 'email_at_link', 'seen', 'reservation', 'sign_up'])
    .select(instants.map((column) => sql`${dialect.instantAsText(column)}`.as(column)))
}

export function linkValues({ identity, accountId, at, emailAtLink, seen }: LinkToWrite): SubjectRow {
  const { issuer, subject } = identity
  return {
    issuer,
    subject,
    account_id: accountId,
    linked_at: at.toISOString(),
    last_used_at: at.toISOString(),
    email_at_link: emailAtLink,
    seen: writeSeen(seen),
    reservation: null,
    sign_up: null,
  }
}

function* put({ builder }: Database, table: string, values: SubjectRow, over: Vacant): Steps<void> {
  if (over.kind === 'free')
    return yield* writeOne(
      builder
        .insertInto(table)
        .values({ ...values })
        .compile(),
    )
  const { issuer, subject } = values
  const held = builder
    .updateTable(table)
    .set({ ...values })
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
  yield* writeOne(
    held.where('reservation', '=', over.reservationId).where('account_id', 'is', null).compile(),
  )
}

type SubjectRow = Row & FederatedIdentity

// Names of ours, so that a column `issuer` or `subject` of the accounts table cannot stand in for them.
const joined = {
  issuer: 'sparekey_issuer',
  subject: 'sparekey_subject',
  account_id: 'sparekey_linked_account',
  email_at_link: 'sparekey_email_at_link',
  seen: 'sparekey_seen',
} as const

const joinedInstants = { linked_at: 'sparekey_linked_at', last_used_at: 'sparekey_last_used_at' } as const

function linkedAccountQuery(settings: Settings, table: string): LinkedAccountQuery {
  const compiled = new Map<IdColumn, CompiledQuery>()
  return {
    *query() {
      const ids = yield* settings.columns.id()
      const query = compiled.get(ids) ?? compileLinkedAccount(settings, table, ids)
      compiled.set(ids, query)
      return query
    },
    parameters: ({ issuer, subject }) => [issuer, subject],
    readLink(row, identity) {
      const link = readJoined(row)
      return link !== null && isSameIdentity(link.identity, identity) ? link : null
    },
  }
}

function readJoined(row: Row): Link | null {
  return readLink({
    issuer: row[joined.issuer],
    subject: row[joined.subject],
    account_id: row[joined.account_id],
    linked_at: row[joinedInstants.linked_at],
    last_used_at: row[joinedInstants.last_used_at],
    email_at_link: row[joined.email_at_link],
    seen: row[joined.seen],
  })
}

function compileLinkedAccount(settings: Settings, table: string, ids: IdColumn): CompiledQuery {
  const { accounts, accountsTable, database } = settings
  const { builder, dialect } = database
  const times = Object.entries(joinedInstants).map(([column, alias]) =>
    sql`${dialect.instantAsText(`link.${column}`)}`.as(alias),
  )
  // From the link to its account: the other way round SQLite would read every account there is.
  const query = builder
    .selectFrom(`${table} as link`)
    .leftJoin(`${accountsTable} as account`, (join) =>
      join.on(ids.equalsText(`account.${accounts.id}`, 'link.account_id')),
    )
    .selectAll('account')
    .select(accountIdAsText(settings))
    .select(Object.entries(joined).map(([column, alias]) => `link.${column} as ${alias}` as const))
    .select(times)
    .where('link.issuer', '=', '')
    .where('link.subject', '=', '')
    .where('link.account_id', 'is not', null)
  return compileAccounts(settings, query)
}

export function readIdentity(row: Row): FederatedIdentity {
  return { issuer: String(row['issuer']), subject: String(row['subject']) }
}

export function readHolding(row: Row): Holding {
  const link = readLink(row)
  if (link !== null) return { kind: 'linked', link }
  const reservationId = String(row['reservation'])
  return {
    kind: 'reserved',
    reservationId,
    signUpKey: textOrNull(row['sign_up']) ?? reservationId,
    // Without a time nobody can wait for it to pass.
    at: readInstant(row['linked_at']) ?? abandonedAt,
  }
}

function readLink(row: Row): Link | null {
  const accountId = textOrNull(row['account_id'])
  if (accountId === null) return null
  return {
    identity: readIdentity(row),
    accountId,
    linkedAt: readInstant(row['linked_at']),
    lastUsedAt: readInstant(row['last_used_at']),
    emailAtLink: textOrNull(row['email_at_link']),
    seen: readSeen(row['seen']),
  }
}
