import jwtPlugin from '@fastify/jwt'
import { JwtService } from '@nestjs/jwt'
import fastify from 'fastify'
import { jwtVerify, SignJWT } from 'jose'
import jsonwebtoken from 'jsonwebtoken'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type JwtOptions, jwt } from '../../src/sessions.js'
import { Browser } from '../support/browser.js'
import { sessionConformance } from './session-conformance.js'
import { type Member, openSessionSite, type SessionSite, type SiteRecipe } from './session-site.js'
import { SessionTable } from './session-table.js'
import { SessionVisitor } from './session-visitor.js'
import { type Values, webSite } from './web-site.js'

const base = '/auth/amazon'
const secret = 'a secret of the test, of 32 characters and more'
const key = new TextEncoder().encode(secret)

/** How an application signs and verifies with its library, in its own words. */
type Signer = Pick<JwtOptions<Member>, 'sign' | 'verify'>

const jose: Signer = {
  sign: (claims) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).setIssuedAt().setExpirationTime('1h').sign(key),
  verify: async (token) => (await jwtVerify(token, key, { algorithms: ['HS256'] })).payload,
}

const jsonwebtokens: Signer = {
  sign: (claims) => jsonwebtoken.sign(claims, secret, { expiresIn: '1h' }),
  verify: (token) => {
    const claims = jsonwebtoken.verify(token, secret, { algorithms: ['HS256'] })
    return typeof claims === 'string' ? null : claims
  },
}

async function nest(): Promise<Signer> {
  const service = new JwtService({ secret, signOptions: { expiresIn: '1h' } })
  return {
    sign: (claims) => service.signAsync({ ...claims }),
    verify: (token) => service.verifyAsync<object>(token),
  }
}

async function underFastify(): Promise<Signer> {
  const app = fastify()
  await app.register(jwtPlugin, { secret })
  onTestFinished(() => app.close())
  return {
    sign: (claims) => app.jwt.sign({ ...claims }, { expiresIn: '1h' }),
    verify: (token) => app.jwt.verify<object>(token),
  }
}

function inCookie({ sign, verify }: Signer, sameSite: 'lax' | 'strict'): SiteRecipe {
  const nobody: Member = { id: '', email: null, emailProven: false, password: null }
  const read = async (request: Request): Promise<Values> => {
    const token = /(?:^|; )token=([^;]*)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? ''
    try {
      return { ...(await verify(token)) }
    } catch {
      return {}
    }
  }
  const write = async (request: Request, claims: Values): Promise<string[]> => {
    const { iat: _iat, exp: _exp, ...rest } = claims
    const token = await sign(rest, nobody, { request, native: null })
    return [`token=${token}; Path=/; HttpOnly; SameSite=${sameSite}`]
  }
  return {
    sessions: jwt({ sign, verify, keep: ['basket'], cookie: { name: 'token', secure: false, sameSite } }),
    serve: (parts) =>
      webSite(parts, {
        read: async (request) => {
          const { sub, ...claims } = await read(request)
          return { ...claims, userId: sub === undefined ? null : Number(sub) }
        },
        write: async (request, values) => {
          const { userId, ...claims } = values
          return write(request, typeof userId === 'number' ? { ...claims, sub: String(userId) } : claims)
        },
        signIn: (request, { id }, at) =>
          write(request, { sub: id, auth_time: Math.floor(at.getTime() / 1000) }),
        signOut: async () => ['token=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT'],
      }),
  }
}

sessionConformance('jwt in a cookie, with jose', { where: 'cookie' }, ({ sameSite }) =>
  inCookie(jose, sameSite),
)
sessionConformance('jwt in a cookie, with jsonwebtoken', { where: 'cookie' }, ({ sameSite }) =>
  inCookie(jsonwebtokens, sameSite),
)

/** A site whose pages need nothing but the preset. */
async function openApi(options: Omit<JwtOptions<Member>, keyof Signer>, signer = jose): Promise<SessionSite> {
  const own = {
    read: async () => ({}),
    write: async () => [],
    signIn: async () => [],
    signOut: async () => [],
  }
  const site = await openSessionSite({
    sessions: jwt({ ...signer, ...options }),
    serve: (parts) => webSite(parts, own),
  })
  onTestFinished(() => site.close())
  return site
}

/** The sign-in of a client that keeps no cookies but those of the round trip, and reads the answer. */
async function signInForJson(site: SessionSite): Promise<Record<string, unknown>> {
  const browser = new Browser(site)
  const callback = await browser.goToAmazon('vera')
  const page = await browser.get(callback, { headers: { accept: 'application/json' } })
  return { ...page.json(), cookies: page.cookies.filter((line) => !line.startsWith('auth-amazon')) }
}

async function currentOf(site: SessionSite, headers: Record<string, string>): Promise<unknown> {
  return (await fetch(`${site.origin}${base}/current`, { headers })).json()
}

