import type { Bindable } from '../bindable.js'
import { hasFunctions, type SqlAccess, type SqlQuery } from './access.js'

interface Sql {
  unsafe(sql: string, values: Bindable[]): PromiseLike<readonly unknown[]>
}

interface PostgresJs extends Sql {
  begin<T>(work: (open: Sql) => Promise<T>): Promise<T>
}

export function isPostgresJs(database: object): database is PostgresJs {
  return typeof database === 'function' && hasFunctions(database, ['unsafe', 'begin'])
}

/** Through the connections of postgres.js. */
export function accessOfPostgresJs(sql: PostgresJs): SqlAccess {
  return {
    dialect: 'postgres',
    query: over(sql),
    transaction: (work) => sql.begin((open) => work(over(open))),
  }
}

function over(sql: Sql): SqlQuery {
  return async (text, values) => sql.unsafe(text, values)
}
