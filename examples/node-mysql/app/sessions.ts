import { createHash, randomBytes } from 'node:crypto'
import type { Pool, RowDataPacket } from 'mysql2/promise'

export interface Session {
  readonly user_id: number
}

const digest = (id: string): string => createHash('sha256').update(id).digest('hex')

/** Sessions in a table that holds digests of their ids: whoever reads it cannot use them. */
export function openSessions(pool: Pool) {
  return {
    create: async ({ user_id }: Session): Promise<string> => {
      const id = randomBytes(32).toString('base64url')
      await pool.query('insert into sessions (id, user_id) values (?, ?)', [digest(id), user_id])
      return id
    },
    find: async (id: string): Promise<Session | null> => {
      const select = 'select * from sessions where id = ? and created_at > now() - interval 30 day'
      const [rows] = await pool.query<(RowDataPacket & Session)[]>(select, [digest(id)])
      return rows[0] ?? null
    },
    delete: async (id: string): Promise<void> => {
      await pool.query('delete from sessions where id = ?', [digest(id)])
    },
    endAllOf: async (user: { readonly id: number | string }): Promise<void> => {
      await pool.query('delete from sessions where user_id = ?', [user.id])
    },
  }
}

export type SessionTable = ReturnType<typeof openSessions>

export async function createSessions(pool: Pool): Promise<void> {
  await pool.query(`create table if not exists sessions (
    id char(64) primary key, user_id int unsigned not null, created_at datetime not null default current_timestamp)`)
}
