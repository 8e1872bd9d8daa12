import type { AccountId } from '../linking/facts.js'
import type { Holder, LinksInBulk } from './import-links.js'
import { insertMany, padded } from './import-links.js'
import { abandonedAt, type LinkRows, textOrNull } from './link-rows.js'
import { linkValues, readHolding } from './links-in-table.js'
import type { Settings } from './settings.js'

/** Many links at once, in a table of their own. */
export function importIntoTable(
  { database }: Settings,
  table: string,
  issuer: string,
  oneByOne: LinkRows,
): LinksInBulk {
  const { builder } = database
  return {
    *holders(subjects) {
      const { rows } = yield builder
        .selectFrom(table)
        .selectAll()
        .where('issuer', '=', issuer)
        .where('subject', 'in', padded(subjects))
        .compile()
      return new Map(
        rows.map((row): [string, Holder] => {
          const holding = readHolding(row)
          const subject = String(row['subject'])
          if (holding.kind === 'linked') return [subject, { accountId: holding.link.accountId }]
          return [subject, { reservedAt: holding.kind === 'reserved' ? holding.at : abandonedAt }]
        }),
      )
    },
    *subjectsOf(accounts) {
      const ids = accounts.map(({ accountId }) => accountId)
      const { rows } = yield builder
        .selectFrom(table)
        .select(['account_id', 'issuer', 'subject'])
        .where('account_id', 'in', padded(ids))
        .compile()
      return new Map(
        rows.flatMap((row): [AccountId, string][] => {
          const accountId = textOrNull(row['account_id'])
          // Of another issuer it is another subject, however it reads.
          const subject = row['issuer'] === issuer ? String(row['subject']) : ''
          return accountId === null ? [] : [[accountId, subject]]
        }),
      )
    },
    *write(pairs, at) {
      const rows = pairs.map(({ subject, accountId }) => {
        const link = { identity: { issuer, subject }, accountId, emailAtLink: null, at }
        // Nobody has signed in with it here yet.
        return { ...linkValues(link), last_used_at: null }
      })
      yield* insertMany(rows, (chunk) =>
        builder
          .insertInto(table)
          .values([...chunk])
          .compile(),
      )
    },
    *writeOver(identity, accountId, at) {
      const holding = yield* oneByOne.holding(identity)
      if (holding.kind !== 'linked')
        yield* oneByOne.write({ identity, accountId, emailAtLink: null, at }, holding)
    },
  }
}
