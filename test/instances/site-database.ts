import mysql from 'mysql2'
import pg from 'pg'
import type { HostDatabase } from 'sparekey/sql'

/** The database of a site, by whichever driver its address asks for. */
export interface SiteDatabase {
  readonly handle: HostDatabase
  /** Runs one statement of the site's own. Values stand for `?`, whatever the database calls its marks. */
  rows(sql: string, ...values: readonly unknown[]): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

/** Sees each statement before it is sent; what it returns is called when the answer is there. */
export type Watch = (sql: string) => () => void

const nothing: Watch = () => () => {}

export function openSiteDatabase(url: string, watch: Watch = nothing): SiteDatabase {
  return url.startsWith('postgres') ? openPostgres(url, watch) : openMysql(url, watch)
}

function openPostgres(connectionString: string, watch: Watch): SiteDatabase {
  const pool = new pg.Pool({ connectionString, max: 10 })
  pool.on('error', () => {})
  pool.on('connect', (client) => watchCalls(client, 'query', watch))
  return {
    handle: pool,
    async rows(sql, ...values) {
      let mark = 0
      const numbered = sql.replaceAll('?', () => `$${(mark += 1)}`)
      return (await pool.query<Record<string, unknown>>(numbered, [...values])).rows
    },
    close: () => pool.end(),
  }
}

function openMysql(uri: string, watch: Watch): SiteDatabase {
  const pool = mysql.createPool({ uri, connectionLimit: 10 })
  pool.on('connection', (connection) => {
    watchCalls(connection, 'query', watch)
    watchCalls(connection, 'execute', watch)
  })
  const promises = pool.promise()
  return {
    handle: pool,
    async rows(sql, ...values) {
      const [answer] = await promises.query(sql, [...values])
      return Array.isArray(answer) ? (answer as Record<string, unknown>[]) : []
    },
    close: () => promises.end(),
  }
}

/** One connection's own way to send statements, whether it answers with a promise or calls back. */
function watchCalls(connection: object, name: 'query' | 'execute', watch: Watch): void {
  const real: unknown = Reflect.get(connection, name)
  if (typeof real !== 'function') throw new TypeError(`There is no ${name}.`)
  Reflect.set(connection, name, (statement: unknown, ...rest: unknown[]): unknown => {
    const answered = watch(textOf(statement))
    const callback = rest.at(-1)
    if (typeof callback !== 'function') {
      const answer: unknown = Reflect.apply(real, connection, [statement, ...rest])
      if (answer instanceof Promise) void answer.then(answered, () => {})
      return answer
    }
    const observed = (...given: unknown[]): unknown => {
      answered()
      return Reflect.apply(callback, undefined, given)
    }
    return Reflect.apply(real, connection, [statement, ...rest.slice(0, -1), observed])
  })
}

function textOf(statement: unknown): string {
  if (typeof statement === 'string') return statement
  const text: unknown =
    typeof statement === 'object' && statement !== null
      ? (Reflect.get(statement, 'sql') ?? Reflect.get(statement, 'text'))
      : ''
  return typeof text === 'string' ? text : ''
}
