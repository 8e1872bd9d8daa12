import type { Model } from 'mongoose'
import type { Account, Host } from 'sparekey'
import { verifyPasswordHash } from 'sparekey/passwords'
import type { User } from './mongoose-user.js'

export function mongooseHost(users: Model<User>, endSessionsOf: (accountId: string) => Promise<void>): Host {
  const find = async (id: string) => (isId(id) ? users.findById(id) : null)
  return {
    async findAccount(id) {
      const user = await find(id)
      return user && toAccount(user)
    },
    async findAccountsByEmail(email) {
      return (await users.find({ email })).map(toAccount)
    },
    async verifyPassword(account, password) {
      const user = await find(account.id)
      if (!user?.passwordHash) return 'wrong'
      return (await verifyPasswordHash(user.passwordHash, password)) ? 'correct' : 'wrong'
    },
    async createAccount({ email, name, signUpKey }) {
      try {
        // A field that is null is in the index, one that is missing is not.
        const known = { ...(email === null ? {} : { email }), ...(name === null ? {} : { name }) }
        return { account: toAccount(await users.create({ ...known, signUpKey })) }
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
        return { problems: [{ field: 'email', problem: 'taken' }] }
      }
    },
    async findAccountBySignUp(signUpKey) {
      const user = await users.findOne({ signUpKey })
      return user && toAccount(user)
    },
    async waysToSignIn(account) {
      const user = await find(account.id)
      return user?.passwordHash ? ['password'] : []
    },
    async endAccess(account, reason) {
      if (reason === 'mailbox-proven') {
        await users.updateOne({ _id: account.id }, { $unset: { passwordHash: 1 } })
      }
      await endSessionsOf(account.id)
    },
  }
}

function toAccount(user: User): Account {
  const { email = null, name = null, emailVerified } = user
  return { id: user.id, email, emailProven: emailVerified, name }
}

/** Text with one spelling: to Mongoose an id in capital letters is the same, and in older versions any twelve letters are one. */
function isId(id: string): boolean {
  return /^[0-9a-f]{24}$/.test(id)
}

function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 11000
}
