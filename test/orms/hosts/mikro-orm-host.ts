import { type EntityManager, UniqueConstraintViolationException } from '@mikro-orm/core'
import type { Account, Host } from 'sparekey'
import { verifyPasswordHash } from 'sparekey/passwords'
import { type User, UserEntity } from './mikro-orm-user.js'

export function mikroOrmHost(em: EntityManager, endSessionsOf: (accountId: string) => Promise<void>): Host {
  // A fork for each call: entities of one request are nobody else's, and an old one is never answered again.
  const find = async (id: string) => (isId(id) ? em.fork().findOne(UserEntity, { id: Number(id) }) : null)
  return {
    async findAccount(id) {
      const user = await find(id)
      return user && toAccount(user)
    },
    async findAccountsByEmail(email) {
      if (email.includes('\0')) return []
      return (await em.fork().find(UserEntity, { email })).map(toAccount)
    },
    async verifyPassword(account, password) {
      const user = await find(account.id)
      if (!user?.passwordHash) return 'wrong'
      return (await verifyPasswordHash(user.passwordHash, password)) ? 'correct' : 'wrong'
    },
    async createAccount({ email, name, signUpKey }) {
      const fork = em.fork()
      try {
        const user = fork.create(UserEntity, { email, name, signUpKey })
        await fork.persistAndFlush(user)
        return { account: toAccount(user) }
      } catch (error) {
        if (!(error instanceof UniqueConstraintViolationException)) throw error
        return { problems: [{ field: 'email', problem: 'taken' }] }
      }
    },
    async findAccountBySignUp(signUpKey) {
      const user = await em.fork().findOne(UserEntity, { signUpKey })
      return user && toAccount(user)
    },
    async waysToSignIn(account) {
      const user = await find(account.id)
      return user?.passwordHash ? ['password'] : []
    },
    async endAccess(account, reason) {
      if (reason === 'mailbox-proven') {
        await em.fork().nativeUpdate(UserEntity, { id: Number(account.id) }, { passwordHash: null })
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
