import { getIronSession, type IronSession } from 'iron-session'
import { createCookieSessionStorage, createMemorySessionStorage } from 'react-router'
import { ironSession, type ReactRouterStorage, reactRouterSession, tableSession } from '../../src/sessions.js'
import { sessionConformance } from './session-conformance.js'
import type { Member, SiteRecipe } from './session-site.js'
import { SessionTable, type StoredSession } from './session-table.js'
import { type Values, webSite } from './web-site.js'

const keep = ['basket'] as const
const idOf = ({ id }: Member): number => Number(id)
const secret = 'a secret of the test, of 32 characters and more'
type Cookie = { readonly sameSite: 'lax' | 'strict' }

interface Data {
  userId?: number
  authenticatedAt?: number
  basket?: string
  note?: string
}

function overIronSession({ sameSite }: Cookie): SiteRecipe {
  const open = (request: Request, response: Response): Promise<IronSession<Data>> =>
    getIronSession<Data>(request, response, {
      cookieName: 'iron',
      password: secret,
      cookieOptions: { secure: false, sameSite },
    })
  const replace = async (request: Request, values: Values): Promise<string[]> => {
    const response = new Response()
    const session = await open(request, response)
    for (const name of Object.keys(session)) Reflect.deleteProperty(session, name)
    await Object.assign(session, values).save()
    return response.headers.getSetCookie()
  }
  return {
    sessions: ironSession({ session: open, idOf, keep, sameSite }),
    serve: (parts) =>
      webSite(parts, {
        read: async (request) => ({ ...(await open(request, new Response())) }),
        write: replace,
        signIn: (request, member, at) =>
          replace(request, { userId: idOf(member), authenticatedAt: at.getTime() }),
        signOut: (request) => replace(request, {}),
      }),
  }
}

function overReactRouter(
  { sameSite }: Cookie,
  storage: ReturnType<typeof createCookieSessionStorage<Data>>,
): SiteRecipe {
  const read = async (request: Request) => storage.getSession(request.headers.get('cookie'))
  const asNew = async (values: Data): Promise<string[]> => {
    const session = await storage.getSession()
    if (values.userId !== undefined) session.set('userId', values.userId)
    if (values.authenticatedAt !== undefined) session.set('authenticatedAt', values.authenticatedAt)
    return [await storage.commitSession(session)]
  }
  return {
    sessions: reactRouterSession({ storage, idOf, keep, sameSite }),
    serve: (parts) =>
      webSite(parts, {
        read: async (request) => (await read(request)).data,
        write: async (request, { basket, note }) => {
          const session = await read(request)
          if (typeof basket === 'string') session.set('basket', basket)
          if (typeof note === 'string') session.set('note', note)
          return [await storage.commitSession(session)]
        },
        signIn: (_request, member, at) => asNew({ userId: idOf(member), authenticatedAt: at.getTime() }),
        signOut: async (request) => [await storage.destroySession(await read(request))],
      }),
  }
}

const cookieOf = ({ sameSite }: Cookie) => ({
  name: 'rr',
  secrets: [secret],
  sameSite,
  path: '/',
  httpOnly: true,
})

/** The same storage, its cookie's id kept in memory as a database would. */
function databaseStorage(
  cookie: Cookie,
): ReactRouterStorage & ReturnType<typeof createCookieSessionStorage<Data>> {
  return createMemorySessionStorage<Data>({ cookie: cookieOf(cookie) })
}

function overTable({ sameSite }: Cookie, ids: 'plain' | 'hashed'): SiteRecipe {
  const table = new SessionTable(ids)
  const line = (id: string): readonly string[] => [`sid=${id}; Path=/; HttpOnly; SameSite=${sameSite}`]
  const idIn = (request: Request): string =>
    /(?:^|; )sid=([^;]*)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? ''
  return {
    sessions: tableSession({
      cookie: { name: 'sid', secure: false, sameSite },
      find: async (id): Promise<StoredSession | null> => table.find(id),
      create: async (values) => table.create(values),
      delete: async (id) => table.delete(id),
      idOf,
      keep,
    }),
    serve: (parts) =>
      webSite(parts, {
        read: async (request) => ({ ...table.find(idIn(request)) }),
        write: async (request, values) => {
          if (table.update(idIn(request), values)) return []
          return line(table.create({ userId: null, ...values }))
        },
        signIn: async (_request, member, at) =>
          line(table.create({ userId: idOf(member), authenticatedAt: at })),
        signOut: async (request) => {
          table.delete(idIn(request))
          return ['sid=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT']
        },
      }),
  }
}

sessionConformance('ironSession', { where: 'cookie' }, overIronSession)
sessionConformance('reactRouterSession in the cookie', { where: 'cookie' }, (cookie) =>
  overReactRouter(cookie, createCookieSessionStorage<Data>({ cookie: cookieOf(cookie) })),
)
sessionConformance('reactRouterSession over a database', { where: 'store' }, (cookie) =>
  overReactRouter(cookie, databaseStorage(cookie)),
)
sessionConformance('tableSession with plain ids', { where: 'store' }, (cookie) => overTable(cookie, 'plain'))
sessionConformance('tableSession with hashed ids', { where: 'store' }, (cookie) =>
  overTable(cookie, 'hashed'),
)
