import { randomUUID } from 'node:crypto'
import { type Browser, type Runner, type SessionsUnderTest, sessionsContract } from 'sparekey/testing'
import { describe, expect, it } from 'vitest'
import type { Visitor } from '../../src/ports/host.js'

interface Stored {
  readonly accountId: string | null
  readonly authenticatedAt: Date | null
}

type Fault = 'none' | 'keeps the session id' | 'knows everybody' | 'forgets' | 'keeps the first account'

/** Sessions as a site might have them: an id in a cookie, the rest in memory. */
function siteSessions(fault: Fault): SessionsUnderTest {
  const store = new Map<string, Stored>()
  let accounts = 0
  return {
    openBrowser: () => openBrowser(store),
    addAccount: async () => ({ id: `${(accounts += 1)}`, email: null, emailProven: false }),
    sessions: {
      async current({ native }) {
        const session = store.get(jarOf(native).id ?? '')
        if (fault === 'knows everybody') return { accountId: '1', authenticatedAt: null }
        if (!session || session.accountId === null) return null
        return { accountId: session.accountId, authenticatedAt: session.authenticatedAt }
      },
      async start(account, { native }, how) {
        const jar = jarOf(native)
        if (fault === 'forgets') return
        const isSignedIn = typeof store.get(jar.id ?? '')?.accountId === 'string'
        if (fault === 'keeps the first account' && isSignedIn) return
        if (fault !== 'keeps the session id') jar.id = randomUUID()
        store.set(jar.id ?? '', { accountId: account.id, authenticatedAt: how.at })
      },
    },
  }
}

interface Jar {
  id: string | null
}

function jarOf(native: unknown): Jar {
  if (typeof native === 'object' && native !== null && 'id' in native) return native as Jar
  throw new Error('not a cookie jar')
}

function openBrowser(store: Map<string, Stored>, jar: Jar = { id: null }): Browser {
  return {
    copy: () => openBrowser(store, { ...jar }),
    request: (during) => {
      // Every visitor gets a session, as with express-session when it saves uninitialised ones.
      if (jar.id === null) jar.id = randomUUID()
      if (!store.has(jar.id)) store.set(jar.id, { accountId: null, authenticatedAt: null })
      const visitor: Visitor = { request: new Request('https://shop.test/'), native: jar }
      return during(visitor)
    },
  }
}

describe('sessions that do as they should', () => {
  sessionsContract({ describe, it }, async () => siteSessions('none'))
})

/** Runs the suite without a test runner and answers the names of the tests that failed. */
async function failuresOf(fault: Fault): Promise<string[]> {
  const tests: [name: string, body: () => Promise<void>][] = []
  const runner: Runner = { describe: (_name, body) => body(), it: (name, body) => tests.push([name, body]) }
  sessionsContract(runner, async () => siteSessions(fault))
  const failed: string[] = []
  for (const [name, body] of tests) await body().catch(() => failed.push(name))
  return failed
}

describe('the sessions contract', () => {
  it.each([
    ['keeps the session id', 'rotate: cookies from before the sign-in sign nobody in'],
    ['knows everybody', 'know nobody in a new browser'],
    ['forgets', 'know who signed in, and since when'],
    ['keeps the first account', 'replace one account by another, and leave nothing of the first'],
  ] as const)('notices a session system that %s', async (fault, failing) => {
    expect(await failuresOf(fault)).toContain(failing)
  })

  it('finds nothing wrong with one that does as it should', async () => {
    expect(await failuresOf('none')).toEqual([])
  })
})
