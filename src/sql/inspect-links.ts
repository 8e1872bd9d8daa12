import type { CatalogTable } from './inspect-catalog.js'
import { isUniqueAlone } from './inspect-columns.js'
import { wordsOf } from './inspect-words.js'
import type { LinkColumnFinding } from './inspection.js'

const amazonIds =
  /^(?:user|customer|account)?(?:amazon|amzn|lwa|loginwithamazon)(?:user|customer|account|login|sub|subject)?(?:id|uid|sub|subject|key)?$/

/** A column of the accounts that seems to hold Amazon's ids already. */
export function findLinkColumn(table: CatalogTable): LinkColumnFinding | null {
  const column = table.columns.find(
    ({ name, kind }) => kind === 'text' && amazonIds.test(wordsOf(name).join('')),
  )
  if (column === undefined) return null
  return {
    column: column.name,
    reasons: [`${column.name} sounds as if Amazon's ids were kept in it`],
    warnings: [
      ...(column.comparison === 'exact'
        ? []
        : [
            `${column.name} takes A for a, and Amazon's ids differ by case: one customer could come into another's account. Keep the links in a table of their own, or give the column a binary collation first.`,
          ]),
      ...(isUniqueAlone(table, column.name)
        ? []
        : [
            `Nothing keeps ${column.name} unique: the migration adds a unique index, which fails while ids exist twice.`,
          ]),
      ...(column.isRequired
        ? [`${column.name} may not be empty, so accounts without Amazon do not fit.`]
        : []),
    ],
  }
}
