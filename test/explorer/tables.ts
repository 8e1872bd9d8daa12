import type Database from 'libsql'

/** The rows of each table, as one JSON text each: equal texts, equal tables. */
export type TableTexts = Readonly<Record<string, string>>

type Value = string | number | null

interface Table {
  readonly name: string
  readonly columns: readonly string[]
}

// Only written, or injected: they decide nothing.
const silent = ['sparekey_audit', 'sparekey_limits']

/** Takes a database to any state that was read from it before, table by table. */
export class Tables {
  readonly #tables: readonly Table[]
  readonly #read: Database.Statement
  readonly #clear = new Map<string, Database.Statement>()
  readonly #fill = new Map<string, Database.Statement>()

  constructor(database: Database.Database) {
    const there = database.prepare("select name from sqlite_master where type = 'table'").all()
    this.#tables = (there as { name: string }[])
      .map(({ name }) => ({ name, columns: columnsOf(database, name) }))
      .filter(({ name }) => !silent.includes(name) && !name.startsWith('sqlite_'))
    this.#read = database.prepare(`select ${this.#tables.map(asText).join(', ')}`)
    for (const table of this.#tables) {
      this.#clear.set(table.name, database.prepare(`delete from ${table.name}`))
      this.#fill.set(table.name, database.prepare(filling(table)))
    }
  }

  read(): TableTexts {
    const [texts] = this.#read.all() as TableTexts[]
    return texts ?? {}
  }

  restore(wanted: TableTexts, present: TableTexts): void {
    for (const { name } of this.#tables) {
      if (wanted[name] === present[name]) continue
      this.#clear.get(name)?.run()
      if (wanted[name] !== '[]') this.#fill.get(name)?.run([wanted[name]])
    }
  }

  rowsOf<T extends object>(texts: TableTexts, name: string): T[] {
    const columns = this.#tables.find((table) => table.name === name)?.columns ?? []
    const rows: Value[][] = JSON.parse(texts[name] ?? '[]')
    return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]])) as T)
  }
}

function columnsOf(database: Database.Database, table: string): string[] {
  const columns = database.prepare('select name from pragma_table_info(?)').all([table])
  return (columns as { name: string }[]).map(({ name }) => name)
}

function asText({ name, columns }: Table): string {
  return `(select json_group_array(json_array(${columns.join(', ')})) from (select * from ${name} order by 1, 2)) as ${name}`
}

function filling({ name, columns }: Table): string {
  const values = columns.map((_column, index) => `value ->> ${index}`)
  return `insert into ${name} (${columns.join(', ')}) select ${values.join(', ')} from json_each(?)`
}
