import { hash, verify } from '@node-rs/bcrypt'
import type { Pool, ResultSetHeader, RowDataPacket } from 'mysql2/promise'

export interface User {
  readonly id: number
  readonly email: string
  readonly name: string
}

type Row = RowDataPacket & User & { readonly password: string | null }

export async function createUsers(pool: Pool): Promise<void> {
  await pool.query(`create table if not exists members (
    id int unsigned auto_increment primary key, email varchar(190) not null unique, name varchar(190) not null,
    password char(60)) default charset utf8mb4`)
}

export async function findUser(pool: Pool, id: number): Promise<User | null> {
  const [rows] = await pool.query<Row[]>('select * from members where id = ?', [id])
  return rows[0] ?? null
}

export async function checkPassword(pool: Pool, email: string, password: string): Promise<User | null> {
  const [rows] = await pool.query<Row[]>('select * from members where email = ?', [email])
  const [user] = rows
  return user?.password && (await verify(password, user.password)) ? user : null
}

export async function signUp(
  pool: Pool,
  { email, name, password }: { email: string; name: string; password: string },
): Promise<User | null> {
  if (!email.includes('@') || name === '' || password.length < 8) return null
  const insert = 'insert ignore into members (email, name, password) values (?, ?, ?)'
  const [{ insertId, affectedRows }] = await pool.query<ResultSetHeader>(insert, [
    email,
    name,
    await hash(password, 10),
  ])
  return affectedRows === 1 ? findUser(pool, insertId) : null
}
