import { EncryptJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import type { Ticket } from '../../src/flows/ticket.js'
import { readCookies } from '../../src/http/cookies.js'
import { createKeys } from '../../src/http/keys.js'
import { openTicket, sealTicket } from '../../src/http/seal-ticket.js'
import type { SparekeyOptions } from '../../src/index.js'
import { Browser } from '../support/browser.js'
import { addUser } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import { anInstance, finish, type Instance, start } from './instance.js'
import { base, expectClean, expectNoUpstream, expectNoWrite, snapshot, transactionsOf } from './oracles.js'
import { ticketOf } from './tickets.js'

const open = useShop()

async function pendingWith({ sparekey }: Instance, name: string, value: string): Promise<number> {
  const headers = { cookie: `${name}=${value}`, accept: 'application/json' }
  const pending = await sparekey.handler(
    new Request(`http://inside${sparekey.basePath}/pending`, { headers }),
  )
  const { outcome } = (await pending.json()) as { outcome: string }
  return outcome === 'refused' ? pending.status : 200
}

const always: Partial<SparekeyOptions> = { registration: { page: 'always' } }

describe('a sealed value in the wrong place', () => {
  it.each([
    ['another site', { ...always, baseUrl: 'https://test.shop.example' }],
    ['another path of the site', { ...always, baseUrl: 'https://shop.example/test' }],
    [
      'another client',
      { ...always, amazon: { clientId: 'amzn1.application-oa2-client.b', clientSecret: 'b' } },
    ],
    ['another secret', { ...always, secret: 'another-secret-that-is-long-enough-0123456789' }],
  ])('cookie-type-confusion: a ticket of %s opens nowhere else', async (_name, changes) => {
    const ours = anInstance(always)
    const theirs = anInstance(changes)
    const own = await ticketOf(theirs)
    expect(await pendingWith(theirs, own.name, own.value)).toBe(200)
    expect(await pendingWith(ours, own.name, own.value)).toBe(400)
    // The same for a round trip under way.
    expect(await finish(ours, await start(theirs))).toContain('reason=transaction-')
    expect(ours.asked).toEqual([])
  })

  it('cookie-type-confusion: a transaction is no ticket, a ticket no transaction, and a session neither', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    await browser.request('POST', '/basket', { json: { item: 'tea' } })
    await browser.signInWithAmazon('vera')
    const callback = await browser.goToAmazon('vera')
    const ticketName = [...browser.jar.keys()].find((name) => name.includes('.ticket-')) ?? ''
    const [transactionName = ''] = transactionsOf(browser)
    const values = [...browser.jar.values()]
    const before = snapshot(shop)
    shop.emulator.log.clear()
    for (const value of values) {
      const other = new Browser(shop)
      other.jar.set('connect.sid', value === browser.jar.get('connect.sid') ? '' : value)
      other.jar.set(ticketName, value === browser.jar.get(ticketName) ? '' : value)
      other.jar.set(transactionName, value === browser.jar.get(transactionName) ? '' : value)
      await expectClean(other, await other.get(callback), 'transaction-unknown')
      expect((await other.get(`${base}/link`)).status).toBe(400)
      expect((await other.get(`${base}/connections`)).status).toBe(401)
      expect(await other.me()).toMatchObject({ userId: null, basket: null })
    }
    expectNoUpstream(shop)
    expectNoWrite(shop, before)
  })
})

describe('a sealed value that was changed', () => {
  const changes: [string, (value: string) => string][] = [
    ['cut', (value) => value.slice(0, -1)],
    ['two parts swapped', (value) => value.split('.').toReversed().join('.')],
    ['another key named', (value) => value.replace(/\.[^.]+\./, '.AAAAAAAA.')],
    ['nothing', () => ''],
    ['a megabyte', () => 'A'.repeat(1_000_000)],
    ['not base64', (value) => value.replaceAll(/[A-Za-z]/g, '%')],
    ['percent-encoded', (value) => encodeURIComponent(value).replaceAll('.', '%2E')],
    ['quoted', (value) => `"${value}"`],
    ['grown', (value) => `${value}A`],
  ]

  it.each(changes)('cookie-tamper: %s is refused in the same words as none at all', async (_name, change) => {
    const instance = anInstance(always)
    const transaction = await start(instance)
    const changed = { ...transaction, cookieValue: change(transaction.cookieValue) }
    const location = await finish(instance, changed)
    expect(location).toMatch(/\/problem\?reason=transaction-(unknown|missing)$/)
    const ticket = await ticketOf(instance)
    expect(await pendingWith(instance, ticket.name, change(ticket.value))).toBe(400)
    expect(instance.events.filter(({ type }) => type === 'failed')).toEqual([])
    expect(instance.signedIn).toEqual([])
  })

  it('cookie-tamper: a header out of all proportion holds no cookies, and costs nothing', () => {
    const cookie = Array.from({ length: 20_000 }, (_, index) => `c${index}=${index}`).join('; ')
    const request = new Request('http://inside/', { headers: { cookie } })
    expect(readCookies(request).size).toBe(0)
  })

  it('cookie-tamper: no nonce comes twice', async () => {
    const keys = createKeys(['a-secret-of-some-length-0123456789-abc'], 'here')
    const nonces = new Set<string>()
    for (let count = 0; count < 10_000; count += 1) {
      nonces.add((await sealTicket(keys, aTicket)).split('.')[2] ?? '')
    }
    expect(nonces.size).toBe(10_000)
    expect(Math.min(...[...nonces].map((nonce) => nonce.length))).toBe(16)
  })

  it.each([
    { alg: 'none' },
    { alg: 'PBES2-HS256+A128KW', p2s: 'AAAAAAAAAAAA', p2c: 100_000_000 },
    { enc: 'A128GCM' },
    { typ: 'JWT' },
    { kid: 'x' },
    { kid: undefined },
    { zip: 'DEF' },
    { crit: ['exp'], exp: 0 },
  ])('cookie-tamper: a ticket whose header says %o does not open', async (change) => {
    const instance = anInstance(always)
    const { name, value } = await ticketOf(instance)
    const [header = '', ...rest] = value.split('.')
    const fields: Record<string, unknown> = JSON.parse(Buffer.from(header, 'base64url').toString())
    const other = Buffer.from(JSON.stringify({ ...fields, ...change })).toString('base64url')
    expect(await pendingWith(instance, name, [other, ...rest].join('.'))).toBe(400)
    expect(await pendingWith(instance, name, value)).toBe(200)
  })

  it.each([
    { alg: 'dir', enc: 'A256GCM' },
    { alg: 'dir', enc: 'A256GCM', typ: 'JWT' },
  ])('cookie-type-confusion: what the same key sealed as %o is no ticket', async (header) => {
    const keys = createKeys(['a-secret-of-some-length-0123456789-abc'], 'here')
    const sealed = await new EncryptJWT({ ticket: { id: 'x' } })
      .setProtectedHeader({ ...header, kid: keys[0].id })
      .encrypt(keys[0].bytes('ticket'))
    expect(await openTicket(keys, sealed)).toBeNull()
    expect(keys[0].bytes('ticket')).not.toEqual(keys[0].bytes('transaction'))
  })
})

const aTicket: Ticket = {
  id: 'T'.repeat(22),
  identity: { issuer: 'https://www.amazon.com', subject: 'amzn1.account.VERA' },
  profile: { name: 'Vera', email: null, postalCode: null },
  intent: 'sign-in',
  returnTo: '/',
  startedBy: null,
  waitsFor: 'proof',
  emailDeclined: false,
  mailProof: null,
  issuedAt: new Date(0),
  expiresAt: new Date(900_000),
}
