import type { CompiledQuery, Expression, Kysely, SqlBool } from 'kysely'
import type { Steps } from './executor.js'

/** Tables and columns are named by the host at run time, so their types are not known here. */
export type Schema = Record<string, Record<string, unknown>>

/** Kysely as a writer of SQL; what it writes is run by an executor. */
export type Builder = Kysely<Schema>

/** The rule of a schema that a statement broke. */
export interface Violation {
  readonly rule: 'unique' | 'not-null' | 'check'
  /** Empty where the database names only the index. */
  readonly columns: readonly string[]
  readonly index: string | null
}

export interface Column {
  readonly name: string
  readonly type: string
  readonly isRequired: boolean
  readonly hasDefault: boolean
}

export interface UniqueKey {
  readonly columns: readonly string[]
  /** False where the key covers only some rows, and so promises nothing about the rest. */
  readonly coversAllRows: boolean
  /** False where the key takes `abc` and `ABC` for the same. */
  readonly comparesBytes: boolean
}

export interface TableShape {
  readonly columns: readonly Column[]
  readonly uniqueKeys: readonly UniqueKey[]
}

/** A table of ours, as each database is to have it. */
export interface TableDefinition {
  readonly name: string
  readonly columns: readonly ColumnDefinition[]
  readonly unique: readonly (readonly string[])[]
  readonly indexed: readonly string[]
}

export interface ColumnDefinition {
  readonly name: string
  readonly type: 'row-id' | 'key' | 'text' | 'instant' | 'count'
  readonly presence: 'required' | 'optional'
}

export interface Attempt {
  readonly table: string
  readonly key: string
  readonly now: string
  /** When the window ends, if it begins with this attempt. */
  readonly expiresAt: string
}

/** What differs from database to database. */
export interface Dialect {
  readonly name: 'sqlite'
  readonly builder: Builder
  readViolation(error: unknown): Violation | null
  /** True for an error that goes away when the transaction is started over. */
  isTransient(error: unknown): boolean
  /** Equality of text with A to Z taken for a to z; never a pattern. */
  equalsIgnoringCase(column: string, value: string): Expression<SqlBool>
  /** The columns that an index is about, where only its name is known. */
  columnsOfIndex(index: string, among: readonly string[]): Steps<readonly string[]>
  describeTable(table: string, schema: string | null): Steps<TableShape | null>
  /** Counts an attempt and answers `attempts` and `expires_at`, in one statement. */
  countAttempt(attempt: Attempt): CompiledQuery
  createTable(definition: TableDefinition): CompiledQuery[]
  addColumn(table: string, column: ColumnDefinition): CompiledQuery
  createUniqueIndex(table: string, columns: readonly string[]): CompiledQuery
}
