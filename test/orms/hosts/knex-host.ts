import type { Knex } from 'knex'
import type { Account, Host } from 'sparekey'
import { verifyPasswordHash } from 'sparekey/passwords'

interface UserRow {
  id: number
  email: string | null
  name: string | null
  password_hash: string | null
  email_verified: boolean | number
  sign_up_key: string | null
}

export function knexHost(knex: Knex, endSessionsOf: (accountId: string) => Promise<void>): Host {
  const users = () => knex<UserRow>('users')
  const find = async (id: string) =>
    isId(id)
      ? users()
          .where({ id: Number(id) })
          .first()
      : undefined
  return {
    async findAccount(id) {
      const user = await find(id)
      return user ? toAccount(user) : null
    },
    async findAccountsByEmail(email) {
      const found = await users().where({ email: withoutNul(email) })
      return found.filter((user) => user.email === email).map(toAccount)
    },
    async verifyPassword(account, password) {
      const user = await find(account.id)
      if (!user?.password_hash) return 'wrong'
      return (await verifyPasswordHash(user.password_hash, password)) ? 'correct' : 'wrong'
    },
    async createAccount({ email, name, signUpKey }) {
      try {
        const row = { email, name, email_verified: false, sign_up_key: signUpKey }
        const [user] = await users().insert(row, '*')
        if (!user) throw new Error('The database answered no row.')
        return { account: toAccount(user) }
      } catch (error) {
        if (!isUniqueViolation(error)) throw error
        return { problems: [{ field: 'email', problem: 'taken' }] }
      }
    },
    async findAccountBySignUp(signUpKey) {
      const user = await users().where({ sign_up_key: signUpKey }).first()
      return user?.sign_up_key === signUpKey ? toAccount(user) : null
    },
    async waysToSignIn(account) {
      const user = await find(account.id)
      return user?.password_hash ? ['password'] : []
    },
    async endAccess(account, reason) {
      if (reason === 'mailbox-proven') {
        await users()
          .where({ id: Number(account.id) })
          .update({ password_hash: null })
      }
      await endSessionsOf(account.id)
    },
  }
}

function toAccount(user: UserRow): Account {
  return {
    id: String(user.id),
    email: user.email,
    // SQLite and MySQL answer 0 and 1.
    emailProven: Boolean(user.email_verified),
    name: user.name,
  }
}

/** Ids are text to Sparekey: only a number as the database itself would write it. */
function isId(id: string): boolean {
  return /^[1-9]\d{0,9}$/.test(id) && Number(id) < 2 ** 31
}

// PostgreSQL refuses the character, SQLite ends the text at it.
function withoutNul(text: string): string {
  return text.replaceAll('\0', '�')
}

/** SQLite, PostgreSQL, MySQL. */
const uniqueViolations: unknown[] = ['SQLITE_CONSTRAINT_UNIQUE', '23505', 'ER_DUP_ENTRY']

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && uniqueViolations.includes(error.code)
}
