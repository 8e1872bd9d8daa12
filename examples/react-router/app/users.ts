import { hash, verify } from '@node-rs/bcrypt'
import { type Generated, Kysely, SqliteDialect, sql } from 'kysely'
import Database from 'libsql'

interface Gardener {
  id: Generated<number>
  email: string
  name: string
  password: string | null
}

export type Users = Kysely<{ gardeners: Gardener }>

export interface User {
  readonly id: number
  readonly email: string
  readonly name: string
}

export async function openUsers(file: string): Promise<Users> {
  const users: Users = new Kysely({ dialect: new SqliteDialect({ database: new Database(file) }) })
  await users.schema
    .createTable('gardeners')
    .ifNotExists()
    .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('email', sql`text collate nocase`, (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('password', 'text')
    .execute()
  return users
}

export async function findUser(users: Users, id: number): Promise<User | null> {
  const user = await users.selectFrom('gardeners').selectAll().where('id', '=', id).executeTakeFirst()
  return user ?? null
}

export async function checkPassword(users: Users, email: string, password: string): Promise<User | null> {
  const user = await users.selectFrom('gardeners').selectAll().where('email', '=', email).executeTakeFirst()
  return user?.password && (await verify(password, user.password)) ? user : null
}

export async function signUp(
  users: Users,
  { email, name, password }: { email: string; name: string; password: string },
): Promise<User | null> {
  if (!email.includes('@') || name === '' || password.length < 8) return null
  const values = { email, name, password: await hash(password, 8) }
  const insert = users
    .insertInto('gardeners')
    .values(values)
    .onConflict((conflict) => conflict.doNothing())
  return (await insert.returning(['id', 'email', 'name']).executeTakeFirst()) ?? null
}
