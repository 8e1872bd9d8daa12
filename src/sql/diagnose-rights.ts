import { type CompiledQuery, sql } from 'kysely'
import type { Steps } from './executor.js'
import type { Finding } from './finding.js'
import { textOrNull } from './link-rows.js'
import type { Settings } from './settings.js'
import { ownTables } from './tables.js'

type Right = 'select' | 'insert' | 'update' | 'delete'

interface Need {
  readonly table: string
  /** A column that is there for certain. */
  readonly column: string
  readonly rights: readonly Right[]
}

/** Rights that this user lacks: for sign-ins day by day, or for `migrate`. */
export function* findMissingRights(settings: Settings, purpose: 'sign-in' | 'migrate'): Steps<Finding[]> {
  if (settings.database.dialect.name === 'sqlite') return []
  if (purpose === 'migrate') return yield* missingToCreate(settings)
  const missing: string[] = []
  for (const need of needsOf(settings)) missing.push(...(yield* missingOf(settings, need)))
  const user = yield* readUser(settings)
  return missing.map((what) => ({
    check: 'rights',
    level: 'problem',
    message: `The user ${user} has no right to ${what}.`,
    fix: `Let an administrator run: grant ${what} to ${user}`,
  }))
}

function needsOf(settings: Settings): Need[] {
  const { accountsTable, accounts } = settings
  return [
    { table: accountsTable, column: accounts.id, rights: ['select', 'insert', 'update'] },
    ...ownTables(settings).map((table): Need => {
      const rights: Right[] =
        table.name === settings.audit ? ['select', 'insert'] : ['select', 'insert', 'update', 'delete']
      return { table: table.name, column: table.columns[0]?.name ?? '', rights }
    }),
  ]
}

function* missingOf({ database }: Settings, { table, column, rights }: Need): Steps<string[]> {
  const missing: Right[] = []
  for (const right of rights) {
    if (yield* isDenied(attempts[right](table, column).compile(database.builder))) missing.push(right)
  }
  return missing.length === 0 ? [] : [`${missing.join(', ')} on ${table}`]
}

/** Planned and never run: the database says itself whether it would let this user do it. */
const attempts = {
  select: (table: string, column: string) => sql`explain select ${sql.ref(column)} from ${sql.table(table)}`,
  insert: (table: string, column: string) =>
    sql`explain insert into ${sql.table(table)} (${sql.ref(column)}) select ${sql.ref(column)} from ${sql.table(table)} where 1 = 0`,
  update: (table: string, column: string) =>
    sql`explain update ${sql.table(table)} set ${sql.ref(column)} = ${sql.ref(column)} where 1 = 0`,
  delete: (table: string, _column: string) => sql`explain delete from ${sql.table(table)} where 1 = 0`,
}

function* isDenied(query: CompiledQuery): Steps<boolean> {
  try {
    yield query
    return false
  } catch (error) {
    return isRefusal(error)
  }
}

const refusals = new Set([
  '42501',
  'ER_TABLEACCESS_DENIED_ERROR',
  'ER_COLUMNACCESS_DENIED_ERROR',
  'ER_DBACCESS_DENIED_ERROR',
])

/** True for the error of a statement that this user may not run. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && refusals.has(String(error.code))
}

function* readUser({ database }: Settings): Steps<string> {
  const { rows } = yield sql`select current_user as name`.compile(database.builder)
  return textOrNull(rows[0]?.['name']) ?? 'of this connection'
}

function* missingToCreate(settings: Settings): Steps<Finding[]> {
  const user = yield* readUser(settings)
  const probe = settings.database.dialect.name === 'mysql' ? mysqlMayCreate : postgresMayCreate
  return (yield* probe(settings)).map((grant) => ({
    check: 'rights',
    level: 'problem',
    message: `The user ${user} may not do what the migration needs.`,
    fix: `Let an administrator run: ${grant} to ${user}; or run this command as the user who owns the tables.`,
  }))
}

function* postgresMayCreate({ database, links, accountsTable }: Settings): Steps<string[]> {
  const { rows } = yield sql`
    select current_schema() as schema, has_schema_privilege(current_schema(), 'create') as may_create,
      (select pg_has_role(relowner, 'usage') from pg_class where oid = to_regclass(${quotedTable(accountsTable)})) as owns
  `.compile(database.builder)
  const schema = rows[0]?.['schema']
  const mayCreate = rows[0]?.['may_create'] === true
  const owns = links.kind === 'table' || rows[0]?.['owns'] === true
  return [
    ...(mayCreate ? [] : [`grant usage, create on schema ${textOrNull(schema) ?? 'public'}`]),
    ...(owns ? [] : [`grant the role that owns ${accountsTable}`]),
  ]
}

function quotedTable(table: string): string {
  return table
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.')
}

function* mysqlMayCreate({ database, links, accountsTable }: Settings): Steps<string[]> {
  const { rows } = yield sql`show grants`.compile(database.builder)
  const grants = rows.map((row) => textOrNull(Object.values(row)[0]) ?? '')
  // What a role brings is not told here; the migration itself will say.
  if (grants.some((grant) => !/ on /i.test(grant) && !/^grant usage/i.test(grant))) return []
  const { rows: names } = yield sql`select database() as name`.compile(database.builder)
  const name = String(names[0]?.['name'])
  const has = (right: string): boolean => grants.some((grant) => grantCovers(grant, right, name))
  const needed = ['create', 'index', ...(links.kind === 'column' ? ['alter'] : [])]
  const missing = needed.filter((right) => !has(right))
  const on =
    links.kind === 'column' && missing.length === 1 && missing[0] === 'alter' ? accountsTable : `${name}.*`
  return missing.length === 0 ? [] : [`grant ${missing.join(', ')} on ${on}`]
}

function grantCovers(grant: string, right: string, database: string): boolean {
  const [, rights = '', on = ''] = /^grant (.+?) on (.+?) to /i.exec(grant) ?? []
  const covers = rights
    .split(', ')
    .some((one) => /^all privileges$/i.test(one) || one.toLowerCase() === right)
  const [, pattern = ''] = /^[`"]?(.*?)[`"]?\./.exec(on) ?? []
  return covers && (pattern === '*' || likeToRegExp(pattern).test(database))
}

// `shop\_%` in a grant is a pattern, as in LIKE.
function likeToRegExp(pattern: string): RegExp {
  const source = pattern.replace(
    /\\([_%])|([_%])|[.*+?^${}()|[\]\\]/g,
    (found, escaped?: string, wild?: string) => {
      if (escaped !== undefined) return escaped
      if (wild !== undefined) return wild === '%' ? '.*' : '.'
      return `\\${found}`
    },
  )
  return new RegExp(`^${source}$`, 'i')
}
