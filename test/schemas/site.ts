import express, { type Express } from 'express'
import expressSessions from 'express-session'
import { type Emulator, startEmulator } from 'sparekey/emulator'
import { listen } from '../../demo/listen.js'
import { expressHandler, expressSession } from '../../src/express.js'
import { createSparekey, type SparekeyEvent } from '../../src/index.js'
import { type SqlAccount, type SqlHost, type SqlHostOptions, sqlHost } from '../../src/sql.js'
import { canaries } from '../support/canaries.js'

/** A site that knows nothing of its own schema: what `init` wrote is all it has. */
export interface Site {
  readonly origin: string
  readonly host: SqlHost
  readonly amazon: Emulator
  readonly events: readonly SparekeyEvent[]
  close(): Promise<void>
}

/** Who stands before the emulated Amazon: one person for each of `people.sql`, and Lena, whom no database knows. */
const customers = [
  { id: 'lena', name: 'Lena Park', email: 'lena@reader.example', postalCode: null },
  { id: 'vera', name: 'Vera Winter', email: 'vera@ex.test', postalCode: null },
  { id: 'nora', name: 'Nora Bird', email: 'nora@ex.test', postalCode: null },
  { id: 'kim', name: 'Kim', email: 'KIM@ex.test', postalCode: null },
  { id: 'otto', name: 'Otto Falk', email: 'otto@ex.test', postalCode: null },
]

export async function openSite(options: SqlHostOptions): Promise<Site> {
  const { server, port, close } = await listen(0)
  const origin = `http://127.0.0.1:${port}`
  const client = {
    clientId: 'amzn1.application-oa2-client.schemas',
    clientSecret: canaries.clientSecret,
    name: 'A Site',
    company: 'A Site',
    redirectUris: [`${origin}/auth/amazon/callback`],
  }
  const amazon = await startEmulator({ clients: [client], customers })
  const host = sqlHost(options)
  const events: SparekeyEvent[] = []
  const sparekey = createSparekey<SqlAccount>({
    baseUrl: origin,
    secret: canaries.secret,
    amazon: { clientId: client.clientId, clientSecret: client.clientSecret, endpoints: amazon.endpoints },
    host,
    sessions: expressSession({ idOf: ({ id }) => id }),
    onEvent: (event) => events.push(event),
  })
  const app = express()
  app.use(expressSessions({ secret: 'of the sessions', resave: false, saveUninitialized: false }))
  app.use(expressHandler(sparekey))
  mountPages(app, sparekey.button())
  server.on('request', app)
  const closeAll = async (): Promise<void> => {
    await Promise.all([close(), amazon.close()])
  }
  return { origin, host, amazon, events, close: closeAll }
}

function mountPages(app: Express, button: string): void {
  app.get('/', (req, res) => {
    const id: unknown = Reflect.get(req.session, 'userId')
    res.send(
      typeof id === 'string'
        ? `<!doctype html><title>Account</title><h1>Welcome</h1><p>Account: <output>${encodeURIComponent(id)}</output></p>
           <p><a href="/auth/amazon/connections">Connections</a> <a href="/sign-out">Sign out</a></p>`
        : `<!doctype html><title>Sign in</title><h1>Sign in</h1>${button}`,
    )
  })
  app.get('/sign-out', (req, res) => {
    req.session.destroy(() => res.redirect('/'))
  })
}
