import type { Row } from './executor.js'
import { isSameName } from './identifier.js'
import type { CatalogColumn, CatalogTable } from './inspect-catalog.js'
import { isUniqueAlone, valuesOf } from './inspect-columns.js'
import { singularWords } from './inspect-words.js'

/** What a column of a new account is to hold; `made` is made anew for each account. */
export type Filling =
  | { readonly value: string | number | boolean }
  | { readonly made: 'now' | 'uuid' | 'random' }

export interface RequiredColumn {
  readonly column: string
  /** Null where nothing fits by itself. */
  readonly filling: Filling | null
  readonly reason: string
}

interface Accounts {
  readonly table: CatalogTable
  readonly rows: readonly Row[]
  /** Columns that the mapping fills in already. */
  readonly mapped: readonly string[]
}

/** The columns a new account cannot do without, that nothing else fills in. */
export function findRequiredColumns({ table, rows, mapped }: Accounts): RequiredColumn[] {
  return table.columns
    .filter(({ isRequired, hasDefault }) => isRequired && !hasDefault)
    .filter(({ name }) => !mapped.some((one) => isSameName(one, name)))
    .map((column) => ({ column: column.name, ...fillingOf(table, column, rows) }))
}

type Filled = Omit<RequiredColumn, 'column'>

function fillingOf(table: CatalogTable, column: CatalogColumn, rows: readonly Row[]): Filled {
  if (column.kind === 'time') return { filling: { made: 'now' }, reason: 'the time of the sign-up' }
  if (isPrivilege(column)) return privilegeFilling(column, rows)
  const rule = table.references.find(({ columns }) => columns.some((name) => isSameName(name, column.name)))
  // A stamp or key that is the same for all accounts would be guessed by anybody.
  if (isSecret(column)) return { filling: { made: 'random' }, reason: 'nobody may guess it' }
  if (holdsTimes(column, rows)) return { filling: { made: 'now' }, reason: 'the rows looked at hold times' }
  const usual = usualValue(rows, column)
  if (usual !== null) return usual
  if (rule !== undefined) return { filling: null, reason: `it points at a row in ${rule.toTable}` }
  if (isUniqueAlone(table, column.name) || isTellingApart(table, column, rows)) return uniqueFilling(column)
  return plainFilling(column)
}

const secrets = new Set(['stamp', 'token', 'key', 'secret', 'nonce', 'salt', 'apikey'])

function isSecret({ name, kind }: CatalogColumn): boolean {
  return kind === 'text' && singularWords(name).some((word) => secrets.has(word))
}

const privileges = new Set([
  'admin',
  'superuser',
  'super',
  'staff',
  'root',
  'role',
  'level',
  'permission',
  'privilege',
  'moderator',
  'owner',
])

function isPrivilege({ name }: CatalogColumn): boolean {
  return singularWords(name).some((word) => privileges.has(word))
}

// Never what the first rows have: those are the people who set the site up.
function privilegeFilling({ name, kind, type, allowed }: CatalogColumn, rows: readonly Row[]): Filled {
  const reason = 'a new customer has no privileges'
  if (kind === 'boolean') return { filling: { value: false }, reason }
  const isList = /^jsonb?$/.test(type) || valuesOf(rows, name).some(isJsonList)
  if (isList) return { filling: { value: '[]' }, reason }
  const least = allowed?.find((word) => /^(?:user|customer|member|client|shopper|buyer)$/i.test(word))
  if (least !== undefined) return { filling: { value: least }, reason }
  return { filling: null, reason: 'it decides what an account may do' }
}

// Some drivers read JSON out of a text column.
function isJsonList(value: unknown): boolean {
  return Array.isArray(value) || (typeof value === 'string' && value.startsWith('['))
}

// SQLite has no type for times, so they stand in text, as the site's own programs write them.
function holdsTimes({ name, kind }: CatalogColumn, rows: readonly Row[]): boolean {
  const values = valuesOf(rows, name)
  return kind === 'text' && values.length > 0 && values.every(isTime)
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(value)
}

const enoughRows = 3

function usualValue(rows: readonly Row[], { name }: CatalogColumn): Filled | null {
  const values = valuesOf(rows, name)
  const [first] = values
  if (values.length < enoughRows || values.some((value) => value !== first)) return null
  if (typeof first !== 'string' && typeof first !== 'number' && typeof first !== 'boolean') return null
  return { filling: { value: first }, reason: `all ${values.length} rows looked at hold it` }
}

/** Part of a key in which no other column differs from row to row: a name beside a language, or beside a tenant. */
function isTellingApart({ keys }: CatalogTable, { name }: CatalogColumn, rows: readonly Row[]): boolean {
  const isInKey = keys.some(
    ({ role, columns }) => role !== 'index' && columns.some((one) => isSameName(one, name)),
  )
  const values = valuesOf(rows, name)
  return isInKey && values.length >= enoughRows && new Set(values).size === values.length
}

function uniqueFilling({ kind, length }: CatalogColumn): Filled {
  const reason = 'it has to be unique'
  if (kind === 'uuid' || (kind === 'text' && (length === null || length >= 36)))
    return { filling: { made: 'uuid' }, reason }
  return { filling: null, reason }
}

function plainFilling({ kind, allowed, type }: CatalogColumn): Filled {
  const reason = 'it may not be missing, and has no default'
  if (kind === 'boolean') return { filling: { value: false }, reason }
  if (kind === 'integer' || kind === 'number') return { filling: { value: 0 }, reason }
  if (kind === 'uuid') return { filling: { made: 'uuid' }, reason }
  if (/^jsonb?$/.test(type)) return { filling: { value: '{}' }, reason }
  if (kind !== 'text' || allowed !== null) return { filling: null, reason }
  return { filling: { value: '' }, reason }
}

/** As `defaults` of the mapping. */
export function fillings(required: readonly RequiredColumn[]): Record<string, unknown> {
  const filled = required.flatMap(({ column, filling }) => {
    if (filling === null) return []
    return [[column, 'value' in filling ? filling.value : { made: filling.made }] as const]
  })
  return Object.fromEntries(filled)
}
