import type { CompiledQuery, Expression, Kysely, SqlBool } from 'kysely'
import type { Row, Steps } from './executor.js'

/** Tables and columns are named by the host at run time, so their types are not known here. */
export type Schema = Record<string, Record<string, unknown>>

/** Kysely as a writer of SQL; what it writes is run by an executor. */
export type Builder = Kysely<Schema>

/** The rule of a schema that a statement broke. */
export interface Violation {
  readonly rule: 'unique' | 'not-null' | 'check'
  /** Empty where the database names only the index or constraint. */
  readonly columns: readonly string[]
  /** The index or constraint, where the database names that and not the columns. */
  readonly index: string | null
  /** The table as the database named it, schema first; left out where it did not. */
  readonly table?: { readonly schema: string; readonly name: string }
}

export interface Column {
  readonly name: string
  readonly type: string
  readonly isRequired: boolean
  readonly hasDefault: boolean
  /** True where the database numbers the rows by this column itself (MySQL's AUTO_INCREMENT); left out elsewhere. */
  readonly countsUp?: boolean
  /** False where the column itself takes `abc` and `ABC` for the same, whatever key is made over it; left out elsewhere. */
  readonly comparesBytes?: boolean
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

/** A column of the host's. */
export interface ColumnPlace {
  readonly table: string
  /** Null where the name is looked up as the connection does. */
  readonly schema: string | null
  readonly column: string
}

/**
 * The id column of the accounts. Elsewhere in our code an id is text: the text the database itself writes for it. Text
 * is never compared with the column as it is: PostgreSQL refuses `bigint = text`, and ends the transaction over a UUID
 * that is none; MySQL compares a number with text as floating point numbers, without the index.
 */
export interface IdColumn {
  /** `column` is this id, by its index. A condition that no row meets, where no row can have this id. */
  equals(column: string, id: string): Expression<SqlBool>
  /** `column` is the id that a column of ours holds as text, by the index of `column`. */
  equalsText(column: string, textColumn: string): Expression<SqlBool>
}

/** A column of addresses. */
export interface EmailColumn {
  /**
   * `column` is this address with A to Z taken for a to z, by an index the table has, if one fits; never a pattern. It
   * may find more (accents, other letters): the caller compares what comes back.
   */
  equalsIgnoringCase(column: string, value: string): Expression<SqlBool>
}

/** A row of the host's to write. */
export interface NewRow {
  readonly table: string
  readonly schema: string | null
  /** The column whose value names the row afterwards; among the values or made by the database. */
  readonly id: string
  readonly values: Readonly<Record<string, unknown>>
}

/**
 * What differs from database to database. Values are bound by the executor of the database: strings, numbers, bigints,
 * null, bytes, booleans (1 and 0, which boolean columns take too), and `Date` for the host's own columns. In tables of
 * ours an instant is bound as ISO 8601 text in UTC, whatever the type of the column.
 */
export interface Dialect {
  readonly name: 'sqlite' | 'postgres' | 'mysql'
  readonly builder: Builder

  /** Never by the words of a message that the server translates. */
  readViolation(error: unknown): Violation | null
  /** The columns among these that the rule is about. PostgreSQL answers nothing in a transaction that broke a rule, so this runs after it. */
  columnsOf(violation: Violation, among: readonly string[]): Steps<readonly string[]>
  /** True for an error that goes away when the transaction is started over: it was undone. Never for a lost COMMIT. */
  isTransient(error: unknown): boolean

  /** Null when there is no such table or view. */
  describeTable(table: string, schema: string | null): Steps<TableShape | null>
  /** Asked once and kept. Where there is no such column, one of text is supposed. */
  describeId(place: ColumnPlace): Steps<IdColumn>
  /** Asked once and kept. */
  describeEmail(place: ColumnPlace): Steps<EmailColumn>
  /** An id as text, as it is in `accountId` everywhere. */
  idAsText(column: string): Expression<string>
  /** An instant of ours as ISO 8601 text, free of the time zone of session and driver; `readInstant` reads it. */
  instantAsText(column: string): Expression<string | null>

  /** Writes the row and answers its id as text, or null when nothing tells which one it got. */
  insertRow(row: NewRow): Steps<string | null>
  /** Counts an attempt and answers `attempts` and `expires_at` (as `instantAsText` writes it). */
  countAttempt(attempt: Attempt): Steps<Row>
  /** Deletes some of the rows of `table` (`id`, `expires_at`) that expired before `now`. */
  sweepExpired(table: string, now: string, most: number): Steps<void>

  /** Runs the steps so that of several instances one does at a time; inside a transaction. */
  migrateAlone<T>(steps: Steps<T>): Steps<T>
  createTable(definition: TableDefinition): CompiledQuery[]
  addColumn(table: string, column: ColumnDefinition): CompiledQuery
  createUniqueIndex(table: string, columns: readonly string[]): CompiledQuery
}
