import type { Bindable } from '../bindable.js'
import type { Database } from '../database.js'
import type { SqliteHandle } from '../sqlite-handle.js'
import { dialectNamed, hasFunctions, type SqlAccess, type SqlQuery } from './access.js'

interface QueryRunner {
  query(sql: string, values: Bindable[], form: true): Promise<{ readonly records?: unknown }>
  release(): Promise<void>
}

interface TypeormDataSource {
  readonly options: { readonly type: string }
  readonly driver: object
  createQueryRunner(): QueryRunner
  transaction<T>(
    isolation: string,
    work: (manager: { readonly queryRunner?: QueryRunner | undefined }) => Promise<T>,
  ): Promise<T>
}

export function isTypeorm(database: object): database is TypeormDataSource {
  return (
    'options' in database && hasFunctions(database, ['createQueryRunner', 'transaction', 'getRepository'])
  )
}

/** Through the connections of a DataSource, which may be initialised later. */
export function accessOfTypeorm(source: TypeormDataSource): SqlAccess | null {
  const dialect = dialectNamed(source.options.type)
  if (dialect === null || dialect === 'sqlite') return null
  return {
    dialect,
    async query(sql, values) {
      const runner = source.createQueryRunner()
      try {
        return await over(runner)(sql, values)
      } finally {
        await runner.release()
      }
    },
    transaction: (work, isolation) =>
      source.transaction(isolation.toUpperCase(), ({ queryRunner }) => {
        if (queryRunner === undefined) throw new TypeError('The transaction of TypeORM has no query runner.')
        return work(over(queryRunner))
      }),
  }
}

function over(runner: QueryRunner): SqlQuery {
  return async (sql, values) => {
    const { records } = await runner.query(sql, values, true)
    return Array.isArray(records) ? records : []
  }
}

/**
 * The handle of better-sqlite3. TypeORM has one connection there for everything, and would take a transaction of ours
 * and one of the app's own, at the same time, for one.
 */
export function openTypeormHandle(
  source: TypeormDataSource,
  openHandle: (handle: SqliteHandle) => Database,
): Database | null {
  if (source.options.type !== 'better-sqlite3') return null
  const handle = (): SqliteHandle => {
    const open: unknown = Reflect.get(source.driver, 'databaseConnection')
    if (isHandle(open)) return open
    throw new TypeError('The DataSource is not open: await initialize() first.')
  }
  return openHandle({
    get inTransaction() {
      return handle().inTransaction
    },
    prepare: (sql) => handle().prepare(sql),
    exec: (sql) => handle().exec(sql),
  })
}

function isHandle(open: unknown): open is SqliteHandle {
  return typeof open === 'object' && open !== null && hasFunctions(open, ['prepare', 'exec'])
}
