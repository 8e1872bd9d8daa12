import { type Context, Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { loginWithAmazon } from './login-with-amazon.js'
import { accountPage, signInPage, signUpPage } from './pages.js'
import { readToken, signToken } from './token.js'
import { checkPassword, findUser, signUp, type User, type Users } from './users.js'

export interface AppOptions {
  readonly users: Users
  readonly secret: string
  readonly amazon?: Awaited<ReturnType<typeof loginWithAmazon>>
}

const lifetimeSeconds = 7 * 24 * 3600

export function createApp({ users, secret, amazon }: AppOptions): Hono {
  const app = new Hono()
  if (amazon) app.use(amazon.handler)
  app.get('/sign-in', (c) => c.html(signInPage('', amazon?.button)))
  app.post('/sign-in', async (c) => {
    const { email, password } = await form(c)
    const user = await checkPassword(users, email, password)
    if (user === null) return c.html(signInPage('That is not right.'), 403)
    return enter(c, user, secret)
  })
  app.get('/sign-up', (c) => c.html(signUpPage()))
  app.post('/sign-up', async (c) => {
    const user = await signUp(users, await form(c))
    if (user === null) return c.html(signUpPage('That address cannot be taken.'), 422)
    return enter(c, user, secret)
  })
  app.get('/account', async (c) => {
    const claims = await readToken(getCookie(c, 'token') ?? '', secret)
    const user = claims === null ? null : findUser(users, Number(claims.sub))
    return user === null ? c.redirect('/sign-in', 303) : c.html(accountPage(user))
  })
  app.post('/sign-out', (c) => {
    deleteCookie(c, 'token', { path: '/' })
    return c.redirect('/sign-in', 303)
  })
  return app
}

async function enter(c: Context, user: User, secret: string): Promise<Response> {
  const authTime = Math.floor(Date.now() / 1000)
  const token = await signToken({ sub: String(user.id), auth_time: authTime }, secret)
  setCookie(c, 'token', token, { httpOnly: true, sameSite: 'Lax', path: '/', maxAge: lifetimeSeconds })
  return c.redirect('/account', 303)
}

async function form(c: Context): Promise<{ email: string; name: string; password: string }> {
  const { email, name, password } = await c.req.parseBody()
  return { email: text(email), name: text(name), password: text(password) }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
