import { sql } from 'kysely'
import type { AccountId } from '../linking/facts.js'
import { accountIdAsText, idColumn } from './account-rows.js'
import { ChangedMeanwhileError } from './errors.js'
import type { Row } from './executor.js'
import type { ImportIds } from './import-ids.js'
import { type Holder, insertMany, type LinksInBulk, padded } from './import-links.js'
import { abandonedAt, type LinkRows, readInstant, textOrNull } from './link-rows.js'
import type { LinksSettings, Settings } from './settings.js'

type ColumnSettings = Extract<LinksSettings, { kind: 'column' }>

const subjectColumn = 'sparekey_subject'

/** Many links at once, in a column of the accounts table. */
export function importIntoColumn(
  settings: Settings,
  links: ColumnSettings,
  ids: ImportIds,
  oneByOne: LinkRows,
): LinksInBulk {
  const { accounts, accountsTable, database } = settings
  const { builder } = database
  const select = builder
    .selectFrom(`${accountsTable} as account`)
    .select(accountIdAsText(settings))
    .select(`account.${links.column} as ${subjectColumn}`)
  return {
    *holders(subjects) {
      const linked = yield select.where(`account.${links.column}`, 'in', padded(subjects)).compile()
      const reserved = yield builder
        .selectFrom(links.reservations)
        .select(['subject', 'reserved_at'])
        .where('issuer', '=', links.issuer)
        .where('subject', 'in', padded(subjects))
        .compile()
      return new Map([...reserved.rows.map(readReserved), ...linked.rows.flatMap(readLinked)])
    },
    *subjectsOf(many) {
      const bound = padded(many.map((account) => account.bound))
      const { rows } = yield select.where(`account.${accounts.id}`, 'in', bound).compile()
      return new Map(
        rows.flatMap((row): [AccountId, string][] => {
          const { accountId, subject } = readPair(row)
          return accountId === null || subject === null ? [] : [[accountId, subject]]
        }),
      )
    },
    *write(pairs, at) {
      const reservations = pairs.map(({ subject }) => ({
        issuer: links.issuer,
        subject,
        reservation: '',
        sign_up: '',
        reserved_at: at.toISOString(),
      }))
      // Every link passes the lock of a sign-up, or both could go ahead at once.
      yield* insertMany(reservations, (chunk) =>
        builder
          .insertInto(links.reservations)
          .values([...chunk])
          .compile(),
      )
      const branches = pairs.map(({ accountId, subject }) => sql`when ${ids.bind(accountId)} then ${subject}`)
      const chosen = sql`case ${sql.ref(accounts.id)} ${sql.join(branches, sql` `)} end`
      const linkedAt = links.linkedAt === null ? {} : { [links.linkedAt]: at.toISOString() }
      const { affected } = yield builder
        .updateTable(accountsTable)
        .set({ [links.column]: chosen, ...linkedAt })
        .where(
          accounts.id,
          'in',
          pairs.map(({ accountId }) => ids.bind(accountId)),
        )
        .where(links.column, 'is', null)
        .compile()
      if (affected !== pairs.length) throw new ChangedMeanwhileError()
      const subjects = padded(pairs.map(({ subject }) => subject))
      yield builder
        .deleteFrom(links.reservations)
        .where('issuer', '=', links.issuer)
        .where('subject', 'in', subjects)
        .compile()
    },
    *writeOver(identity, accountId, at) {
      const holding = yield* oneByOne.holding(identity)
      if (holding.kind !== 'linked')
        yield* oneByOne.write({ identity, accountId, emailAtLink: null, at }, holding)
    },
  }
}

function readReserved(row: Row): [string, Holder] {
  return [String(row['subject']), { reservedAt: readInstant(row['reserved_at']) ?? abandonedAt }]
}

function readLinked(row: Row): [string, Holder][] {
  const { accountId, subject } = readPair(row)
  return accountId === null || subject === null ? [] : [[subject, { accountId }]]
}

function readPair(row: Row): { accountId: AccountId | null; subject: string | null } {
  return { accountId: textOrNull(row[idColumn]), subject: textOrNull(row[subjectColumn]) || null }
}
