import { sql } from 'kysely'
import type { FederatedIdentity } from '../linking/facts.js'
import type { Link } from '../ports/link-store.js'
import { createAccountRows, idColumn, selectAccounts } from './account-rows.js'
import { compileAccounts } from './addresses.js'
import { AccountUnavailableError } from './errors.js'
import type { Row, Steps } from './executor.js'
import { free, type LinkRows, type LinkToWrite, readInstant, textOrNull, writeOne } from './link-rows.js'
import { createLinkTimes, type LinkTimes } from './link-times.js'
import { createReservations } from './reservations.js'
import type { LinksSettings, Settings } from './settings.js'

type ColumnSettings = Extract<LinksSettings, { kind: 'column' }>

/**
 * Links in a column of the accounts table. It has no room for a subject without an account, so a subject that is
 * held for a sign-up has its row in a table of ours, whose unique key is the lock.
 */
export function linksInColumn(settings: Settings, links: ColumnSettings): LinkRows {
  const { accounts, accountsTable, database } = settings
  const { builder } = database
  const times = createLinkTimes(settings)
  const reservations = createReservations(database, links.reservations)
  const select = selectAccounts(settings).select(timesOf(settings, links))
  const linked = compileAccounts(settings, select.where(`account.${links.column}`, '=', ''))
  const read = (row: Row): Link | null => readLink(links, row)
  return {
    *holding(identity) {
      if (identity.issuer !== links.issuer) return free
      const { rows } = yield select.where(`account.${links.column}`, '=', identity.subject).compile()
      const link = rows.map(read).find((one) => one?.identity.subject === identity.subject)
      return link ? { kind: 'linked', link } : yield* reservations.find(identity)
    },
    *findOfAccount(accountId) {
      const ids = yield* settings.columns.id()
      const { rows } = yield select.where(ids.equals(`account.${accounts.id}`, accountId)).compile()
      return rows.map(read).find((link) => link?.accountId === accountId) ?? null
    },
    *write(link, over) {
      requireIssuer(links, link.identity)
      // Every link passes the lock of a sign-up, or both could go ahead at once.
      if (over.kind === 'free') yield* reservations.put(link.identity, { id: '', at: link.at }, over)
      yield* fillColumn({ settings, links, times }, link)
      yield* reservations.remove(link.identity)
    },
    *remove(accountId) {
      const emptied = Object.fromEntries(columnsOf(links).map((column) => [column, null]))
      const ids = yield* settings.columns.id()
      const update = builder.updateTable(accountsTable).set(emptied).where(ids.equals(accounts.id, accountId))
      yield* writeOne(update.where(links.column, 'is not', null).compile())
    },
    *recordUse({ subject, issuer }, at) {
      if (links.lastUsedAt === null || issuer !== links.issuer) return
      const used = { [links.lastUsedAt]: yield* times(links.lastUsedAt, at) }
      yield builder.updateTable(accountsTable).set(used).where(links.column, '=', subject).compile()
    },
    *reserve(identity, reservation, over) {
      requireIssuer(links, identity)
      yield* reservations.put(identity, reservation, over)
    },
    release: (identity, reservationId, signUp) => reservations.release(identity, reservationId, signUp),
    linkedAccount: {
      // oxlint-disable-next-line require-yield -- Links in a table of their own have to ask what an id is like.
      *query() {
        return linked
      },
      parameters: ({ subject }) => [subject],
      readLink(row, identity) {
        const link = read(row)
        return link?.identity.subject === identity.subject && identity.issuer === links.issuer ? link : null
      },
    },
  }
}

interface Filled {
  readonly settings: Settings
  readonly links: ColumnSettings
  readonly times: LinkTimes
}

function* fillColumn(
  { settings, links, times }: Filled,
  { identity, accountId, at }: LinkToWrite,
): Steps<void> {
  const { accounts, accountsTable, database } = settings
  if ((yield* createAccountRows(settings).find(accountId)) === null) {
    throw new AccountUnavailableError('The account was gone before the link could be written.')
  }
  const filled: Record<string, unknown> = { [links.column]: identity.subject }
  for (const column of [links.linkedAt, links.lastUsedAt]) {
    if (column !== null) filled[column] = yield* times(column, at)
  }
  const ids = yield* settings.columns.id()
  const update = database.builder
    .updateTable(accountsTable)
    .set(filled)
    .where(ids.equals(accounts.id, accountId))
  yield* writeOne(update.where(links.column, 'is', null).compile())
}

// Subjects of another company in the same column would be strangers to each other under one name.
function requireIssuer(links: ColumnSettings, { issuer }: FederatedIdentity): void {
  if (issuer === links.issuer) return
  throw new Error(
    `The column ${links.column} holds subjects of ${links.issuer} only; use a links table for several issuers.`,
  )
}

const linkedAtAlias = 'sparekey_linked_at'
const lastUsedAtAlias = 'sparekey_last_used_at'

function timesOf({ database }: Settings, links: ColumnSettings) {
  const times = [
    { column: links.linkedAt, alias: linkedAtAlias },
    { column: links.lastUsedAt, alias: lastUsedAtAlias },
  ]
  return times.flatMap(({ column, alias }) =>
    column === null ? [] : [sql`${database.dialect.instantAsText(`account.${column}`)}`.as(alias)],
  )
}

function columnsOf({ column, linkedAt, lastUsedAt }: ColumnSettings): string[] {
  return [column, linkedAt, lastUsedAt].flatMap((name) => name ?? [])
}

function readLink(links: ColumnSettings, row: Row): Link | null {
  const subject = textOrNull(row[links.column])
  const accountId = textOrNull(row[idColumn])
  if (subject === null || subject === '' || accountId === null) return null
  return {
    identity: { issuer: links.issuer, subject },
    accountId,
    linkedAt: readInstant(row[linkedAtAlias]),
    lastUsedAt: readInstant(row[lastUsedAtAlias]),
    emailAtLink: null,
  }
}
