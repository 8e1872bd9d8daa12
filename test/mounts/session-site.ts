import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type Emulator, startEmulator } from '../../src/emulator.js'
import {
  type Account,
  createSparekey,
  type Sessions,
  type Sparekey,
  type SparekeyEvent,
  type Visitor,
} from '../../src/index.js'
import { memoryLinks } from '../../src/testing.js'
import { canaries } from '../support/canaries.js'

/** An account of the site, whose id is a number to the site. */
export interface Member extends Account {
  readonly password: string | null
}

/** The accounts of a site, in memory. */
export class Members {
  readonly #all = new Map<string, Member>()

  add(given: Partial<Member>): Member {
    const id = String(this.#all.size + 1)
    const member = { id, email: null, emailProven: true, password: null, ...given }
    this.#all.set(member.id, member)
    return member
  }

  find(id: unknown): Member | null {
    return this.#all.get(String(id)) ?? null
  }

  /** The site's own sign-in. */
  signIn(email: unknown, password: unknown): Member | null {
    const found = this.byEmail(String(email))
    return found.find((member) => member.password !== null && member.password === password) ?? null
  }

  byEmail(email: string): Member[] {
    return [...this.#all.values()].filter((member) => member.email === email)
  }
}

/** What the site's own code gets to work with. */
export interface SiteParts {
  readonly sparekey: Sparekey<Member>
  readonly members: Members
  readonly clock: () => Date
}

/** What a framework gives to a server of Node. */
export type Listener = (req: IncomingMessage, res: ServerResponse) => unknown

/** A site made with one session library: its sessions as Sparekey sees them, and its own code. */
export interface SiteRecipe {
  readonly sessions: Sessions<Member>
  /** Accounts that lie elsewhere. */
  readonly host?: Partial<MemberHost>
  readonly serve: (parts: SiteParts) => Listener | Promise<Listener>
}

export interface SessionSite {
  readonly origin: string
  readonly emulator: Emulator
  readonly members: Members
  readonly events: SparekeyEvent[]
  readonly pass: (seconds: number) => void
  readonly close: () => Promise<void>
}

const base = '/auth/amazon'
const customers = ['vera', 'nora', ...Array.from({ length: 50 }, (_, index) => `c${index}`)].map((id) => ({
  id,
  name: `Customer ${id}`,
  email: `${id}@ex.test`,
  postalCode: null,
}))

/** The site over real HTTP, the emulator beside it, and `/auth/amazon/current`: what the preset says of a request. */
export async function openSessionSite({ sessions, serve, host = {} }: SiteRecipe): Promise<SessionSite> {
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const client = { clientId: 'amzn1.application-oa2-client.sessions', clientSecret: canaries.clientSecret }
  const redirectUris = [`${origin}${base}/callback`]
  const emulator = await startEmulator({ clients: [{ ...client, redirectUris }], customers })
  const members = new Members()
  const events: SparekeyEvent[] = []
  let offset = 0
  const clock = (): Date => new Date(Date.now() + offset)
  const sparekey = createSparekey<Member>({
    baseUrl: origin,
    secret: canaries.secret,
    amazon: { ...client, endpoints: emulator.endpoints },
    host: { ...hostOf(members), ...host },
    links: memoryLinks(),
    sessions,
    onEvent: (event) => events.push(event),
    clock,
  })
  const listener = await serve({ sparekey: withCurrent(sparekey, sessions), members, clock })
  server.on('request', (req, res) => void listener(req, res))
  return {
    origin,
    emulator,
    members,
    events,
    pass: (seconds) => {
      offset += seconds * 1000
    },
    close: async () => {
      await emulator.close()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}

function withCurrent(sparekey: Sparekey<Member>, sessions: Sessions<Member>): Sparekey<Member> {
  const path = `${base}/current`
  const current = async (visitor: Visitor): Promise<Response> => {
    try {
      return Response.json(await sessions.current(visitor))
    } catch (error) {
      return Response.json({ problem: String(error) }, { status: 500 })
    }
  }
  return {
    ...sparekey,
    owns: (pathname) => pathname === path || sparekey.owns(pathname),
    handler: async (request, native) =>
      new URL(request.url).pathname === path
        ? current({ request, native })
        : sparekey.handler(request, native),
  }
}

type MemberHost = Parameters<typeof createSparekey<Member>>[0]['host']

function hostOf(members: Members): MemberHost {
  return {
    findAccount: async (id) => members.find(id),
    findAccountsByEmail: async (email) => members.byEmail(email),
    verifyPassword: async (member, password) => (member.password === password ? 'correct' : 'wrong'),
    createAccount: async ({ email, name }) => ({ account: members.add({ email, name, emailProven: false }) }),
    waysToSignIn: async ({ password }) => (password === null ? [] : ['password']),
    endAccess: async () => {},
  }
}
