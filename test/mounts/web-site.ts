import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { honoHandler } from '../../src/hono.js'
import type { Listener, Member, SiteParts } from './session-site.js'

/** What a site keeps of one browser, however it does that. */
export interface Values {
  readonly [name: string]: unknown
  readonly basket?: string | null
  readonly note?: string | null
}

/** Reads and writes the session of a request with the library's own functions; a write answers `Set-Cookie` lines. */
export interface OwnSessions {
  readonly read: (request: Request) => Promise<Values>
  readonly write: (request: Request, values: Values) => Promise<readonly string[]>
  /** As the site's own sign-in does: a new session that holds these. */
  readonly signIn: (request: Request, member: Member, at: Date) => Promise<readonly string[]>
  readonly signOut: (request: Request) => Promise<readonly string[]>
}

/** A site of web-standard functions, for libraries that belong to no framework. */
export function webSite({ sparekey, members, clock }: SiteParts, own: OwnSessions): Listener {
  const app = new Hono()
  app.use(honoHandler(sparekey))
  app.post('/put', async ({ req }) => {
    const { name, value } = await req.json()
    return answer(await own.write(req.raw, { ...(await own.read(req.raw)), [name]: value }))
  })
  app.post('/sign-in', async ({ req }) => {
    const { email, password } = await req.json()
    const member = members.signIn(email, password)
    return member === null ? answer([], 403) : answer(await own.signIn(req.raw, member, clock()))
  })
  app.post('/sign-out', async ({ req }) => answer(await own.signOut(req.raw)))
  app.get('/me', async (c) => {
    const { userId = null, basket = null, note = null } = await own.read(c.req.raw)
    return c.json({ userId, basket, note })
  })
  return getRequestListener(app.fetch)
}

function answer(cookies: readonly string[], status = 200): Response {
  const headers = new Headers({ 'content-type': 'application/json' })
  for (const line of cookies) headers.append('set-cookie', line)
  return new Response('{}', { status, headers })
}
