import { randomUUID } from 'node:crypto'
import { hashSync, verify } from '@node-rs/bcrypt'
import { describe, expect, it } from 'vitest'
import type { Visitor } from '../../src/index.js'
import { memoryLimiter } from '../../src/limits/memory-limiter.js'
import { openMailingSite } from '../life/mails.js'
import { Browser } from '../support/browser.js'
import { type PlainSite, PlainVisitor } from '../support/plain-site.js'
import { addUser, password, type Shop } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import { base } from './oracles.js'

const open = useShop()

/** A site that counts how often a password was really checked, and by whom. */
function openCounting(options: Parameters<typeof openMailingSite>[0] = {}) {
  const checked: string[] = []
  const site = openMailingSite({
    host: {
      verifyPassword: async (account, typed) => {
        checked.push(`${account.id}: ${typed}`)
        return account.password === typed ? 'correct' : 'wrong'
      },
    },
    ...options,
  })
  return { site, checked }
}

/** A new customer of Amazon, with the address of somebody else, at the prompt. */
async function stranger(
  site: PlainSite,
  email = 'vera@ex.test',
): Promise<{ visitor: PlainVisitor; csrf: string }> {
  site.customer = { user_id: `amzn1.account.${randomUUID()}`, name: 'M', email }
  const visitor = new PlainVisitor(site)
  await visitor.signInWithAmazon()
  return { visitor, csrf: (await visitor.get(`${base}/link`)).csrf }
}

