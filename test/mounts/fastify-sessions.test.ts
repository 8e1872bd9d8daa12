import cookie from '@fastify/cookie'
import { Authenticator } from '@fastify/passport'
import secureSession from '@fastify/secure-session'
import storedSession from '@fastify/session'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { fastifyPassport, fastifyPlugin, fastifySecureSession, fastifySession } from '../../src/fastify.js'
import { sessionConformance } from './session-conformance.js'
import type { Listener, Member, SiteParts, SiteRecipe } from './session-site.js'

const keep = ['basket']
const idOf = ({ id }: Member): number => Number(id)
const secret = 'a secret of the test, of 32 characters and more'
const key = Buffer.alloc(32, 'k')
type Cookie = { readonly sameSite: 'lax' | 'strict' }

/** What the site does by itself, whatever keeps its sessions. */
interface OwnCode {
  readonly signIn: (request: FastifyRequest, member: Member) => Promise<void>
  readonly signOut: (request: FastifyRequest) => Promise<unknown>
  readonly userId: (request: FastifyRequest) => unknown
}

type Body = {
  readonly name: string
  readonly value: string
  readonly email: string
  readonly password: string
}

async function mountSite(app: FastifyInstance, { members }: SiteParts, own: OwnCode): Promise<void> {
  app.post<{ Body: Body }>('/put', async (request) => {
    call(request, 'set', request.body.name, request.body.value)
    return {}
  })
  app.post<{ Body: Body }>('/sign-in', async (request) => {
    const member = members.signIn(request.body.email, request.body.password)
    if (member !== null) await own.signIn(request, member)
    return {}
  })
  app.post('/sign-out', async (request) => {
    await own.signOut(request)
    return {}
  })
  app.get('/me', async (request) => {
    const kept = (name: string): unknown => call(request, 'get', name) ?? null
    return { userId: own.userId(request) ?? null, basket: kept('basket'), note: kept('note') }
  })
}

/** Fastify behind the test's own server. */
async function serveFastify(
  parts: SiteParts,
  own: OwnCode,
  before: (app: FastifyInstance) => Promise<unknown>,
): Promise<Listener> {
  const app = fastify()
  await before(app)
  await app.register(fastifyPlugin(parts.sparekey))
  await mountSite(app, parts, own)
  await app.ready()
  return (req, res) => app.routing(req, res)
}

// Both plugins declare `request.session`, each as its own.
function call({ session }: FastifyRequest, method: string, ...given: unknown[]): unknown {
  return session && Reflect.apply(Reflect.get(session, method), session, given)
}

const inSession = (request: FastifyRequest): unknown => call(request, 'get', 'userId')

function signedIn(request: FastifyRequest, parts: SiteParts, member: Member): void {
  call(request, 'set', 'userId', idOf(member))
  call(request, 'set', 'authenticatedAt', parts.clock().getTime())
}

function overFastifySession({ sameSite }: Cookie): SiteRecipe {
  return {
    sessions: fastifySession({ idOf, keep }),
    serve: (parts) =>
      serveFastify(
        parts,
        {
          userId: inSession,
          signOut: async (request) => call(request, 'destroy'),
          signIn: async (request, member) => {
            await call(request, 'regenerate')
            signedIn(request, parts, member)
          },
        },
        async (app) => {
          await app.register(cookie)
          await app.register(storedSession, {
            secret,
            saveUninitialized: false,
            cookie: { secure: false, sameSite },
          })
        },
      ),
  }
}

function overSecureSession({ sameSite }: Cookie): SiteRecipe {
  return {
    sessions: fastifySecureSession({ idOf, keep, sameSite }),
    serve: (parts) =>
      serveFastify(
        parts,
        {
          userId: inSession,
          signOut: async (request) => {
            call(request, 'delete')
          },
          signIn: async (request, member) => {
            await call(request, 'regenerate')
            signedIn(request, parts, member)
          },
        },
        async (app) => app.register(secureSession, { key, cookie: { path: '/', sameSite } }),
      ),
  }
}

/** Passport, told to carry everything over that it can. */
function overPassport({ sameSite }: Cookie, before: (app: FastifyInstance) => Promise<unknown>): SiteRecipe {
  return {
    sessions: fastifyPassport({ idOf, keep, sameSite }),
    serve: (parts) => {
      const passport = new Authenticator({ clearSessionOnLogin: false })
      passport.registerUserSerializer(async (user: { readonly id: number }) => user.id)
      passport.registerUserDeserializer(async (id: number) => {
        const member = parts.members.find(id)
        return member && { ...member, id: Number(member.id) }
      })
      return serveFastify(
        parts,
        {
          userId: (request) => request.user && Reflect.get(request.user, 'id'),
          signOut: (request) => request.logOut(),
          signIn: async (request, member) => {
            await request.logIn({ ...member, id: Number(member.id) })
            call(request, 'set', 'authenticatedAt', parts.clock().getTime())
          },
        },
        async (app) => {
          await before(app)
          await app.register(passport.initialize())
          await app.register(passport.secureSession())
        },
      )
    },
  }
}

sessionConformance('fastifySession', { where: 'store' }, overFastifySession)
sessionConformance('fastifySecureSession', { where: 'cookie' }, overSecureSession)
sessionConformance('fastifyPassport over @fastify/session', { where: 'store' }, (settings) =>
  overPassport(settings, async (app) => {
    await app.register(cookie)
    const { sameSite } = settings
    await app.register(storedSession, {
      secret,
      saveUninitialized: false,
      cookie: { secure: false, sameSite },
    })
  }),
)
sessionConformance('fastifyPassport over @fastify/secure-session', { where: 'cookie' }, (settings) =>
  overPassport(settings, async (app) =>
    app.register(secureSession, { key, cookie: { path: '/', sameSite: settings.sameSite } }),
  ),
)
