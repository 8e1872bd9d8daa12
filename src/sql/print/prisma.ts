import type { ColumnDefinition, Dialect, TableDefinition } from '../dialect.js'
import { camelCase, modelName, purpose, type Tables } from './tables-to-print.js'

type Types = Readonly<Record<ColumnDefinition['type'], string>>

/** A field of each kind, with `?` where it may be empty. */
const types: Readonly<Record<Dialect['name'], Types>> = {
  postgres: {
    'row-id': 'BigInt @id @default(autoincrement())',
    key: 'String?',
    text: 'String?',
    instant: 'DateTime? @db.Timestamptz(6)',
    count: 'BigInt?',
  },
  mysql: {
    'row-id': 'BigInt @id @default(autoincrement()) @db.UnsignedBigInt',
    key: 'String? @db.VarChar(255)',
    text: 'String? @db.Text',
    instant: 'String? @db.VarChar(32)',
    count: 'BigInt?',
  },
  sqlite: {
    'row-id': 'Int @id @default(autoincrement())',
    key: 'String?',
    text: 'String?',
    instant: 'String?',
    count: 'Int?',
  },
}

/** Prisma's models of the tables, named as the tables are, so that its drift check finds what it expects. */
export function printPrisma(tables: Tables): string {
  const head = [
    `// ${purpose}`,
    '// Make the migration with: npx prisma migrate dev --create-only --name sparekey',
    `// Then put into its migration.sql what this prints: npx sparekey migrate --print sql --dialect ${tables.dialect.name}`,
  ]
  return `${[head.join('\n'), ...tables.definitions.map((table) => printModel(tables.dialect.name, table))].join('\n\n')}\n`
}

function printModel(dialect: Dialect['name'], table: TableDefinition): string {
  return [
    `model ${modelName(table.name)} {`,
    ...table.columns.map((column) => `  ${printField(dialect, column)}`),
    '',
    ...table.unique.map((columns, index) => `  ${printUnique(dialect, columns, index)}`),
    ...table.indexed.map(
      (column) => `  @@index([${camelCase(column)}]${mapped(dialect, `${table.name}_${column}`, column)})`,
    ),
    `  @@map("${table.name}")`,
    '}',
  ].join('\n')
}

function printField(dialect: Dialect['name'], { name, type, presence }: ColumnDefinition): string {
  const kind = types[dialect][type].replace('?', presence === 'required' ? '' : '?')
  const field = camelCase(name)
  return field === name ? `${field} ${kind}` : `${field} ${kind} @map("${name}")`
}

function printUnique(dialect: Dialect['name'], columns: readonly string[], index: number): string {
  const fields = columns.map(camelCase).join(', ')
  // What is unique first is the primary key in MySQL, whose keys are named by their first column.
  if (dialect === 'mysql' && index === 0) return `@@id([${fields}])`
  const name = dialect === 'mysql' ? mapped(dialect, '', columns[0] ?? '') : ''
  return `@@unique([${fields}]${name})`
}

/** The name of an index where it is not the one that Prisma would give. */
function mapped(dialect: Dialect['name'], name: string, inMysql: string): string {
  return `, map: "${dialect === 'mysql' ? inMysql : name}"`
}
