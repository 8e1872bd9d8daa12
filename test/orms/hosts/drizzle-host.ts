import { eq } from 'drizzle-orm'
import type { NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { Account, Host } from 'sparekey'
import { verifyPasswordHash } from 'sparekey/passwords'
import { users } from './drizzle-schema.js'

type User = typeof users.$inferSelect

export function drizzleHost(
  database: NodePgDatabase,
  endSessionsOf: (accountId: string) => Promise<void>,
): Host {
  const find = async (id: string): Promise<User | undefined> => {
    const found = isId(id)
      ? await database
          .select()
          .from(users)
          .where(eq(users.id, Number(id)))
      : []
    return found[0]
  }
  return {
    async findAccount(id) {
      const user = await find(id)
      return user ? toAccount(user) : null
    },
    async findAccountsByEmail(email) {
      if (email.includes('\0')) return []
      return (await database.select().from(users).where(eq(users.email, email))).map(toAccount)
    },
    async verifyPassword(account, password) {
      const user = await find(account.id)
      if (!user?.passwordHash) return 'wrong'
      return (await verifyPasswordHash(user.passwordHash, password)) ? 'correct' : 'wrong'
    },
    async createAccount({ email, name, signUpKey }) {
      try {
        const [user] = await database.insert(users).values({ email, name, signUpKey }).returning()
        if (!user) throw new Error('The database answered no row.')
        return { account: toAccount(user) }
      } catch (error) {
        if (!isUniqueViolation(error)) throw error
        return { problems: [{ field: 'email', problem: 'taken' }] }
      }
    },
    async findAccountBySignUp(signUpKey) {
      const [user] = await database.select().from(users).where(eq(users.signUpKey, signUpKey))
      return user ? toAccount(user) : null
    },
    async waysToSignIn(account) {
      const user = await find(account.id)
      return user?.passwordHash ? ['password'] : []
    },
    async endAccess(account, reason) {
      if (reason === 'mailbox-proven') {
        await database
          .update(users)
          .set({ passwordHash: null })
          .where(eq(users.id, Number(account.id)))
      }
      await endSessionsOf(account.id)
    },
  }
}

function toAccount({ id, email, emailVerified, name }: User): Account {
  return { id: String(id), email, emailProven: emailVerified, name }
}

/** Ids are text to Sparekey: only a number as the database itself would write it. */
function isId(id: string): boolean {
  return /^[1-9]\d{0,9}$/.test(id) && Number(id) < 2 ** 31
}

/** Drizzle wraps what the driver threw: the code is in its `cause`. */
function isUniqueViolation(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null
  return cause instanceof Error && 'code' in cause && cause.code === '23505'
}
