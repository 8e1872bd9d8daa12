import { hash, verify } from '@node-rs/bcrypt'
import type Database from 'libsql'

export interface User {
  readonly id: number
  readonly email: string
  readonly name: string
}

interface Row extends User {
  readonly password_hash: string | null
}

export async function signUp(
  database: Database.Database,
  { email, name, password }: { email: string; name: string; password: string },
): Promise<User | 'taken' | 'incomplete'> {
  if (!email.includes('@') || name === '' || password.length < 8) return 'incomplete'
  const passwordHash = await hash(password, 8)
  const insert =
    'insert into users (email, name, password_hash) values (?, ?, ?) on conflict do nothing returning *'
  const [row] = database.prepare(insert).all(email, name, passwordHash) as Row[]
  return row === undefined ? 'taken' : publicUser(row)
}

export async function signIn(
  database: Database.Database,
  { email, password }: { email: string; password: string },
): Promise<User | null> {
  const [row] = database.prepare('select * from users where email = ?').all(email) as Row[]
  const isRight = row?.password_hash && (await verify(password, row.password_hash))
  return row !== undefined && isRight ? publicUser(row) : null
}

export function findUser(database: Database.Database, id: number): User | null {
  const [row] = database.prepare('select * from users where id = ?').all(id) as Row[]
  return row === undefined ? null : publicUser(row)
}

function publicUser({ id, email, name }: Row): User {
  return { id, email, name }
}
