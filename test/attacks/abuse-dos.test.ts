import { randomUUID } from 'node:crypto'
import Database from 'libsql'
import { describe, expect, it } from 'vitest'
import { parseEmail } from '../../src/amazon/email.js'
import { parseCode } from '../../src/flows/mail-code.js'
import { readCookies } from '../../src/http/cookies.js'
import { createKeys } from '../../src/http/keys.js'
import { openMail, openUndo, sealMail, sealUndo } from '../../src/http/seal-mail.js'
import { sqlHost } from '../../src/sql.js'
import { openMailingSite } from '../life/mails.js'
import { tableMapping, usersMapping, usersTable } from '../sql/fixture.js'
import { Browser } from '../support/browser.js'
import { PlainVisitor } from '../support/plain-site.js'
import { addUser } from '../support/shop.js'
import { traced } from '../support/trace.js'
import { useShop } from '../support/use-shop.js'
import { anInstance, start } from './instance.js'
import { base, transactionsOf } from './oracles.js'
import { ticketOf } from './tickets.js'

const open = useShop()
const hundredThousand = 100_000

/** Every cookie that this browser holds fits, and all of them together. */
function expectBounded(jar: ReadonlyMap<string, string>): void {
  const sizes = [...jar].map(([name, value]) => name.length + value.length + 1)
  expect(Math.max(...sizes)).toBeLessThanOrEqual(4096)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(8192)
}

describe('cookies', () => {
  it('cookie-bomb: of a hundred starts five are kept, and no header grows too long', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    for (let turn = 0; turn < 100; turn += 1) {
      const page = await browser.get(`${base}/start?return_to=/${'x'.repeat(1000)}`)
      expect(page.status).toBe(303)
      expect(transactionsOf(browser).length).toBeLessThanOrEqual(5)
      expectBounded(browser.jar)
    }
    expect((await browser.get(`${base}/start?return_to=/${'x'.repeat(8192)}`)).status).toBe(303)
    expectBounded(browser.jar)
  })

  it('cookie-bomb: a ticket holds no more of what is typed than an address has', async () => {
    const site = openMailingSite()
    site.add({ email: 'vera@ex.test', password: 'x' })
    const visitor = new PlainVisitor(site)
    await visitor.signInWithAmazon()
    const { csrf } = await visitor.get(`${base}/link`)
    for (const email of [`${'x'.repeat(3000)}@ex.test`, 'y'.repeat(60_000), '😀'.repeat(5000)]) {
      await visitor.post(`${base}/link/mail`, { csrf, email })
      expectBounded(visitor.jar)
      expect((await visitor.get(`${base}/link`)).status).toBe(200)
    }
  })

  it.each([
    'tx=%E0%A4%A',
    ';;;=',
    '='.repeat(16_000),
    `a=${'%'.repeat(16_000)}`,
    'a=b; '.repeat(3000),
    '\u00ff\u00fe=\u00ff',
    '__proto__=1; constructor=2; hasOwnProperty=3',
  ])('malformed-headers-crash: is met by a page, for the cookie header %j', async (cookie) => {
    const instance = anInstance()
    const { cookieName } = await start(instance)
    const headers = {
      cookie: `${cookieName}=%E0%A4%A; ${cookie}`,
      authorization: 'Bearer \u00ff,,,; "',
      accept: ';;q=,*/*/*;;',
      'accept-language': `${'a-'.repeat(5000)};q=x`,
      'content-length': 'many',
      'content-type': ';;;charset="',
      'sec-fetch-site': '\u00ff',
      origin: 'http://[',
      referer: '://',
      host: 'evil.example:99999',
      'x-forwarded-host': 'evil.example',
    }
    for (const path of [
      'start',
      'callback?state=%&code=%E0%A4%A',
      'link',
      'undo?token=%',
      'connections',
      'pending',
    ]) {
      for (const method of ['GET', 'POST']) {
        const body = method === 'POST' ? '%E0%A4%A=%&=&&' : null
        const request = new Request(`http://inside${base}/${path}`, { method, headers, body })
        const { status, headers: answered } = await instance.sparekey.handler(request)
        expect(status, `${method} ${path}`).toBeLessThan(500)
        expect(JSON.stringify([...answered])).not.toContain('evil')
      }
    }
  })
})

