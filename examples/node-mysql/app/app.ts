import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Pool } from 'mysql2/promise'
import type { loginWithAmazon } from './login-with-amazon.js'
import { accountPage, signInPage, signUpPage } from './pages.js'
import type { SessionTable } from './sessions.js'
import { checkPassword, findUser, signUp, type User } from './users.js'

export interface AppOptions {
  readonly pool: Pool
  readonly sessions: SessionTable
  readonly amazon?: Awaited<ReturnType<typeof loginWithAmazon>>
}

export function createApp({ pool, sessions, amazon }: AppOptions): RequestListener {
  const enter = async (res: ServerResponse, user: User): Promise<void> => {
    const id = await sessions.create({ user_id: user.id })
    res.setHeader('set-cookie', `sid=${id}; Path=/; HttpOnly; SameSite=Lax`)
    redirect(res, '/account')
  }
  const routes: Record<string, (req: IncomingMessage, res: ServerResponse) => Promise<void>> = {
    'GET /sign-in': async (_req, res) => send(res, 200, signInPage('', amazon?.button)),
    'POST /sign-in': async (req, res) => {
      const { email = '', password = '' } = await readForm(req)
      const user = await checkPassword(pool, email, password)
      return user === null ? send(res, 403, signInPage('That is not right.')) : enter(res, user)
    },
    'GET /sign-up': async (_req, res) => send(res, 200, signUpPage()),
    'POST /sign-up': async (req, res) => {
      const { email = '', name = '', password = '' } = await readForm(req)
      const user = await signUp(pool, { email, name, password })
      return user === null ? send(res, 422, signUpPage('That address cannot be taken.')) : enter(res, user)
    },
    'GET /account': async (req, res) => {
      const session = await sessions.find(sessionId(req))
      const user = session && (await findUser(pool, session.user_id))
      return user ? send(res, 200, accountPage(user)) : redirect(res, '/sign-in')
    },
    'POST /sign-out': async (req, res) => {
      await sessions.delete(sessionId(req))
      redirect(res, '/sign-in')
    },
  }
  return async (req, res) => {
    if (await amazon?.answer(req, res)) return
    const { pathname } = new URL(req.url ?? '/', 'http://localhost')
    const route = routes[`${req.method} ${pathname}`]
    return route === undefined ? send(res, 404, 'There is no such page.') : route(req, res)
  }
}

function sessionId({ headers }: IncomingMessage): string {
  return /(?:^|; )sid=([\w-]+)/.exec(headers.cookie ?? '')?.[1] ?? ''
}

async function readForm(req: IncomingMessage): Promise<Partial<Record<string, string>>> {
  return Object.fromEntries(new URLSearchParams(await text(req)))
}

function send(res: ServerResponse, status: number, page: string): void {
  res.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(page)
}

function redirect(res: ServerResponse, location: string): void {
  res.writeHead(303, { location }).end()
}
