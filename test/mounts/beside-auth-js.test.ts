import { randomUUID } from 'node:crypto'
import { Auth, type AuthConfig } from '@auth/core'
import type { Adapter, AdapterSession, AdapterUser } from '@auth/core/adapters'
import { decode, encode } from '@auth/core/jwt'
import Credentials from '@auth/core/providers/credentials'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { describe, expect, it, onTestFinished } from 'vitest'
import { honoHandler } from '../../src/hono.js'
import { jwt, tableSession } from '../../src/sessions.js'
import { type Member, openSessionSite, type SessionSite, type SiteRecipe } from './session-site.js'
import { SessionVisitor } from './session-visitor.js'

const secret = 'a secret of the test, of 32 characters and more'
const password = 'kV-correct-horse'
const name = 'authjs.session-token'

/** The part of an adapter that sessions need, its sessions table with two columns more. */
interface TimedSession extends AdapterSession {
  readonly authenticatedAt?: Date | null
  readonly returnedFromAmazonAt?: Date | null
}

async function unused(): Promise<never> {
  throw new Error('nothing here asks for that')
}

function adapterOver(users: (id: string) => AdapterUser | null) {
  const rows = new Map<string, TimedSession>()
  return {
    createSession: async (session: TimedSession) => {
      rows.set(session.sessionToken, session)
      return session
    },
    getSessionAndUser: async (token: string) => {
      const session = rows.get(token)
      const user = session === undefined ? null : users(session.userId)
      return session === undefined || user === null ? null : { session, user }
    },
    updateSession: async () => null,
    // Auth.js wants them to be there, and no sign-in of its own takes place here.
    createUser: unused,
    getUser: unused,
    getUserByEmail: unused,
    getUserByAccount: unused,
    updateUser: unused,
    linkAccount: unused,
    deleteSession: async (token: string) => void rows.delete(token),
  } satisfies Adapter
}

async function open(
  recipe: Pick<SiteRecipe, 'sessions'>,
  config: (site: SessionSite) => Partial<AuthConfig>,
) {
  const own = { site: null as SessionSite | null }
  const site = await openSessionSite({
    ...recipe,
    serve: ({ sparekey }) => {
      const app = new Hono()
      app.use(honoHandler(sparekey))
      app.all('/api/auth/*', (c) => {
        if (own.site === null) return c.notFound()
        const settings = {
          basePath: '/api/auth',
          secret,
          trustHost: true,
          useSecureCookies: false,
          providers: [],
        }
        return Auth(c.req.raw, { ...settings, ...config(own.site) })
      })
      return getRequestListener(app.fetch)
    },
  })
  own.site = site
  onTestFinished(() => site.close())
  return site
}

/** What Auth.js itself says of this browser. */
async function signedInAs({ browser }: SessionVisitor): Promise<unknown> {
  const found: unknown = JSON.parse((await browser.get('/api/auth/session')).text)
  return typeof found === 'object' && found !== null ? Reflect.get(Reflect.get(found, 'user'), 'email') : null
}

/** Posts a form of Auth.js. */
async function post(
  { browser, site }: SessionVisitor,
  path: string,
  form: Record<string, string>,
): Promise<number> {
  const { csrfToken } = (await browser.get('/api/auth/csrf')).json()
  const posted = { csrfToken: String(csrfToken), ...form }
  return (await browser.post(path, posted, { headers: { origin: site.origin } })).status
}

function withDatabase(): Promise<SessionSite> {
  const own: { site: SessionSite | null } = { site: null }
  const adapter = adapterOver((id) => {
    const member = own.site?.members.find(id)
    return member ? { id, email: member.email ?? '', emailVerified: null } : null
  })
  const sessions = tableSession<Member>({
    cookie: { name, secure: false, lifetimeSeconds: 30 * 24 * 3600 },
    find: async (token) => {
      const found = await adapter.getSessionAndUser(token)
      return found !== null && found.session.expires > new Date()
        ? { authenticatedAt: null, returnedFromAmazonAt: null, ...found.session }
        : null
    },
    create: async ({ userId, ...times }) => {
      const expires = new Date(Date.now() + 30 * 24 * 3600 * 1000)
      const session = { sessionToken: randomUUID(), userId: String(userId), expires, ...times }
      return (await adapter.createSession(session)).sessionToken
    },
    delete: (token) => adapter.deleteSession(token),
  })
  return open({ sessions }, (site) => {
    own.site = site
    return { adapter, session: { strategy: 'database' } }
  }).then((site) => (own.site = site))
}

function withTokens(): Promise<SessionSite> {
  const sessions = jwt<Member>({
    cookie: { name, secure: false, lifetimeSeconds: 30 * 24 * 3600 },
    sign: (claims, { email }) => encode({ token: { ...claims, email }, secret, salt: name }),
    // It throws errors of its own for a key that it does not know.
    verify: (token) => decode({ token, secret, salt: name }).catch(() => null),
  })
  return open({ sessions }, (site) => ({
    session: { strategy: 'jwt' },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        authorize: ({ email, password: typed }) => {
          const member = site.members.signIn(email, typed)
          return member && { id: member.id, email: member.email }
        },
      }),
    ],
    callbacks: {
      // `account` is there when somebody signs in, and only then.
      jwt: ({ token, account }) =>
        account ? { ...token, auth_time: Math.floor(Date.now() / 1000), amazon_auth_time: undefined } : token,
    },
  }))
}

describe.each([
  ['database sessions', withDatabase],
  ['JWT sessions', withTokens],
])('Sparekey beside Auth.js with %s', (strategy, openSite) => {
  it('signs in to a session of Auth.js, and it ends with the sign-out of Auth.js', async () => {
    const site = await openSite()
    await new SessionVisitor(site).comeBackAs('vera')
    const visitor = new SessionVisitor(site)
    expect(await visitor.comeBackAs('vera')).toBe('/')
    expect(await signedInAs(visitor)).toBe('vera@ex.test')
    expect(await visitor.told()).toMatchObject({ accountId: '1', authenticatedBy: 'amazon' })
    const before = visitor.copy()
    await visitor.comeBackAs('vera')
    if (strategy === 'database sessions') expect(await signedInAs(before)).toBeNull()
    expect(await post(visitor, '/api/auth/signout', {})).toBe(302)
    expect([await visitor.told(), await signedInAs(visitor)]).toEqual([null, null])
  })

  it('replaces one account by another', async () => {
    const site = await openSite()
    await new SessionVisitor(site).comeBackAs('nora')
    const visitor = new SessionVisitor(site)
    await visitor.comeBackAs('vera')
    await visitor.comeBackAs('nora')
    expect([await visitor.told(), await signedInAs(visitor)]).toEqual([
      expect.objectContaining({ accountId: '1' }),
      'nora@ex.test',
    ])
  })
})

describe('Sparekey beside Auth.js with credentials', () => {
  it('knows who signed in there, and since when', async () => {
    const site = await withTokens()
    site.members.add({ email: 'a@ex.test', password })
    const visitor = new SessionVisitor(site)
    const form = { email: 'a@ex.test', password }
    expect(await post(visitor, '/api/auth/callback/credentials', form)).toBe(302)
    const told = await visitor.told()
    expect(told).toMatchObject({ accountId: '1', authenticatedAt: expect.any(String) })
    expect(told).not.toHaveProperty('authenticatedBy')
  })
})