describe('sealed values', () => {
  const keys = createKeys(['first-secret-0123456789-abcdefghijkl'], 'here')
  const undo = {
    accountId: '1',
    identity: { issuer: 'https://www.amazon.com', subject: 'S' },
    linkedAt: 1,
    expiresAt: 2,
  }
  const mail = { accountId: '1', mail: { to: 'v@ex.test', subject: 's', text: 't', html: '<p>t</p>' } }

  it('jwe-bomb: of undo links and mails open only as they were sealed, and as what they are', async () => {
    const sealedUndo = await sealUndo(keys, undo)
    const sealedMail = await sealMail(keys, mail)
    expect([await openUndo(keys, sealedUndo), await openMail(keys, sealedMail)]).toEqual([undo, mail])
    expect([await openUndo(keys, sealedMail), await openMail(keys, sealedUndo)]).toEqual([null, null])
    for (const sealed of [sealedUndo, sealedMail]) {
      const [, ...rest] = sealed.split('.')
      const header = (more: object) =>
        Buffer.from(JSON.stringify({ alg: 'dir', enc: 'A256GCM', kid: keys[0].id, ...more })).toString(
          'base64url',
        )
      const bombs = [
        [header({ zip: 'DEF' }), ...rest].join('.'),
        [header({ alg: 'PBES2-HS256+A128KW', p2c: 2 ** 31 }), ...rest].join('.'),
        `${sealed}${'A'.repeat(1_000_000)}`,
        'a.'.repeat(hundredThousand),
        sealed.slice(1),
        '',
      ]
      for (const bomb of bombs)
        expect([await openUndo(keys, bomb), await openMail(keys, bomb)]).toEqual([null, null])
    }
  })

  it('jwe-bomb: ends in a page, wherever one is handed in', async () => {
    const { sparekey } = anInstance()
    for (const token of ['a.'.repeat(30_000), 'A'.repeat(60_000)]) {
      const page = await sparekey.handler(new Request(`http://inside${base}/undo?token=${token}`))
      expect(page.status).toBe(410)
    }
  })
})

describe('texts of a hundred thousand characters', () => {
  const hostile = [
    'a',
    ' ',
    '\t',
    '.',
    '@',
    '-',
    '%',
    '(',
    '=',
    ';',
    ',',
    '\u00e9',
    '0',
    'O',
    ' a',
    'a@',
    '.-',
    ';q=',
  ]
    .map((piece) => piece.repeat(hundredThousand / piece.length))
    .flatMap((text) => [text, `a${text}!`, `!${text}a@a.`, `a=${text}x`])

  // A parser that goes over its text once is done in no time; one that starts over for each character never is.
  it('redos: are read once by every parser', () => {
    for (const text of hostile) {
      expect(parseEmail(text)).toBeNull()
      expect(parseCode(text)).toBeNull()
    }
  })

  it('redos: in a cookie header are read once', () => {
    for (const text of hostile) {
      const cookie = text.slice(0, 60_000).replaceAll(/[^\x20-\x7e\t]/g, 'e')
      const request = new Request('http://inside/')
      Object.defineProperty(request, 'headers', { value: new Map([['cookie', cookie]]) })
      expect(readCookies(request).size).toBeLessThan(2)
    }
  })

  it('redos: as anything that a visitor can send end in a page', async () => {
    const site = openMailingSite({ registration: { page: 'always' } })
    const visitor = new PlainVisitor(site)
    await visitor.signInWithAmazon()
    const { csrf } = await visitor.get(`${base}/register`)
    for (const text of hostile) {
      const part = text.slice(0, 20_000)
      const query = encodeURIComponent(part)
      const nobody = new PlainVisitor(site)
      const answers = [
        await nobody.get(`${base}/start?return_to=/${query}`),
        await nobody.get(`${base}/callback?code=${query}&state=${query}`),
        await nobody.get(`${base}/undo?token=${query}`),
        await nobody.get(`${base}/problem?reason=${query}&reference=${query}`),
        await nobody.get(`${base}/start`, {
          'accept-language': part.replaceAll(/[^\x21-\x7e]/g, '-'),
          accept: part.replaceAll(/[^\x21-\x7e]/g, ','),
        }),
        await visitor.post(`${base}/register`, {
          csrf,
          email: part.slice(0, 5000),
          name: part.slice(0, 5000),
        }),
        await visitor.post(`${base}/link`, { csrf, code: part.slice(0, 5000) }),
      ]
      expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    }
  })
})

