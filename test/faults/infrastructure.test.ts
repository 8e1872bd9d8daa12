import { readFileSync } from 'node:fs'
import pg from 'pg'
import { sqlHost } from 'sparekey/sql'
import { describe, expect, it } from 'vitest'
import { createSparekey, type SparekeyOptions } from '../../src/index.js'
import { anInstance, finish, type Instance, start } from '../attacks/instance.js'
import { canaries } from '../support/canaries.js'
import { openPlainSite, type PlainAccount, type PlainSite, PlainVisitor } from '../support/plain-site.js'

const base = '/auth/amazon'
const [oldKey, newKey] = ['k1-0123456789-0123456789-0123456789', 'k2-0123456789-0123456789-0123456789']

describe('a database that is down', () => {
  it('inf-db-down-early: starting needs none, and coming back says so cleanly', async () => {
    const pool = new pg.Pool({ host: '127.0.0.1', port: 1, max: 2 })
    pool.on('error', () => {})
    const accounts = { table: 'users', id: 'id', email: 'email' }
    const host = sqlHost({ database: pool, accounts, links: { table: 'amazon_links' } })
    const instance = anInstance({
      host,
      links: host.links,
    })
    const left = await start(instance)
    const answer = await finish(instance, left)
    expect(answer).toContain('code=store-failed')
    expect(instance.signedIn).toEqual([])
    await pool.end()
  })

  it('inf-session-store-down: an account is made, nobody is half signed in, and the next try works', async () => {
    const store = { isDown: true }
    const site = openPlainSite({
      sessions: {
        current: async () => null,
        start: async ({ id }) => {
          if (store.isDown) throw new Error('connect ECONNREFUSED')
          return { headers: { 'set-cookie': `session=${id}~0; Path=/` } }
        },
      },
    })
    const visitor = new PlainVisitor(site)
    const refused = await visitor.signInWithAmazon()
    expect(refused.location).toContain('code=session-failed')
    expect(visitor.signedInAs).toBeNull()
    store.isDown = false
    await visitor.signInWithAmazon()
    expect([visitor.signedInAs, site.accounts.size, site.links.allLinks().length]).toEqual(['a1', 1, 1])
  })
})

describe('secrets that are rotated', () => {
  const withKeys = (...secret: [string, ...string[]]): Instance => anInstance({ secret })

  it('inf-key-rotation: what the old one sealed opens until it is taken away, and new values need the new one', async () => {
    const [before, between, after] = [withKeys(oldKey), withKeys(newKey, oldKey), withKeys(newKey)]
    expect(await finish(between, await start(before))).toBe('/')
    expect(await finish(after, await start(before))).toContain('reason=transaction-')
    expect(await finish(after, await start(between))).toBe('/')
    // An instance that has not heard of the new one yet asks to begin again, and asks Amazon nothing.
    const behind = withKeys(oldKey)
    expect(await finish(behind, await start(between))).toContain('reason=transaction-')
    expect(behind.asked).toEqual([])
  })

  it('inf-key-rotation: added everywhere first, and moved to the front then, nobody has to begin again', async () => {
    const [prepared, switched] = [withKeys(oldKey, newKey), withKeys(newKey, oldKey)]
    expect(await finish(prepared, await start(switched))).toBe('/')
    expect(await finish(switched, await start(prepared))).toBe('/')
  })

  it.each([
    ['none', undefined],
    ['an empty one', ''],
    ['a short one', 'secret'],
    ['sixteen bytes', '0123456789abcdef'],
    ['one character many times', 'a'.repeat(64)],
    ['Amazon’s own', canaries.clientSecret],
    ['an empty list', []],
    ['a short one among good ones', [oldKey, 'changeme']],
  ])('inf-key-weak: %s stops the site when it starts', (_name, secret) => {
    expect(() => anInstance({ secret: secret as never })).toThrow(/secret/i)
  })
})

describe('clocks that disagree', () => {
  const now = new Date('2026-03-01T12:00:00Z')
  const at = (seconds: number): Instance =>
    anInstance({ clock: () => new Date(now.getTime() + seconds * 1000) })

  it.each([
    [90, 0, 'arrives'],
    [0, -90, 'arrives'],
    [0, 899, 'arrives'],
    [0, 901, 'begins again'],
    [0, 90 + 901, 'begins again'],
    // A step back by an hour leaves transactions of the future, which no tolerance covers.
    [0, -3600, 'begins again'],
  ])('inf-clock-skew: started at %i s and back at %i s, the visitor %s', async (started, back, what) => {
    const answer = await finish(at(back), await start(at(started)))
    expect(answer === '/' ? 'arrives' : 'begins again').toBe(what)
  })
})

