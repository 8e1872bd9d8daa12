import cookie from '@fastify/cookie'
import forms from '@fastify/formbody'
import sessions from '@fastify/session'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import type pg from 'pg'
import type { loginWithAmazon } from './login-with-amazon.js'
import { accountPage, signInPage, signUpPage } from './pages.js'
import { checkPassword, findUser, signUp, type User } from './users.js'

declare module 'fastify' {
  interface Session {
    userId?: string
    authenticatedAt?: number
  }
}

export interface AppOptions {
  readonly pool: pg.Pool
  readonly secret: string
  readonly amazon?: Awaited<ReturnType<typeof loginWithAmazon>>
}

type Form = Partial<Record<string, string>>

export async function createApp({ pool, secret, amazon }: AppOptions): Promise<FastifyInstance> {
  const app = fastify()
  await app.register(cookie)
  await app.register(sessions, {
    secret,
    cookie: { secure: false, sameSite: 'lax' },
    saveUninitialized: false,
  })
  await app.register(forms)
  if (amazon) await app.register(amazon.plugin)
  app.addHook('onRequest', async (_request, reply) => {
    reply.type('text/html; charset=utf-8')
  })

  app.get('/sign-in', async () => signInPage('', amazon?.button))
  app.post<{ Body: Form }>('/sign-in', async (request, reply) => {
    const { email = '', password = '' } = request.body
    const user = await checkPassword(pool, email, password)
    if (user === null) return reply.code(403).send(signInPage('That is not right.'))
    await enter(request, user)
    return reply.redirect('/account', 303)
  })
  app.get('/sign-up', async () => signUpPage())
  app.post<{ Body: Form }>('/sign-up', async (request, reply) => {
    const { email = '', name = '', password = '' } = request.body
    const user = await signUp(pool, { email, name, password })
    if (user === null) return reply.code(422).send(signUpPage('That address cannot be taken.'))
    await enter(request, user)
    return reply.redirect('/account', 303)
  })
  app.get('/account', async (request, reply) => {
    const { userId } = request.session
    const user = userId === undefined ? null : await findUser(pool, userId)
    return user === null ? reply.redirect('/sign-in', 303) : accountPage(user)
  })
  app.post('/sign-out', async (request, reply) => {
    await request.session.destroy()
    return reply.redirect('/sign-in', 303)
  })
  return app
}

async function enter(request: FastifyRequest, user: User): Promise<void> {
  await request.session.regenerate()
  Object.assign(request.session, { userId: user.id, authenticatedAt: Date.now() })
}
