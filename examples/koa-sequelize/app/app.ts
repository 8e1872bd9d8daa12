import { bodyParser } from '@koa/bodyparser'
import Koa from 'koa'
import { createSession } from 'koa-session'
import type { loginWithAmazon } from './login-with-amazon.js'
import { accountPage, signInPage, signUpPage } from './pages.js'
import { checkPassword, signUp, User } from './users.js'

export interface AppOptions {
  readonly secret: string
  readonly amazon?: Awaited<ReturnType<typeof loginWithAmazon>>
}

type Handler = (ctx: Koa.Context) => Promise<void> | void

export function createApp({ secret, amazon }: AppOptions): Koa {
  const app = new Koa()
  app.keys = [secret]
  app.use(createSession({ sameSite: 'lax' }, app))
  if (amazon) app.use(amazon.handler)
  app.use(bodyParser())

  const routes: Record<string, Handler> = {
    'GET /sign-in': (ctx) => {
      ctx.body = signInPage('', amazon?.button)
    },
    'POST /sign-in': async (ctx) => {
      const user = await checkPassword(text(ctx, 'email'), text(ctx, 'password'))
      if (user !== null) return enter(ctx, user)
      ctx.status = 403
      ctx.body = signInPage('That is not right.')
    },
    'GET /sign-up': (ctx) => {
      ctx.body = signUpPage()
    },
    'POST /sign-up': async (ctx) => {
      const given = { email: text(ctx, 'email'), name: text(ctx, 'name'), password: text(ctx, 'password') }
      const user = await signUp(given)
      if (user !== null) return enter(ctx, user)
      ctx.status = 422
      ctx.body = signUpPage('That address cannot be taken.')
    },
    'GET /account': async (ctx) => {
      const user = await User.findByPk(Number(ctx.session?.['userId'] ?? 0))
      if (user === null) ctx.redirect('/sign-in')
      else ctx.body = accountPage(user)
    },
    'POST /sign-out': (ctx) => {
      ctx.session = null
      ctx.redirect('/sign-in')
    },
  }
  app.use(async (ctx) => routes[`${ctx.method} ${ctx.path}`]?.(ctx))
  return app
}

function enter(ctx: Koa.Context, user: User): void {
  ctx.session = { userId: user.id, authenticatedAt: Date.now() }
  ctx.redirect('/account')
}

function text(ctx: Koa.Context, name: string): string {
  const value: unknown = Object(ctx.request.body)[name]
  return typeof value === 'string' ? value : ''
}
