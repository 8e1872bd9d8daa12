import express, { type Express, type Request } from 'express'
import session from 'express-session'
import type { Knex } from 'knex'
import passport from 'passport'
import { Strategy } from 'passport-local'
import { accountPage, signInPage, signUpPage } from './pages.js'
import { checkPassword, findUser, signUp, type User } from './users.js'

export interface AppOptions {
  readonly knex: Knex
  readonly secret: string
  readonly amazon?: { readonly handler: express.Handler; readonly button: string }
}

export function createApp({ knex, secret, amazon }: AppOptions): Express {
  const members = new passport.Passport()
  members.use(
    new Strategy({ usernameField: 'email' }, (email, password, done) => {
      checkPassword(knex, email, password).then((user) => done(null, user ?? false), done)
    }),
  )
  members.serializeUser((user, done) => done(null, (user as User).id))
  members.deserializeUser((id: number, done) => {
    findUser(knex, id).then((user) => done(null, user ?? false), done)
  })

  const app = express()
  app.use(express.urlencoded())
  app.use(session({ secret, resave: false, saveUninitialized: false, cookie: { sameSite: 'lax' } }))
  app.use(members.session())
  if (amazon) app.use(amazon.handler)

  app.get('/sign-in', (_req, res) => res.send(signInPage('', amazon?.button)))
  app.post('/sign-in', (req, res, next) => {
    members.authenticate('local', (error: unknown, user: User | false) => {
      if (error) return next(error)
      if (!user) return res.status(403).send(signInPage('That is not right.'))
      return enter(req, user, (problem) => (problem ? next(problem) : res.redirect('/account')))
    })(req, res, next)
  })
  app.get('/sign-up', (_req, res) => res.send(signUpPage()))
  app.post('/sign-up', async (req, res, next) => {
    const user = await signUp(knex, {
      email: text(req, 'email'),
      name: text(req, 'name'),
      password: text(req, 'password'),
    })
    if (user === null) return res.status(422).send(signUpPage('That address cannot be taken.'))
    return enter(req, user, (problem) => (problem ? next(problem) : res.redirect('/account')))
  })
  app.get('/account', (req, res) => {
    if (req.user === undefined) return res.redirect('/sign-in')
    res.send(accountPage(req.user as User))
  })
  app.post('/sign-out', (req, res, next) => {
    req.logout((problem) => (problem ? next(problem) : res.redirect('/sign-in')))
  })
  return app
}

function enter(req: Request, user: User, done: (problem: unknown) => void): void {
  req.logIn(user, (problem) => {
    Object.assign(req.session, { authenticatedAt: Date.now() })
    done(problem)
  })
}

function text(req: Request, name: string): string {
  const value: unknown = req.body?.[name]
  return typeof value === 'string' ? value : ''
}
