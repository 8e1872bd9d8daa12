import type { Bindable } from '../bindable.js'
import type { IsolationLevel } from '../mysql-connections.js'
import { dialectNamed, hasFunctions, type SqlAccess, type SqlQuery } from './access.js'
import { withQuestionMarks } from './marks.js'

interface RawRunner {
  raw(sql: string, values: Bindable[]): PromiseLike<unknown>
}

interface Knex extends RawRunner {
  readonly client: unknown
  transaction<T>(
    work: (transaction: RawRunner) => Promise<T>,
    options?: { isolationLevel: IsolationLevel },
  ): Promise<T>
}

export function isKnex(database: object): database is Knex {
  return (
    typeof database === 'function' && 'client' in database && hasFunctions(database, ['raw', 'transaction'])
  )
}

/** Through Knex's own pool. Null for a database that is not known here. */
export function accessOfKnex(knex: Knex): SqlAccess | null {
  const { client } = knex
  const dialect = dialectNamed(
    typeof client === 'object' && client !== null ? Reflect.get(client, 'dialect') : null,
  )
  if (dialect === null) return null
  const over =
    (runner: RawRunner): SqlQuery =>
    async (sql, values) =>
      rowsOf(await runner.raw(dialect === 'postgres' ? withQuestionMarks(sql) : sql, values))
  return {
    dialect,
    query: over(knex),
    transaction: (work, isolationLevel) =>
      knex.transaction((open) => work(over(open)), ...(dialect === 'mysql' ? [{ isolationLevel }] : [])),
  }
}

/** As the driver answered: pg `{ rows }`, mysql2 `[rows, columns]`, SQLite the rows. */
function rowsOf(answer: unknown): readonly unknown[] {
  if (Array.isArray(answer)) return Array.isArray(answer[0]) ? answer[0] : answer
  const rows: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'rows') : null
  return Array.isArray(rows) ? rows : []
}