describe.each([
  ['jose', async () => jose],
  ['jsonwebtoken', async () => jsonwebtokens],
  ['@nestjs/jwt', nest],
  ['@fastify/jwt', underFastify],
])('jwt as a bearer, with %s', (_library, makeSigner) => {
  it('tells the token in the body, and knows it again', async () => {
    const site = await openApi({}, await makeSigner())
    const { outcome, token, account_id } = await signInForJson(site)
    expect([outcome, account_id, typeof token]).toEqual(['signed-in', '1', 'string'])
    const current = await currentOf(site, { authorization: `Bearer ${String(token)}` })
    expect(current).toMatchObject({ accountId: '1', authenticatedAt: expect.any(String) })
  })

  it('takes no other token, an expired one, or one without a signature', async () => {
    const signer = await makeSigner()
    const site = await openApi({}, signer)
    const nobody = { id: '1', email: null, emailProven: false, password: null }
    const visitor = { request: new Request('http://inside'), native: null }
    const good = await signer.sign({ sub: '1' }, nobody, visitor)
    const [head = '', payload = ''] = good.split('.')
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')
    const expired = jsonwebtoken.sign({ sub: '1', exp: 1 }, secret)
    for (const token of [expired, `${none}.${payload}.`, `${head}.${payload}.AAAA`, 'x', 'a.b.c']) {
      expect([token, await currentOf(site, { authorization: `Bearer ${token}` })]).toEqual([token, null])
    }
  })
})

describe('jwt', () => {
  it('says what to do where a redirect would lose the bearer token', async () => {
    const site = await openApi({})
    const page = await new Browser(site).signInWithAmazon('vera')
    expect(page.location).toContain('code=session-failed')
    const [failed] = site.events.flatMap((event) => (event.type === 'failed' ? [String(event.error)] : []))
    expect(failed).toContain('jwt({ refreshToken: { cookie } })')
  })

  it('fails where verifying fails, and takes nobody for signed out', async () => {
    const broken = { ...jose, verify: () => Promise.reject(new Error('the key server is down')) }
    const site = await openApi({}, broken)
    const current = await currentOf(site, { authorization: 'Bearer a.b.c' })
    expect(current).toEqual({ problem: 'Error: the key server is down' })
  })

  it('leaves out what the application takes no more', async () => {
    const revokedBefore = new Date(Date.now() + 60_000)
    const site = await openApi({
      isValid: ({ startedAt }) => startedAt !== null && startedAt > revokedBefore,
    })
    const { token } = await signInForJson(site)
    expect(await currentOf(site, { authorization: `Bearer ${String(token)}` })).toBeNull()
  })

  it('gives a browser its refresh token in a cookie, and reads it on the next page', async () => {
    const table = new SessionTable('hashed')
    const site = await openApi({ refreshToken: refreshTokens(table, { name: 'refresh', secure: false }) })
    const visitor = new SessionVisitor(site)
    expect(await visitor.comeBackAs('vera')).toBe('/')
    expect(await visitor.told()).toMatchObject({ accountId: '1' })
    const first = visitor.browser.jar.get('refresh') ?? ''
    expect(await visitor.comeBackAs('vera')).toBe('/')
    expect([table.find(first), table.find(visitor.browser.jar.get('refresh') ?? '')?.userId]).toEqual([
      null,
      1,
    ])
  })

  it('tells both in the body to a client without cookies, under the names it knows', async () => {
    const table = new SessionTable('hashed')
    const site = await openApi({
      refreshToken: refreshTokens(table),
      body: { token: 'access_token', refreshToken: 'refreshToken' },
    })
    const told = await signInForJson(site)
    expect(told).toMatchObject({ access_token: expect.any(String), cookies: [] })
    expect(table.find(String(told['refreshToken']))).toMatchObject({ userId: 1 })
  })

  it('tells a page in a browser no token that has a cookie', async () => {
    const table = new SessionTable('hashed')
    const site = await openApi({
      cookie: { name: 'token', secure: false },
      refreshToken: refreshTokens(table, { name: 'refresh', secure: false }),
    })
    const { cookies, ...told } = await signInForJson(site)
    expect([Object.keys(told).includes('token'), Object.keys(told).includes('refresh_token')]).toEqual([
      false,
      false,
    ])
    expect(cookies).toEqual([
      expect.stringMatching(/^token=.*HttpOnly/),
      expect.stringMatching(/^refresh=.*HttpOnly/),
    ])
  })
})

function refreshTokens(
  table: SessionTable,
  cookie?: { readonly name: string; readonly secure: boolean },
): NonNullable<JwtOptions<Member>['refreshToken']> {
  return {
    find: async (token) => ({ ...table.find(token) }),
    create: async (values) => table.create(values),
    delete: async (token) => table.delete(token),
    idOf: ({ id }) => Number(id),
    ...(cookie === undefined ? {} : { cookie }),
  }
}
