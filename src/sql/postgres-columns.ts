import { type Expression, type SqlBool, sql } from 'kysely'
import type { Builder, ColumnPlace, EmailColumn, IdColumn } from './dialect.js'
import type { Steps } from './executor.js'
import { type ColumnType, describePostgresColumn } from './postgres-introspection.js'

const never: Expression<SqlBool> = sql`false`

/** What the database writes for a value of the type; what it would not write no row has. */
const written: Readonly<Record<string, (id: string) => boolean>> = {
  int2: isBigint,
  int4: isBigint,
  int8: isBigint,
  uuid: (id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id),
  numeric: (id) => /^-?\d{1,100}(\.\d{1,100})?$/.test(id),
}

const integers = new Set(['int2', 'int4', 'int8'])

export function* describePostgresId(builder: Builder, place: ColumnPlace): Steps<IdColumn> {
  const type = yield* describePostgresColumn(builder, place)
  const isPossible = written[type?.name ?? ''] ?? ((id: string) => !id.includes('\0'))
  // One for all integers: comparing them with each other takes the index, and no number is out of range.
  const cast = sql.raw(integers.has(type?.name ?? '') ? 'bigint' : (type?.sql ?? 'text'))
  // A column of another collation than its index has cannot use it, and ours is in "C".
  const collate = type?.collation ? sql` collate ${sql.raw(type.collation)}` : sql``
  return {
    equals: (column, id) => (isPossible(id) ? sql`${sql.ref(column)} = cast(${id} as ${cast})` : never),
    equalsText: (column, textColumn) =>
      sql`${sql.ref(column)} = cast(${sql.ref(textColumn)} as ${cast})${collate}`,
  }
}

function isBigint(id: string): boolean {
  return /^(0|-?[1-9]\d{0,18})$/.test(id) && BigInt.asIntN(64, BigInt(id)) === BigInt(id)
}

export function* describePostgresEmail(builder: Builder, place: ColumnPlace): Steps<EmailColumn> {
  const type = yield* describePostgresColumn(builder, place)
  if (type !== null && (yield* ignoresCase(builder, type))) {
    const cast = sql.raw(type.sql)
    return { equalsIgnoringCase: (column, value) => sql`${sql.ref(column)} = cast(${value} as ${cast})` }
  }
  const fold = sql.raw(type?.foldedBy ?? 'lower')
  return {
    equalsIgnoringCase: (column, value) => sql`${fold}(${sql.ref(column)}) = ${fold}(cast(${value} as text))`,
  }
}

/** `citext` folds case by itself, and so do some collations: their own comparison is the one with an index. */
function* ignoresCase(builder: Builder, type: ColumnType): Steps<boolean> {
  if (type.name === 'citext') return true
  if (type.isDeterministic || type.collation === null) return false
  const collation = sql.raw(type.collation)
  const { rows } = yield sql`select ('a' = 'A' collate ${collation})::int as answer`.compile(builder)
  return Number(rows[0]?.['answer']) === 1
}
