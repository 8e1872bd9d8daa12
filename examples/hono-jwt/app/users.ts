import { hash, verify } from '@node-rs/argon2'
import Database from 'libsql'

export type Users = Database.Database

export interface User {
  readonly id: number
  readonly email: string
  readonly name: string
}

interface Row extends User {
  readonly password: string | null
}

export function openUsers(file: string): Users {
  const database = new Database(file)
  database.exec(`create table if not exists members (
    id integer primary key autoincrement, email text not null unique collate nocase, name text not null,
    password text)`)
  return database
}

export function findUser(users: Users, id: number): User | null {
  const [user] = users.prepare('select * from members where id = ?').all(id) as Row[]
  return user ?? null
}

export async function checkPassword(users: Users, email: string, password: string): Promise<User | null> {
  const [user] = users.prepare('select * from members where email = ?').all(email) as Row[]
  return user?.password && (await verify(user.password, password)) ? user : null
}

export async function signUp(
  users: Users,
  { email, name, password }: { email: string; name: string; password: string },
): Promise<User | null> {
  if (!email.includes('@') || name === '' || password.length < 8) return null
  const insert =
    'insert into members (email, name, password) values (?, ?, ?) on conflict do nothing returning *'
  const [user] = users.prepare(insert).all(email, name, await hash(password)) as Row[]
  return user ?? null
}
