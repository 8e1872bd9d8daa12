import { createHmac, timingSafeEqual } from 'node:crypto'
import { getRequestListener } from '@hono/node-server'
import { betterAuth } from 'better-auth'
import { memoryAdapter } from 'better-auth/adapters/memory'
import { Hono } from 'hono'
import { describe, expect, it, onTestFinished } from 'vitest'
import { honoHandler } from '../../src/hono.js'
import { tableSession } from '../../src/sessions.js'
import { type Member, openSessionSite, type SessionSite } from './session-site.js'
import { SessionVisitor } from './session-visitor.js'

const secret = 'a secret of the test, of 32 characters and more'
const password = 'kV-correct-horse'

function ownAuth(origin: () => string) {
  return betterAuth({
    baseURL: 'http://127.0.0.1',
    secret,
    trustedOrigins: async () => [origin()],
    database: memoryAdapter({ user: [], session: [], account: [], verification: [] }),
    emailAndPassword: { enabled: true },
    session: { additionalFields: { returnedFromAmazonAt: { type: 'date', required: false, input: false } } },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
  })
}

/** A site that runs better-auth, with Sparekey beside it. */
async function open(): Promise<SessionSite> {
  let site: SessionSite | null = null
  const auth = ownAuth(() => site?.origin ?? 'http://127.0.0.1')
  const { authCookies, internalAdapter } = await auth.$context
  const signature = (token: string): string => createHmac('sha256', secret).update(token).digest('base64')
  const sessions = tableSession<Member>({
    cookie: {
      name: authCookies.sessionToken.name,
      secure: false,
      lifetimeSeconds: 7 * 24 * 3600,
      sign: (token) => `${token}.${signature(token)}`,
      unsign: (value) => {
        const [token = '', given = ''] = value.split('.')
        const [right, tried] = [Buffer.from(signature(token)), Buffer.from(given)]
        return right.length === tried.length && timingSafeEqual(right, tried) ? token : null
      },
    },
    find: async (token) => {
      const found = await internalAdapter.findSession(token)
      return found !== null && found.session.expiresAt > new Date()
        ? { returnedFromAmazonAt: null, ...found.session }
        : null
    },
    create: async ({ userId, ...times }) =>
      (await internalAdapter.createSession(String(userId), false, times, true)).token,
    delete: (token) => internalAdapter.deleteSession(token),
    authenticatedAt: 'createdAt',
  })
  const toMember = (
    user: { id: string; email: string; emailVerified: boolean } | null | undefined,
  ): Member | null =>
    user ? { id: user.id, email: user.email, emailProven: user.emailVerified, password: null } : null
  site = await openSessionSite({
    sessions,
    host: {
      findAccount: async (id) => toMember(await internalAdapter.findUserById(id)),
      findAccountsByEmail: async (email) => {
        const member = toMember((await internalAdapter.findUserByEmail(email))?.user)
        return member === null ? [] : [member]
      },
      createAccount: async ({ email, name }) => {
        if (email === null) return { problems: [{ field: 'email', problem: 'required' }] }
        const user = await internalAdapter.createUser({ email, name: name ?? '' }, { method: 'amazon' })
        return { account: { id: user.id, email, emailProven: false, password: null } }
      },
      waysToSignIn: async () => ['password'],
    },
    serve: ({ sparekey }) => {
      const app = new Hono()
      app.use(honoHandler(sparekey))
      app.on(['GET', 'POST'], '/api/auth/*', (c) => auth.handler(c.req.raw))
      return getRequestListener(app.fetch)
    },
  })
  onTestFinished(() => site?.close())
  return site
}

/** What better-auth itself says of this browser. */
async function signedInAs({ browser }: SessionVisitor): Promise<unknown> {
  const found: unknown = JSON.parse((await browser.get('/api/auth/get-session')).text)
  return typeof found === 'object' && found !== null ? Reflect.get(Reflect.get(found, 'user'), 'email') : null
}

async function post({ browser, site }: SessionVisitor, path: string, json: object): Promise<number> {
  return (await browser.request('POST', path, { json, headers: { origin: site.origin } })).status
}

describe('Sparekey beside better-auth', () => {
  it('signs in to a session of better-auth, and a new one each time', async () => {
    const site = await open()
    const visitor = new SessionVisitor(site)
    expect(await visitor.comeBackAs('vera')).toBe('/')
    expect(await signedInAs(visitor)).toBe('vera@ex.test')
    const before = visitor.copy()
    await visitor.comeBackAs('vera')
    expect(await visitor.told()).toMatchObject({ authenticatedBy: 'amazon' })
    expect([await signedInAs(visitor), await signedInAs(before)]).toEqual(['vera@ex.test', null])
  })

  it('knows who signed in with better-auth, and since when', async () => {
    const site = await open()
    const visitor = new SessionVisitor(site)
    const form = { email: 'a@ex.test', password, name: 'A' }
    expect(await post(visitor, '/api/auth/sign-up/email', form)).toBe(200)
    const told = await visitor.told()
    expect(Date.parse(told?.authenticatedAt ?? '')).toBeGreaterThan(Date.now() - 60_000)
    expect(told).not.toHaveProperty('authenticatedBy')
    expect(await post(visitor, '/api/auth/sign-out', {})).toBe(200)
    expect(await visitor.told()).toBeNull()
  })

  it('takes no cookie whose signature is wrong', async () => {
    const site = await open()
    const visitor = new SessionVisitor(site)
    await visitor.comeBackAs('vera')
    const name = [...visitor.browser.jar.keys()].find((cookie) => cookie.startsWith('better-auth')) ?? ''
    const value = visitor.browser.jar.get(name) ?? ''
    for (const forged of [
      value.slice(0, -8),
      value.replace('.', ''),
      `x${value}`,
      decodeURIComponent(value).split('.')[0] ?? '',
    ]) {
      visitor.browser.jar.set(name, forged)
      expect([forged, await visitor.told(), await signedInAs(visitor)]).toEqual([forged, null, null])
      visitor.browser.jar.set(name, value)
    }
  })
})
