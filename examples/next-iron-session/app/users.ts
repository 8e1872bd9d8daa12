import { join } from 'node:path'
import { hash, verify } from '@node-rs/argon2'
import Database from 'libsql'

export interface User {
  readonly id: number
  readonly email: string
  readonly name: string
}

interface Row extends User {
  readonly password: string | null
}

export const database = new Database(join(process.env['DATA'] ?? '.', 'quiet-hours.db'), { timeout: 5000 })
database.exec(`create table if not exists listeners (
  id integer primary key autoincrement, email text not null unique collate nocase, name text not null,
  password text)`)

export function findUser(id: number): User | null {
  const [user] = database.prepare('select * from listeners where id = ?').all(id) as Row[]
  return user ?? null
}

export async function checkPassword(email: string, password: string): Promise<User | null> {
  const [user] = database.prepare('select * from listeners where email = ?').all(email) as Row[]
  return user?.password && (await verify(user.password, password)) ? user : null
}

export async function signUp(email: string, name: string, password: string): Promise<User | null> {
  if (!email.includes('@') || name === '' || password.length < 8) return null
  const insert =
    'insert into listeners (email, name, password) values (?, ?, ?) on conflict do nothing returning *'
  const [user] = database.prepare(insert).all(email, name, await hash(password)) as Row[]
  return user ?? null
}