describe('guessing at the prompt', () => {
  it('bf-link-prompt: by one stranger ends after five, with new tickets, browsers and addresses too', async () => {
    const { site, checked } = openCounting()
    site.add({ email: 'vera@ex.test', password: 'right' })
    site.customer = { user_id: 'amzn1.account.MALLORY', name: 'M', email: 'vera@ex.test' }
    for (let guess = 0; guess < 20; guess += 1) {
      const visitor = new PlainVisitor(site)
      await visitor.signInWithAmazon()
      const { csrf } = await visitor.get(`${base}/link`)
      await visitor.post(`${base}/link`, { csrf, password: `guess ${guess}` })
    }
    expect(checked).toHaveLength(5)
  })

  it('bf-link-prompt: by many strangers ends after a hundred, and the owner still signs in and links', async () => {
    const { site, checked } = openCounting()
    const vera = site.add({ email: 'vera@ex.test', password: 'right', emailProven: true })
    for (let turn = 0; turn < 30; turn += 1) {
      const { visitor, csrf } = await stranger(site)
      for (let guess = 0; guess < 5; guess += 1)
        await visitor.post(`${base}/link`, { csrf, password: `guess ${guess}` })
    }
    expect(checked).toHaveLength(100)
    site.customer = { user_id: 'amzn1.account.VERA', name: 'Vera', email: 'vera@ex.test' }
    const owner = new PlainVisitor(site)
    owner.signIn(vera)
    const started = await owner.post(`${base}/start`, { intent: 'link' }, { accept: 'application/json' })
    await owner.get(owner.backFrom(String(JSON.parse(started.text).location)))
    const { csrf } = await owner.get(`${base}/link`)
    await owner.post(`${base}/link`, { csrf })
    expect(site.links.allLinks()).toMatchObject([{ accountId: 'a1' }])
  })

  it('bf-link-prompt: shares the lockout of the site’s own sign-in, by which a stranger locks out nobody else', async () => {
    const shop = await openLockingShop()
    const mallory = new Browser(shop)
    mallory.jar.set('client', 'mallory')
    const tries: number[] = []
    await mallory.signInWithAmazon('mallory')
    const { csrf } = await mallory.get(`${base}/link`)
    for (let guess = 0; guess < 3; guess += 1) {
      const own = { json: { email: 'vera@ex.test', password: `own ${guess}` } }
      tries.push((await mallory.request('POST', '/locking-sign-in', own)).status)
      tries.push((await mallory.post(`${base}/link`, { csrf, password: `guess ${guess}` })).status)
    }
    // Four guesses over both ways together; then the right password is worth nothing either.
    expect(tries).toEqual([403, 403, 403, 403, 429, 429])
    expect((await mallory.post(`${base}/link`, { csrf, password })).status).toBe(429)
    const right = { json: { email: 'vera@ex.test', password } }
    expect((await mallory.request('POST', '/locking-sign-in', right)).status).toBe(429)
    expect(shop.rows('select * from amazon_links')).toEqual([])
    const vera = new Browser(shop)
    vera.jar.set('client', 'vera')
    expect((await vera.request('POST', '/locking-sign-in', right)).status).toBe(200)
    await vera.signInWithAmazon('vera')
    const form = await vera.get(`${base}/link`)
    expect((await vera.post(`${base}/link`, { csrf: form.csrf, password })).status).toBe(303)
  })

  it.each([
    'VERA@EX.TEST',
    ' vera@ex.test ',
    'Vera@ex.test',
    'vera@EX.test',
    'vera@ex.test\u200b',
    'ｖera@ex.test',
    'vera+1@ex.test',
  ])(
    'bf-key-variants: has one budget for an account, however its address is written: %j',
    async (variant) => {
      const shop = await open()
      addUser(shop, { email: 'vera@ex.test' })
      const browser = new Browser(shop)
      await browser.signInWithAmazon('mallory')
      const { csrf } = await browser.get(`${base}/link`)
      const statuses: number[] = []
      for (let guess = 0; guess < 8; guess += 1) {
        const email = guess % 2 === 0 ? variant : 'vera@ex.test'
        statuses.push(
          (await browser.post(`${base}/link`, { csrf, email, password: `guess ${guess}` })).status,
        )
      }
      expect(statuses).toEqual([403, 403, 403, 403, 403, 429, 429, 429])
      const perAccount = shop.rows("select id, attempts from sparekey_limits where id like '%link-account%'")
      expect(perAccount.length).toBeLessThanOrEqual(1)
    },
  )

  it('bf-parallel: two hundred at once reach the password check five times', async () => {
    const checks: string[] = []
    const shop = await open({
      host: {
        verifyPassword: async (_account, typed) => {
          checks.push(typed)
          return 'wrong'
        },
      },
    })
    addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('mallory')
    const { csrf } = await browser.get(`${base}/link`)
    const all = Array.from({ length: 200 }, (_, guess) =>
      browser.post(`${base}/link`, { csrf, password: `guess ${guess}` }),
    )
    await Promise.all(all)
    expect(checks).toHaveLength(5)
  })

  it('bf-counter-reset: success at an account of one’s own buys no guesses at another', async () => {
    const { site, checked } = openCounting({ clientAddress: () => '203.0.113.7' })
    site.add({ email: 'vera@ex.test', password: 'right' })
    const guesses = () => checked.filter((one) => one.startsWith('a1'))
    for (let turn = 0; turn < 40; turn += 1) {
      const own = site.add({ email: `m${turn}@ex.test`, password: 'kM' })
      const { visitor, csrf } = await stranger(site)
      const jar = new Map(visitor.jar)
      for (let guess = 0; guess < 2; guess += 1)
        await visitor.post(`${base}/link`, { csrf, password: `guess ${turn} ${guess}` })
      await visitor.post(`${base}/link`, { csrf, email: own.email ?? '', password: 'kM' })
      for (const [name, value] of jar) visitor.jar.set(name, value)
      await visitor.post(`${base}/link`, { csrf, password: `guess ${turn} again` })
    }
    // Thirty tries in a quarter of an hour from one address, whatever else succeeded there.
    expect(guesses().length).toBeLessThanOrEqual(30)
    expect(checked.length).toBeLessThanOrEqual(30)
  })

  it('bf-xff: believes no header about where a guess comes from, unless the site does', async () => {
    const keys: string[] = []
    const counting = memoryLimiter()
    const limiter = {
      ...counting,
      consume: (...given: Parameters<typeof counting.consume>) => {
        if (given[0].name.endsWith('-client')) keys.push(given[1])
        return counting.consume(...given)
      },
    }
    const { site } = openCounting({ limiter })
    site.add({ email: 'vera@ex.test', password: 'right' })
    const { visitor, csrf } = await stranger(site)
    for (const address of ['198.51.100.1', '198.51.100.2']) {
      const headers = {
        'x-forwarded-for': address,
        forwarded: `for=${address}`,
        'x-real-ip': address,
        'cf-connecting-ip': address,
        'true-client-ip': address,
      }
      await visitor.post(`${base}/link`, { csrf, password: 'guess' }, headers)
    }
    expect(keys.filter((key) => key.includes('198.51.100'))).toEqual([])
    const trusting = openCounting({
      limiter,
      clientAddress: ({ request }: Visitor) => request.headers.get('x-real-ip'),
    })
    trusting.site.add({ email: 'vera@ex.test', password: 'right' })
    const other = await stranger(trusting.site)
    await other.visitor.post(
      `${base}/link`,
      { csrf: other.csrf, password: 'x' },
      { 'x-real-ip': '203.0.113.9' },
    )
    expect(keys).toContain('203.0.113.9')
  })

  it('bf-handles: made-up tickets, tokens and codes cost no query, no hash and no call, and open nothing', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('mallory')
    const names = [...browser.jar.keys()]
    const asked = shop.emulator.log.entries.length
    shop.statements.length = 0
    for (let turn = 0; turn < 50; turn += 1) {
      const thief = new Browser(shop)
      const made = randomUUID().replaceAll('-', '')
      for (const name of names) thief.jar.set(name, `${made}.${made}`)
      expect((await thief.post(`${base}/link`, { csrf: made, password: 'x', code: made })).status).toBe(400)
      expect((await thief.post(`${base}/undo`, { token: made })).status).toBe(410)
      expect((await thief.get(`${base}/undo?token=${made}`)).status).toBe(410)
      expect((await thief.get(`${base}/callback?code=${made}&state=${made}`)).location).toContain('/problem')
    }
    expect(shop.statements).toEqual([])
    expect(shop.emulator.log.entries).toHaveLength(asked)
  })

  it('pw-oversize: is not hashed beyond 1024 characters, nor changed before', async () => {
    const { site, checked } = openCounting()
    site.add({ email: 'vera@ex.test', password: 'right' })
    const typed = ['x'.repeat(1025), 'x'.repeat(60_000), 'y'.repeat(1024), ' right ', 'pa\u0308ss']
    for (const given of typed) {
      const { visitor, csrf } = await stranger(site)
      expect((await visitor.post(`${base}/link`, { csrf, password: given })).status).toBe(403)
    }
    expect(checked).toEqual(typed.slice(2).map((given) => `a1: ${given}`))
    const { visitor, csrf } = await stranger(site)
    expect((await visitor.post(`${base}/link`, { csrf, password: 'x'.repeat(1_000_000) })).status).toBe(413)
    expect((await visitor.post(`${base}/link`, { csrf, password: 'ri\0ght' })).status).toBe(400)
  })
})

