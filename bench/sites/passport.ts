// Passport as its guides set it up: Express, express-session on PostgreSQL, state in the session, PKCE on.
import connectPgSimple from 'connect-pg-simple'
import express from 'express'
import session from 'express-session'
import passport from 'passport'
import Strategy from 'passport-oauth2'
import pg from 'pg'
import { client, connections, issuer, paths, secret } from '../orders.js'
import { serve } from './serve.js'

interface Profile {
  readonly user_id: string
  readonly name: string
  readonly email: string
}

type Done = (error: unknown, value?: unknown) => void

interface OAuth2 {
  useAuthorizationHeaderforGET(use: boolean): void
  get(url: string, accessToken: string, done: (error: unknown, body?: string) => void): void
}

/** What passport-amazon is, at an address that package does not let anybody choose. */
class AtTheDouble extends Strategy {
  declare readonly _oauth2: OAuth2

  constructor(
    private readonly amazon: string,
    ...settings: ConstructorParameters<typeof Strategy>
  ) {
    super(...settings)
    this._oauth2.useAuthorizationHeaderforGET(true)
  }

  override userProfile(accessToken: string, done: Done): void {
    this._oauth2.get(`${this.amazon}/user/profile`, accessToken, (error, body) => {
      if (error) return done(error)
      done(null, JSON.parse(body ?? ''))
    })
  }
}

async function accountOf(pool: pg.Pool, { user_id, name, email }: Profile): Promise<string> {
  const found = await pool.query<{ account_id: string }>(
    'select account_id from amazon_links where issuer = $1 and subject = $2',
    [issuer, user_id],
  )
  const known = found.rows[0]?.account_id
  if (known !== undefined) {
    const { rows } = await pool.query<{ id: string }>('select id::text as id from users where id = $1', [
      known,
    ])
    return rows[0]?.id ?? ''
  }
  const { rows } = await pool.query<{ id: string }>(
    'insert into users (email, full_name) values ($1, $2) returning id::text as id',
    [email, name],
  )
  const id = rows[0]?.id ?? ''
  await pool.query(
    'insert into amazon_links (issuer, subject, account_id, linked_at) values ($1, $2, $3, now())',
    [issuer, user_id, id],
  )
  return id
}

async function answer(done: Done, account: Promise<string>): Promise<void> {
  try {
    done(null, { id: await account })
  } catch (error) {
    done(error)
  }
}

serve((origin, { database, amazon }) => {
  const pool = new pg.Pool({ connectionString: database, max: connections })
  passport.use(
    'amazon',
    new AtTheDouble(
      amazon,
      {
        authorizationURL: `${amazon}/ap/oa`,
        tokenURL: `${amazon}/auth/o2/token`,
        clientID: client.id,
        clientSecret: client.secret,
        callbackURL: origin + paths.callback,
        scope: 'profile',
        state: true,
        pkce: true,
      },
      (_accessToken: string, _refreshToken: string, profile: unknown, done: Done) => {
        void answer(done, accountOf(pool, profile as Profile))
      },
    ),
  )
  passport.serializeUser((user, done) => done(null, (user as { id: string }).id))
  passport.deserializeUser((id: string, done) => done(null, { id }))

  const PgStore = connectPgSimple(session)
  const app = express()
  app.use(
    session({
      store: new PgStore({ pool, pruneSessionInterval: false }),
      secret,
      resave: false,
      saveUninitialized: false,
    }),
  )
  app.use(passport.session())
  app.get(paths.start, passport.authenticate('amazon'))
  app.get(
    paths.callback,
    passport.authenticate('amazon', { successRedirect: '/', failureRedirect: '/failed' }),
  )
  app.get(paths.me, (req, res) => void res.end((req.user as { id: string } | undefined)?.id ?? ''))
  return app
})
