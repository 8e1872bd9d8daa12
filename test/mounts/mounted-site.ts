import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { SessionStarted, SignInDetails, Sparekey, Visitor } from '../../src/index.js'
import {
  openPlainSite,
  type PlainAccount,
  type PlainSite,
  type PlainSiteOptions,
  PlainVisitor,
} from '../support/plain-site.js'

/** What an application without Sparekey has: cookies of its own on every answer, and pages of its own. */
export interface OwnApp {
  readonly sparekey: Sparekey<PlainAccount>
  /** Set-Cookie lines that the application sets before Sparekey is asked, each by the framework's own means. */
  readonly cookies: readonly string[]
  /** Everything that is not Sparekey's. */
  readonly answer: (asked: { method: string; path: string; cookie: string }) => OwnAnswer
}

export interface OwnAnswer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/** An application in one framework, with Sparekey in it. */
export interface Stage {
  readonly name: string
  /** Sets a session cookie as the framework does, on what `visitor.native` holds; or hands the line to Sparekey. */
  readonly setCookie: (visitor: Visitor, line: string) => SessionStarted | Promise<SessionStarted>
  readonly serve: (app: OwnApp) => Promise<Served>
  /** What a function of the host's throws to steer this framework; default: a Response. */
  readonly thrown?: { readonly make: () => unknown; readonly status: number }
  /** Whether the framework answers methods that it does not know by itself. */
  readonly ownMethods?: true
  /** Mounted where browsers see it, and nowhere else. */
  readonly isNarrow?: true
  /** The address of the client, where the framework knows one. */
  readonly knowsAddress?: false
}

export interface Served {
  readonly listener: (req: IncomingMessage, res: ServerResponse) => unknown
  readonly close?: () => Promise<unknown>
}

interface Session {
  accountId: string | null
  since: Date | null
  basket: string | null
}

export interface MountedSite {
  readonly origin: string
  readonly plain: PlainSite
  readonly sessions: Map<string, Session>
  readonly visitor: () => PlainVisitor
  /** Signs in on the application's own page. */
  readonly signIn: (visitor: PlainVisitor, account: PlainAccount) => void
  readonly me: (visitor: PlainVisitor) => Promise<{ accountId: string | null; basket: string | null }>
  readonly close: () => Promise<void>
}

export const sessionCookie = 'sid'

/** The site over real HTTP, at a loopback address, while its public one is https: as behind a proxy. */
export async function openMountedSite(stage: Stage, options: PlainSiteOptions = {}): Promise<MountedSite> {
  const sessions = new Map<string, Session>()
  const plain = openPlainSite({
    sessions: {
      current: async (visitor) => {
        const session = sessions.get(cookieOf(visitor.request.headers.get('cookie') ?? '') ?? '')
        if (session === undefined || session.accountId === null) return null
        return { accountId: session.accountId, authenticatedAt: session.since }
      },
      start: async ({ id }, visitor, how) => {
        const line = rotate(sessions, { request: visitor.request, accountId: id, how })
        return stage.setCookie(visitor, line)
      },
    },
    ...options,
  })
  const app = createOwnApp(plain.sparekey, sessions)
  const { listener, close: closeApp } = await stage.serve(app)
  const server = createServer((req, res) => void listener(req, res))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('not listening')
  const origin = `http://127.0.0.1:${address.port}`
  const visitor = (): PlainVisitor => new PlainVisitor(plain, (request) => sendTo(origin, request))
  return {
    origin,
    plain,
    sessions,
    visitor,
    signIn: (browser, account) => {
      const id = randomUUID()
      sessions.set(id, { accountId: account.id, since: plain.now, basket: null })
      browser.jar.set(sessionCookie, id)
    },
    me: async (browser) => JSON.parse((await browser.get('/me')).text),
    close: async () => {
      const closed = new Promise((resolve) => {
        server.close(resolve)
      })
      server.closeAllConnections()
      await closed
      await closeApp?.()
    },
  }
}

function createOwnApp(sparekey: OwnApp['sparekey'], sessions: Map<string, Session>): OwnApp {
  return {
    sparekey,
    cookies: ['seen=1; Path=/', 'two=2; Path=/; HttpOnly'],
    answer: ({ method, path, cookie }) => {
      const id = cookieOf(cookie)
      const session = sessions.get(id ?? '') ?? { accountId: null, since: null, basket: null }
      if (method === 'GET' && path === '/me') {
        return { status: 200, body: { accountId: session.accountId, basket: session.basket } }
      }
      return { status: 404, body: { own: 'not found' } }
    },
  }
}

/** A new session in place of the old one, which is gone; what an anonymous visitor had comes along. */
function rotate(
  sessions: Map<string, Session>,
  { request, accountId, how }: { request: Request; accountId: string; how: SignInDetails },
): string {
  const old = cookieOf(request.headers.get('cookie') ?? '') ?? ''
  const before = sessions.get(old)
  sessions.delete(old)
  const keeps = before?.accountId === null || before?.accountId === accountId
  const id = randomUUID()
  sessions.set(id, { accountId, since: how.at, basket: keeps ? (before?.basket ?? null) : null })
  return `${sessionCookie}=${id}; Path=/; HttpOnly; SameSite=Lax`
}

function cookieOf(header: string): string | null {
  return new RegExp(`(?:^|; )${sessionCookie}=([^;]*)`).exec(header)?.[1] ?? null
}

async function sendTo(origin: string, request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const body = ['GET', 'HEAD'].includes(request.method) ? null : await request.text()
  const { method } = request
  const headers = new Headers(request.headers)
  // Browsers say with every post where they stand, by the public address; some frameworks insist.
  if (body !== null && !headers.has('origin')) headers.set('origin', 'https://shop.example')
  return fetch(`${origin}${pathname}${search}`, { method, headers, body, redirect: 'manual' })
}
