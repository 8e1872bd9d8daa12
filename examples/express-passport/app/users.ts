import { hash, verify } from '@node-rs/bcrypt'
import type { Knex } from 'knex'

export interface User {
  readonly id: number
  readonly email: string
  readonly name: string
  readonly password_hash: string | null
}

/** The table of members, if it is not there yet. */
export async function createUsers(knex: Knex): Promise<void> {
  if (await knex.schema.hasTable('users')) return
  await knex.schema.createTable('users', (table) => {
    table.increments('id')
    table.string('email', 190).notNullable().unique()
    table.string('name', 190).notNullable()
    table.string('password_hash', 60)
  })
}

export async function findUser(knex: Knex, id: number): Promise<User | null> {
  return (await knex<User>('users').where({ id }).first()) ?? null
}

export async function checkPassword(knex: Knex, email: string, password: string): Promise<User | null> {
  const user = await knex<User>('users').where({ email: email.toLowerCase() }).first()
  const isRight = user?.password_hash && (await verify(password, user.password_hash))
  return user !== undefined && isRight ? user : null
}

export async function signUp(
  knex: Knex,
  { email, name, password }: { email: string; name: string; password: string },
): Promise<User | null> {
  if (!email.includes('@') || name === '' || password.length < 8) return null
  const values = { email: email.toLowerCase(), name, password_hash: await hash(password, 8) }
  const [user] = await knex<User>('users').insert(values).onConflict('email').ignore().returning('*')
  return user ?? null
}
