import type { Framework, Project, SessionLibrary } from './init-project.js'

/** A preset that is given nothing but how an id is written. */
interface Plain {
  readonly preset: string
  readonly from: string
}

const plain: Readonly<Partial<Record<SessionLibrary, Plain>>> = {
  'express-session': { preset: 'expressSession', from: 'sparekey/express' },
  'cookie-session': { preset: 'cookieSession', from: 'sparekey/express' },
  passport: { preset: 'passportSession', from: 'sparekey/express' },
  'fastify-session': { preset: 'fastifySession', from: 'sparekey/fastify' },
  'fastify-secure-session': { preset: 'fastifySecureSession', from: 'sparekey/fastify' },
  'fastify-passport': { preset: 'fastifyPassport', from: 'sparekey/fastify' },
  'hono-sessions': { preset: 'honoSession', from: 'sparekey/hono' },
  'koa-session': { preset: 'koaSession', from: 'sparekey/koa' },
}

/** Which frameworks a library works in; any, where it is not here. */
const places: Readonly<Partial<Record<SessionLibrary, readonly Framework[]>>> = {
  'express-session': ['express', 'nest'],
  'cookie-session': ['express', 'nest'],
  passport: ['express', 'nest'],
  'fastify-session': ['fastify', 'nest'],
  'fastify-secure-session': ['fastify', 'nest'],
  'fastify-passport': ['fastify', 'nest'],
  'hono-sessions': ['hono'],
  'koa-session': ['koa'],
}

/** The file that tells Sparekey who is signed in, and signs in. */
export function renderSessions({ framework, sessions, language }: Project, ids: 'numbers' | 'text'): string {
  const fits = sessions === null ? false : (places[sessions]?.some((one) => one === framework) ?? true)
  const idOf = ids === 'numbers' ? 'idOf: ({ id }) => Number(id)' : ''
  const known = sessions === null || !fits ? undefined : plain[sessions]
  if (known !== undefined) return renderPlain(known, idOf)
  if (framework === 'react-router' && sessions === null) return reactRouter(idOf)
  if (fits && sessions === 'iron-session') return ironSession(idOf, ids, language)
  if (fits && sessions === 'jose') return jose
  if (fits && sessions === 'jsonwebtoken') return jsonwebtoken
  return ownFunctions(language)
}

function renderPlain({ preset, from }: Plain, idOf: string): string {
  const options = idOf === '' ? '' : `{ ${idOf} }`
  return `import { ${preset} } from '${from}'

// What else it takes, and what your own sign-in should write beside the id: docs/sessions/ of the package.
export const sessions = ${preset}(${options})
`
}

function ironSession(idOf: string, ids: 'numbers' | 'text', language: Project['language']): string {
  const userId = ids === 'numbers' ? 'number' : 'string'
  const data = `interface SessionData {
  userId?: ${userId}
  authenticatedAt?: number
}

`
  return `import { getIronSession } from 'iron-session'
import { ironSession } from 'sparekey/sessions'

${language === 'ts' ? data : ''}// As your own pages open it: the same name, the same password.
const options = { cookieName: 'session', password: process.env['SESSION_SECRET'] ?? '' }

export const sessions = ironSession({
  session: (request, response) => getIronSession${language === 'ts' ? '<SessionData>' : ''}(request, response, options),
${idOf === '' ? '' : `  ${idOf},\n`}})
`
}

function reactRouter(idOf: string): string {
  return `import { createCookieSessionStorage } from 'react-router'
import { reactRouterSession } from 'sparekey/sessions'

// The storage of your own loaders and actions goes here.
export const storage = createCookieSessionStorage({
  cookie: {
    name: '__session',
    secrets: [process.env['SESSION_SECRET'] ?? ''],
    sameSite: 'lax',
    path: '/',
    httpOnly: true,
    secure: true,
  },
})

export const sessions = reactRouterSession({ storage${idOf === '' ? '' : `, ${idOf}`} })
`
}

const jose = `import { jwtVerify, SignJWT } from 'jose'
import { jwt } from 'sparekey/sessions'

const key = new TextEncoder().encode(process.env['SESSION_SECRET'] ?? '')

// As your own sign-in writes them: the same key, algorithm, lifetime and cookie.
export const sessions = jwt({
  sign: (claims) =>
    new SignJWT({ ...claims }).setProtectedHeader({ alg: 'HS256' }).setIssuedAt().setExpirationTime('1h').sign(key),
  verify: async (token) => (await jwtVerify(token, key, { algorithms: ['HS256'] })).payload,
  cookie: { name: 'token', lifetimeSeconds: 3600 },
})
`

const jsonwebtoken = `import jsonwebtoken from 'jsonwebtoken'
import { jwt } from 'sparekey/sessions'

const key = process.env['SESSION_SECRET'] ?? ''

// As your own sign-in writes them: the same key, algorithm, lifetime and cookie.
export const sessions = jwt({
  sign: (claims) => jsonwebtoken.sign({ ...claims }, key, { algorithm: 'HS256', expiresIn: '1h' }),
  verify: (token) => {
    const claims = jsonwebtoken.verify(token, key, { algorithms: ['HS256'] })
    return typeof claims === 'string' ? null : claims
  },
  cookie: { name: 'token', lifetimeSeconds: 3600 },
})
`

function ownFunctions(language: Project['language']): string {
  const [load, type] =
    language === 'ts' ? ["import type { Sessions } from 'sparekey'\n\n", ': Sessions'] : ['', '']
  return `${load}// No session library was recognised. These two are yours to write: docs/host-and-sessions.md of the package.
export const sessions${type} = {
  async current() {
    throw new Error('sparekey/sessions: answer who is signed in, or null.')
  },
  async start() {
    throw new Error('sparekey/sessions: sign the account in, under a new session id.')
  },
}
`
}