/** A shop whose sign-in page and prompt check passwords in one place: four wrong ones by one client lock an account for it. */
async function openLockingShop(): Promise<Shop> {
  const wrong = new Map<string, number>()
  const check = async (
    id: string,
    typed: string,
    cookies: string,
  ): Promise<'correct' | 'wrong' | 'locked'> => {
    const key = `${id} ${/client=(\w+)/.exec(cookies)?.[1]}`
    if ((wrong.get(key) ?? 0) >= 4) return 'locked'
    const isRight = await verify(typed, stored)
    wrong.set(key, isRight ? 0 : (wrong.get(key) ?? 0) + 1)
    return isRight ? 'correct' : 'wrong'
  }
  const stored = hashSync(password, 4)
  const shop = await open({
    host: {
      verifyPassword: ({ id }, typed, { request }) => check(id, typed, request.headers.get('cookie') ?? ''),
    },
    before: (app) => {
      app.post('/locking-sign-in', async (req, res) => {
        const chunks: Buffer[] = []
        for await (const chunk of req) chunks.push(chunk as Buffer)
        const { password: typed } = JSON.parse(Buffer.concat(chunks).toString()) as { password: string }
        const answer = await check('1', typed, req.headers.cookie ?? '')
        res.status({ correct: 200, wrong: 403, locked: 429 }[answer]).json({})
      })
    },
  })
  addUser(shop, { email: 'vera@ex.test' })
  return shop
}
