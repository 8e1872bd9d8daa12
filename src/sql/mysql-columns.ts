import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Builder, ColumnPlace, EmailColumn, IdColumn } from './dialect.js'
import type { Steps } from './executor.js'
import { describeMysqlTable, isBinary, type MysqlColumn } from './mysql-introspection.js'

/** What kind of id this column holds; one of text where there is no such column. */
export function* describeMysqlId(builder: Builder, place: ColumnPlace): Steps<IdColumn> {
  const column = yield* findColumn(builder, place)
  const type = column?.type ?? ''
  if (isBytes(type)) return bytesId
  if (/\bint/.test(type.replace(/^(tiny|small|medium|big)int/, 'int'))) return numberId(type)
  return textId(column)
}

/** How addresses in this column compare. */
export function* describeMysqlEmail(builder: Builder, place: ColumnPlace): Steps<EmailColumn> {
  const column = yield* findColumn(builder, place)
  return { equalsIgnoringCase: (name, value) => equalsIgnoringCase(column, name, value) }
}

/** Bytes as hexadecimal digits, anything else as the database writes it, whichever this column turns out to be. */
export function mysqlIdAsText(column: string): RawBuilder<string> {
  const id = sql.ref(column)
  // A number is "binary" as well, but not once it is text.
  return sql`if(charset(concat(${id})) = 'binary', lower(hex(${id})), cast(${id} as char))`
}

/** The bytes of an id that is written in hexadecimal digits, as a UUID may be; null when it is not. */
export function bytesOfId(id: string): Buffer | null {
  const digits = id.replaceAll('-', '')
  return /^(?:[0-9a-f]{2})+$/i.test(digits) ? Buffer.from(digits, 'hex') : null
}

export function isBytes(type: string): boolean {
  return /^(var)?binary\b/i.test(type)
}

const nobody: Expression<SqlBool> = sql<SqlBool>`1 = 0`

const bytesId: IdColumn = {
  equals(column, id) {
    const bytes = bytesOfId(id)
    return bytes === null ? nobody : sql`${sql.ref(column)} = ${bytes}`
  },
  equalsText: (column, textColumn) => sql`${sql.ref(column)} = unhex(${sql.ref(textColumn)})`,
}

function numberId(type: string): IdColumn {
  const number = sql.raw(type.includes('unsigned') ? 'unsigned' : 'signed')
  return {
    // `abc` would be 0, and somebody may be number 0.
    equals: (column, id) =>
      /^-?\d{1,20}$/.test(id) ? sql`${sql.ref(column)} = cast(${id} as ${number})` : nobody,
    equalsText: (column, textColumn) => sql`${sql.ref(column)} = cast(${sql.ref(textColumn)} as ${number})`,
  }
}

function textId(column: MysqlColumn | null): IdColumn {
  return {
    equals: (name, id) => sql`${sql.ref(name)} = ${asColumn(column, id)}`,
    // A column of ours is ASCII, which gives way to every other character set: the index of the id is used.
    equalsText: (name, textColumn) => sql`${sql.ref(name)} = ${sql.ref(textColumn)}`,
  }
}

function equalsIgnoringCase(column: MysqlColumn | null, name: string, value: string): Expression<SqlBool> {
  const collation = column?.collation ?? ''
  const stored = sql.ref(name)
  // In Turkish, I is no i.
  if (/turkish|_tr_/i.test(collation) || isBytes(column?.type ?? ''))
    return sql`convert(${stored} using utf8mb4) collate utf8mb4_general_ci = ${value}`
  const isCased = isBinary(collation) || /_cs$/i.test(collation)
  const asked = asColumn(column, value)
  // By an index over `lower(…)`, where MySQL 8 has one.
  return isCased ? sql`lower(${stored}) = lower(${asked})` : sql`${stored} = ${asked}`
}

/**
 * A text beside a column of an older character set: what that cannot hold would be an "illegal mix of collations", or
 * turn the column into the text's character set and its index away.
 */
function asColumn(column: MysqlColumn | null, value: string): RawBuilder<unknown> {
  const collation = column?.collation ?? ''
  const [charset = ''] = collation.split('_')
  if (!/^\w+$/.test(collation) || charset === 'utf8mb4' || charset === 'uca1400') return sql`${value}`
  return sql`convert(${value} using ${sql.raw(charset)}) collate ${sql.raw(collation)}`
}

function* findColumn(builder: Builder, { table, schema, column }: ColumnPlace): Steps<MysqlColumn | null> {
  const shape = yield* describeMysqlTable(builder, table, schema)
  return shape?.columns.find(({ name }) => name.toLowerCase() === column.toLowerCase()) ?? null
}
