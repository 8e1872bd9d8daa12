import { isSameName } from './identifier.js'
import type { Catalog, CatalogTable } from './inspect-catalog.js'
import { rankColumns } from './inspect-columns.js'
import { otherWords, type Part, partWords } from './inspect-vocabulary.js'
import { singularWords } from './inspect-words.js'

/** A table that holds something for each account: its addresses, its secret. */
export interface PartTable {
  readonly table: CatalogTable
  /** The column that names the account. */
  readonly key: string
}

/** Names below this many points are too vague to look for them in other tables. */
const clearName = 70

/** The tables that hold this part for the accounts in `base`. */
export function findPartTables(catalog: Catalog, base: CatalogTable, part: Part): PartTable[] {
  return catalog.tables.flatMap((table) => {
    if (table === base || table.kind === 'view' || !isPartByName(table)) return []
    const key = keyTo(base, table)
    const [best] = rankColumns(table, part)
    return key === null || best === undefined || best.points < clearName ? [] : [{ table, key }]
  })
}

function isPartByName({ name }: CatalogTable): boolean {
  const words = singularWords(name)
  return words.some((word) => partWords.has(word)) && !words.some((word) => otherWords.has(word))
}

/** The column of a table that names an account: by foreign key, or by its name where the schema declares none. */
export function keyTo(base: CatalogTable, table: CatalogTable): string | null {
  const declared = table.references.find(
    ({ columns, toTable, toSchema }) =>
      columns.length === 1 && isSameName(toTable, base.name) && toSchema === base.schema,
  )
  return declared?.columns[0] ?? keyByName(base, table)
}

function keyByName(base: CatalogTable, table: CatalogTable): string | null {
  const id = primaryKey(base)
  const owner = singularWords(base.name).at(-1) ?? ''
  const names = [`${owner}id`, ...(id === null || isSameName(id, 'id') ? [] : [plain(id)])]
  return table.columns.find(({ name }) => names.includes(plain(name)))?.name ?? null
}

function plain(name: string): string {
  return name.replaceAll(/[^A-Za-z\d]/g, '').toLowerCase()
}

/** The column that is the whole primary key; null where there is none or it has several. */
export function primaryKey(table: CatalogTable): string | null {
  const columns = table.keys.find(({ role }) => role === 'primary')?.columns ?? []
  return columns.length === 1 ? (columns[0] ?? null) : null
}
