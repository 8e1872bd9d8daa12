import { join } from 'node:path'
import express, { type Express, type Request } from 'express'
import sessions from 'express-session'
import type Database from 'libsql'
import { findUser, signIn, signUp, type User } from './accounts.js'

declare module 'express-session' {
  interface SessionData {
    userId: number
    authenticatedAt: number
  }
}

export interface AppOptions {
  readonly database: Database.Database
  /** The built browser side. */
  readonly pages: string
  readonly secret: string
  readonly amazon?: express.Handler
}

export function createApp({ database, pages, secret, amazon }: AppOptions): Express {
  const app = express()
  app.use(sessions({ secret, resave: false, saveUninitialized: false, cookie: { sameSite: 'lax' } }))
  if (amazon) app.use(amazon)
  app.use(express.json())
  app.get('/api/me', (req, res) => {
    res.json({ user: req.session.userId === undefined ? null : findUser(database, req.session.userId) })
  })
  app.post('/api/sign-up', async (req, res) => {
    const user = await signUp(database, {
      email: text(req, 'email'),
      name: text(req, 'name'),
      password: text(req, 'password'),
    })
    if (typeof user === 'string') res.status(422).json({ problem: user })
    else startSession(req, user, () => res.status(201).json({ user }))
  })
  app.post('/api/sign-in', async (req, res) => {
    const user = await signIn(database, { email: text(req, 'email'), password: text(req, 'password') })
    if (user === null) res.status(403).json({ problem: 'wrong' })
    else startSession(req, user, () => res.json({ user }))
  })
  app.post('/api/sign-out', (req, res) => {
    req.session.destroy(() => res.status(204).end())
  })
  app.use(express.static(pages))
  app.get(/^\/(?!api\/)/, (_req, res) => res.sendFile(join(pages, 'index.html')))
  return app
}

function startSession(req: Request, user: User, done: () => void): void {
  req.session.regenerate(() => {
    Object.assign(req.session, { userId: user.id, authenticatedAt: Date.now() })
    req.session.save(done)
  })
}

function text(req: Request, name: string): string {
  const value: unknown = req.body?.[name]
  return typeof value === 'string' ? value : ''
}
