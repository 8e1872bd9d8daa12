// What the code blocks of docs/sessions/ take as given: the application around them.
import type { Adapter } from '@auth/core/adapters'
import type { BetterAuthOptions } from 'better-auth'
import type { IronSession } from 'iron-session'
import type { AmazonOptions } from 'sparekey'
import type { JwtOptions } from 'sparekey/sessions'
import type { SqlHost } from 'sparekey/sql'

interface SessionRow {
  id: string
  userId: number
  authenticatedAt: Date
  returnedFromAmazonAt: Date | null
}

interface User {
  id: number
  sessionsValidSince: Date
}

declare global {
  const baseUrl: string
  const secret: string
  const amazon: AmazonOptions
  const host: SqlHost
  const sessionSecret: string
  const sessionKey: Buffer
  const authSecret: string
  const database: NonNullable<BetterAuthOptions['database']>
  const adapter: Required<Adapter>
  const users: ReadonlyMap<number, User>
  const sessionStore: {
    get(key: string): Promise<unknown>
    set(key: string, session: unknown): Promise<void>
    destroy(key: string): Promise<void>
  }
  const db: {
    findSession(id: string): Promise<SessionRow | null>
    insertSession(values: object): Promise<string>
    deleteSession(id: string): Promise<void>
    findRefreshToken(token: string): Promise<Record<string, unknown> | null>
    insertRefreshToken(values: object): Promise<string>
    deleteRefreshToken(token: string): Promise<void>
  }
  const signToken: JwtOptions['sign']
  const verifyToken: JwtOptions['verify']
  function rolesOf(id: string): string[]
  function findUser(id: string): Promise<User | null>
  function openSession(): Promise<IronSession<{ userId?: string }>>
}
