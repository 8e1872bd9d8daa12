import type { Bindable } from '../bindable.js'
import { dialectNamed, hasFunctions, type SqlAccess, type SqlQuery } from './access.js'
import { withNumbers } from './marks.js'

interface QueryOptions {
  readonly bind: Bindable[]
  readonly raw: true
  readonly transaction: unknown
}

interface Sequelize {
  getDialect(): string
  query(sql: string, options: QueryOptions): Promise<unknown>
  transaction<T>(
    options: { readonly isolationLevel?: string },
    work: (transaction: unknown) => Promise<T>,
  ): Promise<T>
}

export function isSequelize(database: object): database is Sequelize {
  return hasFunctions(database, ['getDialect', 'getQueryInterface', 'query', 'transaction'])
}

/** Through the pool of a Sequelize instance. */
export function accessOfSequelize(sequelize: Sequelize): SqlAccess | null {
  const dialect = dialectNamed(sequelize.getDialect())
  if (dialect === null) return null
  // With null a statement stays out of a transaction that CLS would bring along.
  const over =
    (transaction: unknown): SqlQuery =>
    async (sql, bind) => {
      const text = dialect === 'postgres' ? sql : withNumbers(sql)
      const answer = await sequelize.query(text, { bind, raw: true, transaction })
      const rows: unknown = Array.isArray(answer) ? answer[0] : null
      return Array.isArray(rows) ? rows : []
    }
  return {
    dialect,
    query: over(null),
    transaction: (work, isolation) =>
      sequelize.transaction(dialect === 'mysql' ? { isolationLevel: isolation.toUpperCase() } : {}, (open) =>
        work(over(open)),
      ),
  }
}
