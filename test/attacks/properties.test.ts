import * as fc from 'fast-check'
import Database from 'libsql'
import { describe, expect, it } from 'vitest'
import { parseEmail } from '../../src/amazon/email.js'
import { parseRegistration, type RegistrationForm } from '../../src/flows/registration-form.js'
import { failureCodes, refusalReasons } from '../../src/linking/reasons.js'
import { sqlHost } from '../../src/sql.js'
import { Browser } from '../support/browser.js'
import { useShop } from '../support/use-shop.js'
import { amendProfile, signInWithRawAnswers } from './hostile-answers.js'
import { anInstance, finish, start } from './instance.js'
import { base } from './oracles.js'

const open = useShop()

// E1: letters that change case, width or form into others, and what an address can be broken up with.
const spellings = (
  'ı \u212a ſ İ i\u0307 ß ẞ ﬁ ﬀ ＠ ﹫ ． 。 \u0430 ü u\u0308 . @ " , % _ \\ \0 \u200b \u202e < > ( ) \' + \t ' +
  'a A k K s S i I f v V ex EX .test @ex.test'
)
  .split(' ')
  .concat(' ')
const text = fc.string({ unit: fc.constantFrom(...spellings), maxLength: 12 })
const address = fc.oneof(
  text.map((local) => `${local}@ex.test`),
  text.map((domain) => `v@${domain}.test`),
  text,
)

const foldAscii = (value: string): string => value.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

/** All that other layers are known to make of a text: databases, browsers, mail servers, languages. */
const readings = (value: string): string[] =>
  ['NFC', 'NFD', 'NFKC', 'NFKD'].flatMap((form) => {
    const normal = value.normalize(form)
    return [normal, normal.toLowerCase(), normal.toUpperCase(), normal.toUpperCase().toLowerCase()]
  })

const isAscii = (value: string): boolean => /^[\0-\x7f]*$/.test(value)

