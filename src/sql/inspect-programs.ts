import type { CatalogTable } from './inspect-catalog.js'
import { namedColumn } from './inspect-columns.js'

interface Program {
  readonly name: string
  /** Columns that together give it away. */
  readonly has: readonly string[]
  /** Columns that look like something, and that it keeps without using them. */
  readonly idle: readonly string[]
  /** Columns that the program fills in and stumbles over when they are empty. */
  readonly stamps: Readonly<Record<string, { readonly made: 'now' | 'random' | 'uuid' }>>
  /** Columns that hold another one's text in lower case, under a name that does not say so. */
  readonly lowered: Readonly<Record<string, string>>
}

const programs: readonly Program[] = [
  {
    name: 'WordPress',
    has: ['user_login', 'user_pass', 'user_nicename', 'user_status'],
    idle: ['user_status'],
    stamps: { user_registered: { made: 'now' } },
    lowered: { user_login: 'user_nicename' },
  },
  {
    name: 'ASP.NET Identity',
    has: ['NormalizedUserName', 'SecurityStamp', 'ConcurrencyStamp', 'LockoutEnd'],
    idle: [],
    stamps: { SecurityStamp: { made: 'random' }, ConcurrencyStamp: { made: 'uuid' } },
    lowered: {},
  },
]

/** The columns that the program whose table this is does not use. */
export function findIdleColumns(table: CatalogTable): readonly string[] {
  return findProgram(table)?.idle ?? []
}

/** What the program whose table this is makes for each new account. */
export function findStamps(table: CatalogTable): Program['stamps'] {
  return findProgram(table)?.stamps ?? {}
}

/** The column in which the program keeps this one's text in lower case; null where it has none. */
export function findLowered(table: CatalogTable, column: string): string | null {
  return findProgram(table)?.lowered[column] ?? null
}

function findProgram(table: CatalogTable): Program | undefined {
  return programs.find(({ has }) => has.every((column) => namedColumn(table, column) !== null))
}
