import type { HostDatabase } from '../database.js'
import { type Database, openDatabase } from '../database.js'
import { isSqlAccess, type SqlAccess } from './access.js'
import { accessOfKnex, isKnex } from './knex.js'
import { openAccess } from './open-access.js'
import { accessOfPostgresJs, isPostgresJs } from './postgres-js.js'
import { accessOfPrisma, isPrisma } from './prisma.js'
import { accessOfSequelize, isSequelize } from './sequelize.js'
import { accessOfTypeorm, isTypeorm, openTypeormHandle } from './typeorm.js'

/** Anything callable with these members, whatever else it is; what they take is the library's business. */
type Does<Name extends string> = { readonly [Member in Name]: (...values: never[]) => unknown }

/** A Knex instance. */
export type KnexInstance = Does<'raw' | 'transaction'> & {
  readonly client: object
  readonly dialect?: undefined
}
/** A DataSource of TypeORM: PostgreSQL, MySQL, MariaDB or better-sqlite3. */
export type TypeormInstance = Does<'createQueryRunner' | 'getRepository'>
/** A Sequelize instance. */
export type SequelizeInstance = Does<'getDialect' | 'getQueryInterface'>
/** A client of Prisma. */
export type PrismaInstance = Does<'$queryRawUnsafe' | '$executeRawUnsafe' | '$transaction'>
/** `sql` of postgres.js. */
export type PostgresJsInstance = Does<'unsafe' | 'begin'>
/** A MikroORM over SQL, or its EntityManager. */
export type MikroOrmInstance =
  | { readonly em: Does<'getKnex'> | Does<'getKysely'> }
  | Does<'getKnex' | 'persist'>
  | Does<'getKysely' | 'persist'>

/** What an app has its database open with: a driver, a query builder, an ORM, or functions of its own. */
export type AppDatabase =
  | HostDatabase
  | KnexInstance
  | TypeormInstance
  | SequelizeInstance
  | PrismaInstance
  | PostgresJsInstance
  | MikroOrmInstance
  | SqlAccess

/** Recognises what the app handed over, or answers null. */
export function openAppDatabase(given: unknown): Database | null {
  if ((typeof given !== 'object' && typeof given !== 'function') || given === null) return null
  if (isTypeorm(given)) return openTypeormHandle(given, openHandle) ?? opened(accessOfTypeorm(given))
  const access = accessOf(given)
  if (access !== undefined) return opened(access)
  const inside = insideOf(given)
  return inside === null ? openDatabase(given) : openAppDatabase(inside)
}

function accessOf(given: object): SqlAccess | null | undefined {
  if (isSqlAccess(given)) return given
  if (isPostgresJs(given)) return accessOfPostgresJs(given)
  if (isKnex(given)) return accessOfKnex(given)
  if (isSequelize(given)) return accessOfSequelize(given)
  return isPrisma(given) ? accessOfPrisma(given) : undefined
}

/** Drizzle stands over a driver, MikroORM over Knex or Kysely. */
function insideOf(given: object): unknown {
  const manager: unknown = Reflect.get(given, 'em') ?? given
  if (typeof manager !== 'object' || manager === null) return Reflect.get(given, '$client') ?? null
  for (const name of ['getKnex', 'getKysely']) {
    const get: unknown = Reflect.get(manager, name)
    if (typeof get === 'function') return Reflect.apply(get, manager, [])
  }
  return Reflect.get(given, '$client') ?? null
}

function openHandle(handle: HostDatabase): Database {
  const database = openDatabase(handle)
  if (database === null) throw new TypeError('A handle of better-sqlite3 was expected.')
  return database
}

function opened(access: SqlAccess | null): Database | null {
  return access === null ? null : openAccess(access)
}
