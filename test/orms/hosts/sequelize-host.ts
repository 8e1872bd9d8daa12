import { UniqueConstraintError } from 'sequelize'
import type { Account, Host } from 'sparekey'
import { verifyPasswordHash } from 'sparekey/passwords'
import { User } from './sequelize-user.js'

export function sequelizeHost(endSessionsOf: (accountId: string) => Promise<void>): Host {
  const find = async (id: string) => (isId(id) ? User.findByPk(Number(id)) : null)
  return {
    async findAccount(id) {
      const user = await find(id)
      return user && toAccount(user)
    },
    async findAccountsByEmail(email) {
      if (email.includes('\0')) return []
      const found = await User.findAll({ where: { email } })
      return found.filter((user) => isSameAddress(user.email, email)).map(toAccount)
    },
    async verifyPassword(account, password) {
      const user = await find(account.id)
      if (!user?.passwordHash) return 'wrong'
      return (await verifyPasswordHash(user.passwordHash, password)) ? 'correct' : 'wrong'
    },
    async createAccount({ email, name, signUpKey }) {
      try {
        return { account: toAccount(await User.create({ email, name, signUpKey })) }
      } catch (error) {
        if (!(error instanceof UniqueConstraintError)) throw error
        return { problems: [{ field: 'email', problem: 'taken' }] }
      }
    },
    async findAccountBySignUp(signUpKey) {
      const user = await User.findOne({ where: { signUpKey } })
      return user?.signUpKey === signUpKey ? toAccount(user) : null
    },
    async waysToSignIn(account) {
      const user = await find(account.id)
      return user?.passwordHash ? ['password'] : []
    },
    async endAccess(account, reason) {
      if (reason === 'mailbox-proven') {
        await User.update({ passwordHash: null }, { where: { id: Number(account.id) } })
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

/** MySQL's collations also take `é` for `e`, and a space at the end for none: that is somebody else's address. */
function isSameAddress(one: string | null, other: string): boolean {
  const folded = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  return one !== null && folded(one) === folded(other)
}