describe('a deployment while visitors are at Amazon', () => {
  it.each([
    ['a version to come', (value: string) => value.replace(/^v1\./, 'v2.')],
    ['no version', (value: string) => value.replace(/^v1\./, '')],
    ['one field more', (value: string) => `${value}.more`],
    ['one field less', (value: string) => value.split('.').slice(0, 3).join('.')],
  ])('inf-deploy-midflow: a cookie of %s makes them begin again', async (_name, change) => {
    const instance = anInstance()
    const left = await start(instance)
    const changed = { ...left, cookieValue: change(left.cookieValue) }
    expect(changed).not.toEqual(left)
    expect(await finish(instance, changed)).toContain('reason=transaction-')
    expect(instance.asked).toEqual([])
  })
})

describe('a proxy that ends TLS', () => {
  it.each([undefined, 'http', 'https', 'ftp, https'])(
    'inf-proxy-scheme: cookies are Secure and the way back is https, whatever x-forwarded-proto says (%s)',
    async (scheme) => {
      const { sparekey } = anInstance()
      const headers =
        scheme === undefined ? {} : { 'x-forwarded-proto': scheme, 'x-forwarded-host': 'evil.test' }
      const answer = await sparekey.handler(new Request(`http://10.0.0.7:3000${base}/start`, { headers }))
      expect(answer.headers.getSetCookie().every((line) => /; Secure/i.test(line))).toBe(true)
      const asked = new URL(answer.headers.get('location') ?? '').searchParams
      expect(asked.get('redirect_uri')).toBe(`https://shop.example${base}/callback`)
    },
  )

  it('inf-proxy-scheme: a public site over plain http is refused when it starts, a loopback one is not', () => {
    expect(() => anInstance({ baseUrl: 'http://shop.example' })).toThrow(/https/)
    expect(() => anInstance({ baseUrl: 'http://localhost:3000' })).not.toThrow()
  })
})

type Hook = 'admit' | 'verifyPassword' | 'findAccount' | 'waysToSignIn'

describe('a host that is half there', () => {
  it.each([
    ['undefined', async () => undefined],
    ['null', async () => null],
    ['true', async () => true],
    ['an object', async () => ({})],
    ['an exception', async () => Promise.reject(new Error('broken'))],
  ])('inf-config-fail-open: a gate that answers %s keeps everybody out', async (_name, admit) => {
    const site = openPlainSite({ host: { admit: admit as never } })
    const visitor = new PlainVisitor(site)
    await visitor.signInWithAmazon()
    expect(visitor.signedInAs).toBeNull()
  })

  it.each(['admit', 'findAccount'] as const)(
    'inf-config-fail-open: a host whose %s never answers fails the request',
    async (hook: Hook) => {
      const hangs: { never: boolean } = { never: false }
      const real: Partial<Record<Hook, unknown>> = {
        admit: async () => 'admitted',
        findAccount: async (id: string) => site.accounts.get(id) ?? null,
      }
      const either = (...given: unknown[]) =>
        hangs.never ? new Promise(() => {}) : (real[hook] as (...all: unknown[]) => unknown)(...given)
      const site: PlainSite = openPlainSite({
        host: { [hook]: either },
        policy: { hostDeadlineSeconds: 1 },
      })
      await new PlainVisitor(site).signInWithAmazon()
      hangs.never = true
      const visitor = new PlainVisitor(site)
      expect((await visitor.signInWithAmazon()).location).toContain('code=host-failed')
      expect(visitor.signedInAs).toBeNull()
    },
  )

  it.each([
    'findAccount',
    'findAccountsByEmail',
    'verifyPassword',
    'createAccount',
    'waysToSignIn',
    'endAccess',
  ])('inf-config-fail-open: a host without %s does not start', (name) => {
    const { accounts } = openPlainSite()
    const host: Partial<SparekeyOptions<PlainAccount>['host']> = {
      findAccount: async (id) => accounts.get(id) ?? null,
      findAccountsByEmail: async () => [],
      verifyPassword: async () => 'wrong',
      createAccount: async () => ({ problems: [] }),
      waysToSignIn: async () => [],
      endAccess: async () => {},
    }
    Reflect.deleteProperty(host, name)
    expect(() => anInstance({ host: host as never })).toThrow(name)
    expect(() => createSparekey(undefined as never)).toThrow()
  })
})

describe('the packages that come along', () => {
  const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as {
    packages: Record<
      string,
      { dev?: boolean; optional?: boolean; hasInstallScript?: boolean; resolved?: string }
    >
  }
  const own = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    dependencies: Record<string, string>
  }

  it('inf-supply-chain: run no script when they are installed, and are few and pinned', () => {
    const shipped = Object.entries(lock.packages).filter(
      ([path, { dev }]) => path.startsWith('node_modules/') && dev !== true,
    )
    expect(
      shipped.filter(([, { hasInstallScript }]) => hasInstallScript === true).map(([path]) => path),
    ).toEqual([])
    expect(Object.keys(own.dependencies).length).toBeLessThanOrEqual(14)
    expect(Object.values(own.dependencies).filter((range) => !/^\d+\.\d+\.\d+$/.test(range))).toEqual([])
  })
})
