import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type pg from 'pg'

export interface User {
  readonly id: string
  readonly email: string
  readonly name: string
}

interface Row extends User {
  readonly password_hash: string | null
}

const derive = promisify<string, Buffer, number, Buffer>(scrypt)

export async function createUsers(pool: pg.Pool): Promise<void> {
  await pool.query(`create table if not exists users (
    id uuid primary key default gen_random_uuid(), email text not null unique, name text not null,
    password_hash text)`)
}

export async function findUser(pool: pg.Pool, id: string): Promise<User | null> {
  const { rows } = await pool.query<Row>('select * from users where id = $1', [id])
  return rows[0] ?? null
}

export async function checkPassword(pool: pg.Pool, email: string, password: string): Promise<User | null> {
  const { rows } = await pool.query<Row>('select * from users where email = lower($1)', [email])
  const [user] = rows
  return user?.password_hash && (await verify(user.password_hash, password)) ? user : null
}

export async function signUp(
  pool: pg.Pool,
  { email, name, password }: { email: string; name: string; password: string },
): Promise<User | null> {
  if (!email.includes('@') || name === '' || password.length < 8) return null
  const insert = `insert into users (email, name, password_hash) values (lower($1), $2, $3)
    on conflict do nothing returning *`
  const { rows } = await pool.query<Row>(insert, [email, name, await hash(password)])
  return rows[0] ?? null
}

// The form that many languages write: $scrypt$ln=14,r=8,p=1$salt$hash
async function hash(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, 32)
  const [saltText, keyText] = [salt, key].map((bytes) => bytes.toString('base64').replace(/=+$/, ''))
  return `$scrypt$ln=14,r=8,p=1$${saltText}$${keyText}`
}

async function verify(stored: string, password: string): Promise<boolean> {
  const [salt = '', key = ''] = stored.split('$').slice(3)
  const expected = Buffer.from(key, 'base64')
  return timingSafeEqual(await derive(password, Buffer.from(salt, 'base64'), 32), expected)
}
