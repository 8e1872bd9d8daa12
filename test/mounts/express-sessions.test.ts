import cookies from 'cookie-session'
import express, { type Express, type Request, type Response } from 'express'
import session from 'express-session'
import passport from 'passport'
import { cookieSession, expressHandler, expressSession, passportSession } from '../../src/express.js'
import { sessionConformance } from './session-conformance.js'
import type { Member, SiteParts, SiteRecipe } from './session-site.js'

const keep = ['basket']
const idOf = ({ id }: Member): number => Number(id)
type Cookie = { readonly sameSite: 'lax' | 'strict' }

/** What the site does by itself, whatever keeps its sessions. */
interface OwnCode {
  readonly signIn: (req: Request, member: Member, done: () => void) => void
  readonly signOut: (req: Request, done: () => void) => void
  readonly userId: (req: Request) => unknown
}

function mountSite(app: Express, { members }: SiteParts, own: OwnCode): void {
  const json = express.json()
  app.post('/put', json, (req, res) => {
    Object.assign(req.session ?? {}, { [posted(req, 'name')]: posted(req, 'value') })
    res.json({})
  })
  app.post('/sign-in', json, (req, res) => {
    const member = members.signIn(posted(req, 'email'), posted(req, 'password'))
    if (member === null) return void res.status(403).end()
    own.signIn(req, member, () => res.json({}))
  })
  app.post('/sign-out', (req, res) => own.signOut(req, () => res.json({})))
  app.get('/me', (req: Request, res: Response) => {
    const kept = (name: string): unknown => Reflect.get(req.session ?? {}, name) ?? null
    res.json({ userId: own.userId(req) ?? null, basket: kept('basket'), note: kept('note') })
  })
}

const posted = (req: Request, name: string): string => String(Reflect.get(Object(req.body), name))
const inSession = (req: Request): unknown => Reflect.get(req.session ?? {}, 'userId')

function overExpressSession({ sameSite }: Cookie): SiteRecipe {
  return {
    sessions: expressSession({ idOf, keep }),
    serve: (parts) => {
      const app = express()
      app.use(
        session({ secret: 'of the test', resave: false, saveUninitialized: false, cookie: { sameSite } }),
      )
      app.use(expressHandler(parts.sparekey))
      mountSite(app, parts, {
        userId: inSession,
        signOut: (req, done) => req.session.destroy(done),
        signIn: (req, member, done) =>
          req.session.regenerate(() => {
            Object.assign(req.session, { userId: idOf(member), authenticatedAt: parts.clock().getTime() })
            done()
          }),
      })
      return app
    },
  }
}

function overCookieSession({ sameSite }: Cookie): SiteRecipe {
  return {
    sessions: cookieSession({ idOf, keep }),
    serve: (parts) => {
      const app = express()
      app.use(cookies({ keys: ['of the test'], sameSite }))
      app.use(expressHandler(parts.sparekey))
      mountSite(app, parts, {
        userId: inSession,
        signOut: (req, done) => {
          Reflect.set(req, 'session', null)
          done()
        },
        signIn: (req, member, done) => {
          Reflect.set(req, 'session', { userId: idOf(member), authenticatedAt: parts.clock().getTime() })
          done()
        },
      })
      return app
    },
  }
}

/** Passport over whatever the middleware before it keeps sessions with. */
function overPassport(before: (app: Express) => void): SiteRecipe {
  return {
    sessions: passportSession({ idOf, keep }),
    serve: (parts) => {
      const authenticator = new passport.Authenticator()
      authenticator.serializeUser((user, done) => done(null, Reflect.get(user, 'id')))
      authenticator.deserializeUser((id, done) => {
        const member = parts.members.find(id)
        done(null, member && { ...member, id: Number(member.id) })
      })
      const app = express()
      before(app)
      app.use(authenticator.session())
      app.use(expressHandler(parts.sparekey))
      mountSite(app, parts, {
        userId: (req) => req.user && Reflect.get(req.user, 'id'),
        signOut: (req, done) => req.logOut(done),
        signIn: (req, member, done) =>
          req.logIn({ ...member, id: Number(member.id) }, () => {
            Object.assign(req.session, { authenticatedAt: parts.clock().getTime() })
            done()
          }),
      })
      return app
    },
  }
}

/** The shim that goes round for Passport over cookie-session. */
function shimmed(app: Express, { sameSite }: Cookie): void {
  app.use(cookies({ keys: ['of the test'], sameSite }))
  app.use((req, _res, next) => {
    const callBack = (done: () => void): void => done()
    Object.assign(req.session ?? {}, { regenerate: callBack, save: callBack })
    next()
  })
}

sessionConformance('expressSession', { where: 'store' }, overExpressSession)
sessionConformance('cookieSession', { where: 'cookie' }, overCookieSession)
sessionConformance('passportSession over express-session', { where: 'store' }, ({ sameSite }) =>
  overPassport((app) =>
    app.use(
      session({ secret: 'of the test', resave: false, saveUninitialized: false, cookie: { sameSite } }),
    ),
  ),
)
// The shim touches every session, so that each visit writes the cookie.
sessionConformance('passportSession over cookie-session', { where: 'cookie', strict: 'replaced' }, (cookie) =>
  overPassport((app) => shimmed(app, cookie)),
)
