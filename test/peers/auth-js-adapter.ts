import { randomUUID } from 'node:crypto'
import type {
  Adapter,
  AdapterAccount,
  AdapterSession,
  AdapterUser,
  VerificationToken,
} from '@auth/core/adapters'

/** Its tables in memory: what an adapter does is look up and write, none of them decides anything. */
export function memoryAdapterOfAuthJs(): Adapter {
  const users = new Map<string, AdapterUser>()
  const sessions = new Map<string, AdapterSession>()
  const accounts: AdapterAccount[] = []
  const tokens = new Map<string, VerificationToken>()
  const byEmail = (email: string) => [...users.values()].find((user) => user.email === email) ?? null
  return {
    createUser: async (user) => {
      const made = { ...user, id: randomUUID() }
      users.set(made.id, made)
      return made
    },
    getUser: async (id) => users.get(id) ?? null,
    getUserByEmail: async (email) => byEmail(email),
    getUserByAccount: async ({ provider, providerAccountId }) => {
      const found = accounts.find(
        (one) => one.provider === provider && one.providerAccountId === providerAccountId,
      )
      return users.get(found?.userId ?? '') ?? null
    },
    updateUser: async (changes) => {
      const user = users.get(changes.id)
      if (!user) throw new Error('no such user')
      const changed = { ...user, ...changes }
      users.set(changed.id, changed)
      return changed
    },
    linkAccount: async (account) => {
      accounts.push(account)
    },
    createSession: async (session) => {
      sessions.set(session.sessionToken, session)
      return session
    },
    getSessionAndUser: async (token) => {
      const session = sessions.get(token)
      const user = users.get(session?.userId ?? '')
      return session && user ? { session, user } : null
    },
    updateSession: async () => null,
    deleteSession: async (token) => void sessions.delete(token),
    createVerificationToken: async (token) => {
      tokens.set(token.token, token)
      return token
    },
    useVerificationToken: async ({ token }) => {
      const found = tokens.get(token) ?? null
      tokens.delete(token)
      return found
    },
  }
}
