import type { ColumnDefinition, Dialect, TableDefinition } from '../dialect.js'
import { camelCase, purpose, type Tables } from './tables-to-print.js'

type Types = Readonly<Record<ColumnDefinition['type'], (name: string) => string>>

interface Flavour {
  readonly module: string
  readonly table: string
  readonly types: Types
  /** Definitions that the columns use. */
  readonly before: readonly string[]
}

const flavours: Readonly<Record<Dialect['name'], Flavour>> = {
  postgres: {
    module: 'drizzle-orm/pg-core',
    table: 'pgTable',
    types: {
      'row-id': (name) => `bigint('${name}', { mode: 'bigint' }).primaryKey().generatedByDefaultAsIdentity()`,
      key: (name) => `text('${name}')`,
      text: (name) => `text('${name}')`,
      instant: (name) => `timestamp('${name}', { withTimezone: true })`,
      count: (name) => `bigint('${name}', { mode: 'number' })`,
    },
    before: [],
  },
  mysql: {
    module: 'drizzle-orm/mysql-core',
    table: 'mysqlTable',
    types: {
      'row-id': (name) =>
        `bigint('${name}', { mode: 'bigint', unsigned: true }).primaryKey().autoincrement()`,
      key: (name) => `key('${name}')`,
      text: (name) => `text('${name}')`,
      instant: (name) => `instant('${name}')`,
      count: (name) => `bigint('${name}', { mode: 'number' })`,
    },
    before: [
      '// Under the default collation of MySQL two subjects that differ by case would be one.',
      "const key = customType<{ data: string }>({ dataType: () => 'varchar(255) character set ascii collate ascii_bin' })",
      "const instant = customType<{ data: string }>({ dataType: () => 'varchar(32) character set ascii collate ascii_bin' })",
      '',
    ],
  },
  sqlite: {
    module: 'drizzle-orm/sqlite-core',
    table: 'sqliteTable',
    types: {
      'row-id': (name) => `integer('${name}').primaryKey()`,
      key: (name) => `text('${name}')`,
      text: (name) => `text('${name}')`,
      instant: (name) => `text('${name}')`,
      count: (name) => `integer('${name}')`,
    },
    before: [],
  },
}

const builders = ['bigint', 'customType', 'index', 'integer', 'primaryKey', 'text', 'timestamp', 'unique']

/** Drizzle's definitions of the tables, so that its kit takes them for known. */
export function printDrizzle({ dialect, definitions }: Tables): string {
  const { module, table, before } = flavours[dialect.name]
  const code = [...before, ...definitions.map((one) => printTable(dialect.name, one))].join('\n')
  const used = [...builders.filter((name) => new RegExp(`(?<![.\\w])${name}[(<]`).test(code)), table]
  return `import { ${used.toSorted().join(', ')} } from '${module}'\n\n// ${purpose}\n${code}`
}

function printTable(dialect: Dialect['name'], { name, columns, unique, indexed }: TableDefinition): string {
  const { table: create, types } = flavours[dialect]
  const lines = columns.map((column) => `    ${camelCase(column.name)}: ${printColumn(types, column)},`)
  const keys = [
    ...unique.map((over, index) => printUnique(dialect, { name, over, index })),
    ...indexed.map((column) => {
      const index = dialect === 'mysql' ? column : `${name}_${column}`
      return `index('${index}').on(table.${camelCase(column)})`
    }),
  ]
  return [
    `export const ${camelCase(name)} = ${create}(`,
    `  '${name}',`,
    '  {',
    ...lines,
    '  },',
    '  (table) => [',
    ...keys.map((key) => `    ${key},`),
    '  ],',
    ')\n',
  ].join('\n')
}

function printColumn(types: Types, { name, type, presence }: ColumnDefinition): string {
  const isNamedRequired = presence === 'required' && type !== 'row-id'
  return `${types[type](name)}${isNamedRequired ? '.notNull()' : ''}`
}

interface Key {
  readonly name: string
  readonly over: readonly string[]
  readonly index: number
}

function printUnique(dialect: Dialect['name'], { name, over, index }: Key): string {
  const columns = over.map((column) => `table.${camelCase(column)}`).join(', ')
  if (dialect === 'mysql' && index === 0) return `primaryKey({ columns: [${columns}] })`
  const given = dialect === 'mysql' ? (over[0] ?? '') : `${name}_${over.join('_')}_key`
  return `unique('${given}').on(${columns})`
}
