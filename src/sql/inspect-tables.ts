import { isSameName } from './identifier.js'
import type { Catalog, CatalogTable } from './inspect-catalog.js'
import { isUniqueAlone, rankColumns } from './inspect-columns.js'
import { findPartTables, primaryKey } from './inspect-parts.js'
import { accountWords, otherWords, type Part, staffWords } from './inspect-vocabulary.js'
import { singularWords } from './inspect-words.js'

/** How much tells for a table being the accounts. */
export interface RankedTable {
  readonly table: CatalogTable
  readonly points: number
  readonly reasons: readonly string[]
}

type Evidence = readonly [points: number, reason: string]

/** Below this a table does not come into question. */
export const enoughPoints = 45

/** Every table that holds, or leads to, addresses or secrets; best first. */
export function rankTables(catalog: Catalog): RankedTable[] {
  return catalog.tables
    .map((table) => rankTable(catalog, table))
    .filter(({ points }) => points > 0)
    .toSorted((one, other) => other.points - one.points)
}

function rankTable(catalog: Catalog, table: CatalogTable): RankedTable {
  const has = holdings(catalog, table)
  if (has.email === 'nowhere' && has.passwordHash === 'nowhere') return { table, points: 0, reasons: [] }
  const evidence = [
    ...nameEvidence(table),
    ...holdingEvidence(has),
    ...keyEvidence(catalog, table),
    ...childEvidence(table, has),
  ]
  return {
    table,
    points: Math.max(
      1,
      evidence.reduce((sum, [points]) => sum + points, 0),
    ),
    reasons: evidence
      .toSorted((one, other) => Math.abs(other[0]) - Math.abs(one[0]))
      .map(([, reason]) => reason),
  }
}

type Place = 'own' | 'part' | 'nowhere'
type Holdings = Readonly<Record<'email' | 'passwordHash' | 'username', Place>>

function holdings(catalog: Catalog, table: CatalogTable): Holdings {
  const place = (part: Part): Place => {
    if (rankColumns(table, part).some(({ points }) => points >= clearName)) return 'own'
    return findPartTables(catalog, table, part).length > 0 ? 'part' : 'nowhere'
  }
  return { email: place('email'), passwordHash: place('passwordHash'), username: place('username') }
}

const clearName = 60

function nameEvidence({ name, kind }: CatalogTable): Evidence[] {
  const words = singularWords(name)
  const other = words.find((word) => otherWords.has(word))
  const staff = words.find((word) => staffWords.has(word))
  const account = accountEvidence(words)
  return [
    ...(account === null ? [] : [account]),
    ...(other === undefined ? [] : [[-60, `its name speaks of something else (${other})`] as const]),
    ...(staff === undefined ? [] : [[-25, `its name speaks of those who run the site (${staff})`] as const]),
    ...(kind === 'view' ? [[-20, 'it is a view'] as const] : []),
  ]
}

function accountEvidence(words: readonly string[]): Evidence | null {
  if (accountWords.has(words.at(-1) ?? '')) return [30, 'it is called like accounts']
  return words.some((word) => accountWords.has(word)) ? [15, 'its name speaks of accounts'] : null
}

const holdingPoints: Record<keyof Holdings, Record<Place, Evidence | null>> = {
  email: {
    own: [25, 'it has a column for an address'],
    part: [20, 'a table of addresses belongs to it'],
    nowhere: null,
  },
  passwordHash: {
    own: [30, 'it has a column for a password hash'],
    part: [30, 'a table of password hashes belongs to it'],
    nowhere: null,
  },
  username: { own: [5, 'it has a column for a username'], part: null, nowhere: null },
}

function holdingEvidence(has: Holdings): Evidence[] {
  const parts = ['email', 'passwordHash', 'username'] as const
  return parts.flatMap((part) => {
    const evidence = holdingPoints[part][has[part]]
    return evidence === null ? [] : [evidence]
  })
}

function keyEvidence(catalog: Catalog, table: CatalogTable): Evidence[] {
  const [email] = rankColumns(table, 'email')
  const pointing = catalog.tables.filter(
    (other) => other !== table && other.references.some(({ toTable }) => isSameName(toTable, table.name)),
  ).length
  return [
    ...(primaryKey(table) === null ? [] : [[5, 'it has a primary key'] as const]),
    ...(email !== undefined && isUniqueAlone(table, email.column.name)
      ? [[10, 'its addresses are unique'] as const]
      : []),
    ...(pointing === 0
      ? []
      : [[Math.min(15, 3 * pointing), `${count(pointing)} to it by foreign key`] as const]),
  ]
}

function count(tables: number): string {
  return tables === 1 ? 'one table points' : `${tables} tables point`
}

// A table of accounts has both itself; one that has half of it and points at accounts is a part of those.
function childEvidence(table: CatalogTable, has: Holdings): Evidence[] {
  if (has.email === 'own' && has.passwordHash === 'own') return []
  const parent = table.references.find(
    ({ toTable }) =>
      !isSameName(toTable, table.name) && accountWords.has(singularWords(toTable).at(-1) ?? ''),
  )
  return parent === undefined ? [] : [[-60, `each of its rows belongs to one in ${parent.toTable}`]]
}
