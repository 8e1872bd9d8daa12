import type { Account, Host } from 'sparekey'
import { verifyPasswordHash } from 'sparekey/passwords'
import { QueryFailedError, type Repository } from 'typeorm'
import type { User } from './typeorm-user.js'

export function typeormHost(
  users: Repository<User>,
  endSessionsOf: (accountId: string) => Promise<void>,
): Host {
  const find = async (id: string) => (isId(id) ? users.findOneBy({ id: Number(id) }) : null)
  return {
    async findAccount(id) {
      const user = await find(id)
      return user && toAccount(user)
    },
    async findAccountsByEmail(email) {
      if (email.includes('\0')) return []
      const found = await users.findBy({ email })
      return found.filter((user) => isSameAddress(user.email, email)).map(toAccount)
    },
    async verifyPassword(account, password) {
      const user = await find(account.id)
      if (!user?.passwordHash) return 'wrong'
      return (await verifyPasswordHash(user.passwordHash, password)) ? 'correct' : 'wrong'
    },
    async createAccount({ email, name, signUpKey }) {
      try {
        // `insert` always makes a new row; `save` writes over one whose id it is given.
        const { identifiers } = await users.insert({ email, name, signUpKey })
        return { account: toAccount(await users.findOneByOrFail({ id: identifiers[0]?.['id'] })) }
      } catch (error) {
        if (!isUniqueViolation(error)) throw error
        return { problems: [{ field: 'email', problem: 'taken' }] }
      }
    },
    async findAccountBySignUp(signUpKey) {
      const user = await users.findOneBy({ signUpKey })
      return user?.signUpKey === signUpKey ? toAccount(user) : null
    },
    async waysToSignIn(account) {
      const user = await find(account.id)
      return user?.passwordHash ? ['password'] : []
    },
    async endAccess(account, reason) {
      if (reason === 'mailbox-proven') await users.update(Number(account.id), { passwordHash: null })
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

/** MySQL's collations also take `é` for `e`, and a space at the end for none: that is somebody else's address. */
function isSameAddress(one: string | null, other: string): boolean {
  const folded = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  return one !== null && folded(one) === folded(other)
}

/** MySQL and MariaDB, PostgreSQL, SQLite. */
const uniqueViolations: unknown[] = ['ER_DUP_ENTRY', '23505', 'SQLITE_CONSTRAINT_UNIQUE']

function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false
  const { driverError } = error
  return 'code' in driverError && uniqueViolations.includes(driverError.code)
}
