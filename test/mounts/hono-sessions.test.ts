import { getRequestListener } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie'
import { CookieStore, MemoryStore, type Session, sessionMiddleware } from 'hono-sessions'
import { honoHandler, honoSession, honoSignedCookie } from '../../src/hono.js'
import { sessionConformance } from './session-conformance.js'
import type { Member, SiteParts, SiteRecipe } from './session-site.js'

const idOf = ({ id }: Member): number => Number(id)
const keep = ['basket']
const secret = 'a secret of the test, of 32 characters and more'
type Values = Record<string, unknown>
type Env = { readonly Variables: { session: Session<Values>; session_key_rotation: boolean } }

function overHonoSessions(
  { sameSite }: { readonly sameSite: 'lax' | 'strict' },
  store: CookieStore | MemoryStore,
): SiteRecipe {
  return {
    sessions: honoSession({ idOf, keep }),
    serve: ({ sparekey, members, clock }) => {
      const app = new Hono<Env>()
      app.use(sessionMiddleware({ store, encryptionKey: secret, cookieOptions: { path: '/', sameSite } }))
      app.use(honoHandler(sparekey))
      app.post('/put', async (c) => {
        const { name, value } = await c.req.json()
        c.get('session').set(name, value)
        return c.json({})
      })
      app.post('/sign-in', async (c) => {
        const { email, password } = await c.req.json()
        const member = members.signIn(email, password)
        c.get('session').set('userId', member && idOf(member))
        c.get('session').set('authenticatedAt', clock().getTime())
        c.set('session_key_rotation', true)
        return c.json({})
      })
      app.post('/sign-out', (c) => {
        for (const name of ['userId', 'authenticatedAt', 'basket', 'note']) c.get('session').forget(name)
        return c.json({})
      })
      app.get('/me', (c) => {
        const kept = (name: string): unknown => c.get('session').get(name) ?? null
        return c.json({ userId: kept('userId'), basket: kept('basket'), note: kept('note') })
      })
      return getRequestListener(app.fetch)
    },
  }
}

function overSignedCookie({ sameSite }: { readonly sameSite: 'lax' | 'strict' }): SiteRecipe {
  const read = async (c: Context): Promise<Values> =>
    JSON.parse((await getSignedCookie(c, secret, 'me')) || '{}')
  const write = (c: Context, values: Values): Promise<void> =>
    setSignedCookie(c, 'me', JSON.stringify(values), secret, { path: '/', httpOnly: true, sameSite })
  return {
    sessions: honoSignedCookie({ idOf, keep, secret, cookie: { name: 'me', secure: false, sameSite } }),
    serve: (parts) => getRequestListener(signedCookieSite(parts, { read, write }).fetch),
  }
}

interface SignedValues {
  readonly read: (c: Context) => Promise<Values>
  readonly write: (c: Context, values: Values) => Promise<void>
}

function signedCookieSite({ sparekey, members, clock }: SiteParts, { read, write }: SignedValues): Hono {
  const app = new Hono()
  app.use(honoHandler(sparekey))
  app.post('/put', async (c) => {
    const { name, value } = await c.req.json()
    await write(c, { ...(await read(c)), [name]: value })
    return c.json({})
  })
  app.post('/sign-in', async (c) => {
    const { email, password } = await c.req.json()
    const member = members.signIn(email, password)
    await write(c, { userId: member && idOf(member), authenticatedAt: clock().getTime() })
    return c.json({})
  })
  app.post('/sign-out', (c) => {
    deleteCookie(c, 'me')
    return c.json({})
  })
  app.get('/me', async (c) => {
    const { userId = null, basket = null, note = null } = await read(c)
    return c.json({ userId, basket, note })
  })
  return app
}

sessionConformance('honoSession over a store', { where: 'store', strict: 'replaced' }, (cookie) =>
  overHonoSessions(cookie, new MemoryStore()),
)
sessionConformance('honoSession in the cookie', { where: 'cookie', strict: 'replaced' }, (cookie) =>
  overHonoSessions(cookie, new CookieStore()),
)
sessionConformance('honoSignedCookie', { where: 'cookie' }, overSignedCookie)