describe('what is abandoned', () => {
  it('pending-garbage: leaves no row at all until somebody proves something', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    shop.statements.length = 0
    for (let turn = 0; turn < 20; turn += 1) await new Browser(shop).signInWithAmazon('mallory')
    expect(shop.statements.filter((sql) => /^\s*(?:insert|update|delete)/i.test(sql))).toEqual([])
  })

  it.each(['sparekey_tickets', 'sparekey_limits', 'sparekey_outbox'])(
    'pending-garbage: of a hundred thousand expired rows in %s each use clears some, by the index',
    async (table) => {
      const database = new Database(':memory:')
      database.exec(usersTable)
      const statements: string[] = []
      const given = traced(database, statements)
      const host = sqlHost({ database: given, accounts: usersMapping, links: tableMapping })
      await host.migrate()
      const more = {
        sparekey_tickets: '',
        sparekey_limits: ', attempts',
        sparekey_outbox: ', attempts, sealed, due_at',
      }
      const values: Record<keyof typeof more, string> = {
        sparekey_tickets: '',
        sparekey_limits: ', 1',
        sparekey_outbox: ", 0, 'x', '2020-01-01'",
      }
      const name = table as keyof typeof more
      database.exec(`with recursive n(i) as (select 1 union all select i + 1 from n where i < 100000)
        insert into ${name} (id, expires_at${more[name]}) select 'old ' || i, '2020-01-01T00:00:00.000Z'${values[name]} from n`)
      const left = () => (database.prepare(`select count(*) as n from ${name}`).get([]) as { n: number }).n
      const now = new Date()
      const use = async () => {
        if (name === 'sparekey_tickets')
          await host.links.redeemTicket({ id: randomUUID(), expiresAt: new Date(now.getTime() + 1000) })
        if (name === 'sparekey_limits')
          await host.limiter.consume({ name: 'l', attempts: 5, windowSeconds: 60 }, randomUUID())
        if (name === 'sparekey_outbox') await host.links.outbox?.claim(now, now, 1)
      }
      statements.length = 0
      for (let turn = 0; turn < 20; turn += 1) await use()
      expect(left()).toBeLessThan(hundredThousand - 20 * 5)
      expect(left()).toBeGreaterThan(hundredThousand - 20 * 200)
      const plans = [...new Set(statements)]
        .filter((sql) => sql.includes(name) && !/^\s*(?:begin|commit|insert)/i.test(sql))
        .map((sql) =>
          database.prepare(`explain query plan ${sql}`).all(Array.from(sql.matchAll(/\?/g), () => 1)),
        )
      expect(plans.length).toBeGreaterThan(0)
      expect(JSON.stringify(plans)).not.toMatch(/SCAN \w+(?! USING)/)
      database.close()
    },
  )

  it('pending-garbage: a ticket is in the browser of who got it, and ends by itself', async () => {
    const { lines } = await ticketOf(anInstance({ registration: { page: 'always' } }))
    expect(lines.find((line) => line.includes('ticket-'))).toMatch(/Max-Age=4500/)
  })
})