describe('email', () => {
  it('is one address in every reading, once it is taken for one', () => {
    fc.assert(
      fc.property(address, (given) => {
        const taken = parseEmail(given)
        if (taken === null) return
        expect(taken).toBe(given)
        for (const reading of readings(taken)) {
          expect(reading.split('@')).toHaveLength(2)
          expect(reading).not.toMatch(/[\s"(),:;<>[\\\]\p{C}]/u)
          expect(reading.split('.')).toHaveLength(taken.split('.').length)
        }
      }),
      { numRuns: 20_000 },
    )
  })

  it('never turns into the ASCII address of somebody else', () => {
    fc.assert(
      fc.property(address, (given) => {
        if (parseEmail(given) === null || isAscii(given)) return
        for (const reading of readings(given)) expect(isAscii(reading), JSON.stringify(given)).toBe(false)
      }),
      { numRuns: 20_000 },
    )
  })

  it.each(['binary', 'nocase', 'rtrim'])(
    'locates by A to Z for a to z and by nothing else (%s)',
    async (kind) => {
      const database = new Database(':memory:')
      database.exec(`create table users (id integer primary key, email text collate ${kind})`)
      const accounts = { table: 'users', id: 'id', email: 'email' }
      const insert = database.prepare('insert into users (email) values (?)')
      const remove = database.prepare('delete from users')
      const hosts = (['ignore-case', 'exact'] as const).map((emailComparison) =>
        sqlHost({ database, accounts, emailComparison, links: { table: 'amazon_links' } }),
      )
      const pair = fc
        .tuple(address, fc.oneof(address, fc.constantFrom('swap', 'same', 'space', 'twin')))
        .map(([stored, asked]) => [stored, spelled(stored, asked)] as const)
        .filter(([stored]) => !stored.includes('\0'))
      await fc.assert(
        fc.asyncProperty(pair, async ([stored, asked]) => {
          remove.run()
          insert.run(stored)
          const [ignoring = 0, exact = 0] = await Promise.all(
            hosts.map(async (host) => (await host.findAccountsByEmail(asked)).length),
          )
          const isSame = foldAscii(stored) === foldAscii(asked) && asked !== ''
          expect([ignoring, exact]).toEqual([isSame ? 1 : 0, stored === asked && asked !== '' ? 1 : 0])
        }),
        { numRuns: 2_000 },
      )
      database.close()
    },
  )

  it('typed on the registration page passes as Amazon’s would, or not at all', async () => {
    const form: RegistrationForm = {
      ask: ['email', 'name'],
      require: [],
      fields: {},
      emailProof: 'none',
    }
    await fc.assert(
      fc.asyncProperty(address, text, async (email, name) => {
        const parsed = await parseRegistration(
          form,
          new Map([
            ['email', email],
            ['name', name],
          ]),
        )
        if ('problems' in parsed) return
        const { registration } = parsed
        expect(registration.email).toBe(email.trim() === '' ? null : parseEmail(email.trim()))
        expect(registration).toMatchObject({
          emailProven: false,
          postalCode: null,
          fields: {},
        })
        expect(registration.name ?? '').not.toMatch(/[\p{Cc}\u200b\u202e]/u)
      }),
      { numRuns: 5_000 },
    )
  })
})

/** What is asked for beside a stored address: another one, or a spelling of it. */
function spelled(stored: string, how: string): string {
  if (how === 'same') return stored
  if (how === 'space') return `${stored} `
  // Letters that are one and the same to Unicode, and two to the person whose mailbox it is.
  if (how === 'twin') return stored.replace(/k/gi, '\u212a').replace(/ü/g, 'u\u0308').replace(/ß/g, 'ẞ')
  if (how !== 'swap') return how
  return stored.replace(/[a-z]/gi, (letter) => (letter < 'a' ? letter.toLowerCase() : letter.toUpperCase()))
}

describe('a profile', () => {
  const odd = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom('', ' ', 'amzn1.account.V', '__proto__', 'x'.repeat(256), 1e308, -0, true, null),
    text,
  )
  const known = ['user_id', 'name', 'email', 'postal_code', 'Profile', 'CustomerId', 'error', '__proto__']
  const member = fc.tuple(fc.oneof(fc.constantFrom(...known), fc.string({ maxLength: 6 })), odd)
  const json = fc.oneof(
    // Written by hand, so that a name may come twice and `__proto__` is a name like another.
    fc
      .array(member, { maxLength: 8 })
      .map(
        (members) => `{${members.map((pair) => pair.map((part) => JSON.stringify(part)).join(':')).join()}}`,
      ),
    fc.jsonValue().map((value) => JSON.stringify(value)),
    fc.string({ maxLength: 40 }),
    fc.constantFrom('[]', '""', 'null', '{}', '{"user_id":1e400}', `${'['.repeat(5000)}${']'.repeat(5000)}`),
  )

  it('of any shape ends signed in or on a catalogued page, and only a sound one writes', async () => {
    const told: Set<string> = new Set([...failureCodes, ...refusalReasons])
    const codes = new Set<string>()
    await fc.assert(
      fc.asyncProperty(json, async (profile) => {
        const { location, signedIn } = await signInWithRawAnswers({ profile })
        const isSound = signsIn(profile)
        expect(signedIn, profile).toEqual(isSound ? ['1'] : [])
        if (isSound) {
          expect(location).toBe('/')
          return
        }
        const { pathname, searchParams } = new URL(location, 'http://inside')
        const code = searchParams.get('code') ?? searchParams.get('reason') ?? ''
        codes.add(code)
        expect([pathname, told.has(code)], profile).toEqual([`${base}/problem`, true])
        expect(['internal', 'host-failed', 'store-failed', 'session-failed']).not.toContain(code)
      }),
      { numRuns: 1_500 },
    )
    expect(codes).toContain('amazon-profile-invalid')
  })
})

/** What the catalogue of this library's rules says of a profile, written down a second time. */
function signsIn(profile: string): boolean {
  try {
    const value: unknown = JSON.parse(profile)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    const own = (name: string): unknown => (Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined)
    const isText = (name: string): boolean => typeof (own(name) ?? '') === 'string'
    if (typeof own('error') === 'string' || own('Profile') !== undefined || own('CustomerId') !== undefined)
      return false
    const id = own('user_id')
    const isId = typeof id === 'string' && /^[!-~]{1,255}$/.test(id)
    return isId && ['name', 'email', 'postal_code'].every(isText)
  } catch {
    return false
  }
}

describe('cookies', () => {
  const routes = ['start', 'callback', 'link', 'register', 'connections', 'pending', 'problem', 'nothing']

  it('of any kind break nothing, sign nobody in and ask Amazon nothing', async () => {
    const instance = anInstance()
    const { cookieName, cookieValue, state } = await start(instance)
    const name = fc.oneof(
      fc.constantFrom(cookieName, cookieName.replace('tx-', 'ticket-'), '__proto__', 'constructor', ''),
      fc.string({ maxLength: 8 }),
    )
    const broken = fc
      .tuple(fc.nat(cookieValue.length), fc.string({ maxLength: 3 }))
      .map(([at, given]) => cookieValue.slice(0, at) + given + cookieValue.slice(at + 1))
    const value = fc.oneof(fc.string(), broken, fc.constantFrom('', '=', '%E0%A4%A', 'a.b.c.d.e', '....'))
    const header = fc
      .array(fc.tuple(name, value), { maxLength: 6 })
      .map((pairs) =>
        pairs
          .map((pair) => pair.join('='))
          .join('; ')
          .replace(/[^\x20-\x7e]/g, ''),
      )
      .filter((cookie) => !cookie.split(/; */).includes(`${cookieName}=${cookieValue}`))
    await fc.assert(
      fc.asyncProperty(header, fc.constantFrom(...routes), async (cookie, route) => {
        const url = `http://inside${base}/${route}?code=ANcode&state=${state}`
        const response = await instance.sparekey.handler(new Request(url, { headers: { cookie } }))
        expect(response.status).toBeLessThan(500)
        expect(response.headers.get('location') ?? '').not.toMatch(/code=(?!.*reference)|^\/$/)
      }),
      { numRuns: 2_000 },
    )
    expect([instance.asked, instance.signedIn]).toEqual([[], []])
    expect(await finish(instance, { state, cookieName, cookieValue })).toBe('/')
  })

  it('fit into a browser, whatever Amazon tells and wherever the visitor wants to go', async () => {
    const shop = await open({ registration: { page: 'always' } })
    const domain = `${'用'.repeat(60)}.${'例'.repeat(60)}.${'子'.repeat(60)}.test`
    const letter = fc.constantFrom('a', '"', '用', '😀')
    await fc.assert(
      fc.asyncProperty(letter, letter, fc.constantFrom('x', '"', '/'), async (name, local, path) => {
        const email = `${local === '"' ? 'a' : local.repeat(30)}@${domain}`
        amendProfile(shop, { user_id: 'x'.repeat(255), name: name.repeat(200), email })
        const browser = new Browser(shop)
        await browser.signInWithAmazon('vera', { returnTo: `/x${path.repeat(1000)}` })
        for (const [cookie, value] of browser.jar)
          expect(`${cookie}=${value}`.length).toBeLessThanOrEqual(4096)
        const page = await browser.get(`${base}/register`)
        expect([page.status, page.text.includes(email)]).toEqual([200, true])
      }),
      { numRuns: 40 },
    )
  })
})
