import { connect } from 'node:net'
import express, { type Express, Router } from 'express'
import { describe, expect, it } from 'vitest'
import { expressHandler } from '../../src/express.js'
import { Browser } from '../support/browser.js'
import { addUser, password, type Shop } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'

const base = '/auth/amazon'
const open = useShop()

async function linkPage(shop: Shop): Promise<{ browser: Browser; csrf: string }> {
  addUser(shop, { email: 'vera@ex.test' })
  const browser = new Browser(shop)
  await browser.signInWithAmazon('vera')
  return { browser, csrf: (await browser.get(`${base}/link`)).csrf }
}

const parsers: [string, (app: Express) => void][] = [
  ['none', () => {}],
  ['json and urlencoded', (app) => app.use(express.json(), express.urlencoded({ extended: false }))],
  ['urlencoded, extended', (app) => app.use(express.json(), express.urlencoded({ extended: true }))],
  ['raw', (app) => app.use(express.raw({ type: () => true }))],
  ['text', (app) => app.use(express.text({ type: () => true }))],
  ['one that waits before it passes on', (app) => app.use((_req, _res, next) => void setImmediate(next))],
]

describe.each(parsers)('the Express mount behind body parsers: %s', (_name, before) => {
  it('reads a posted form', async () => {
    const shop = await open({ before })
    const { browser, csrf } = await linkPage(shop)
    expect((await browser.post(`${base}/link`, { csrf, password: 'wrong' })).status).toBe(403)
    expect((await browser.post(`${base}/link`, { csrf, password })).location).toBe('/')
    expect((await browser.me()).userId).toBe(1)
  })

  it('reads posted JSON', async () => {
    const shop = await open({ before })
    const { browser } = await linkPage(shop)
    const headers = { origin: shop.origin }
    const page = await browser.request('POST', `${base}/link`, { json: { password }, headers })
    expect([page.status, page.json()['outcome']]).toEqual([200, 'signed-in'])
  })

  it('takes a password that is posted as an object, or twice, for no password', async () => {
    const shop = await open({ before })
    const { browser, csrf } = await linkPage(shop)
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    const headers = { ...type, origin: shop.origin, accept: 'application/json' }
    const token = encodeURIComponent(csrf)
    const posted = [
      `csrf=${token}&password[$ne]=1`,
      `csrf=${token}&password=wrong&password=${password}`,
      `csrf=${token}&password[]=${password}`,
      `csrf=${token}&__proto__[password]=${password}`,
    ]
    for (const body of posted) {
      const page = await browser.request('POST', `${base}/link`, { body, headers })
      expect(page.status, body).toBeGreaterThanOrEqual(400)
      expect(page.status, body).toBeLessThan(500)
    }
    const nested = { json: { password: { $ne: 1 } }, headers: { origin: shop.origin } }
    expect((await browser.request('POST', `${base}/link`, nested)).json()['reason']).toBe('malformed-request')
    expect(shop.rows('select * from amazon_links')).toEqual([])
  })

  it('answers a form without a body', async () => {
    const shop = await open({ before })
    const { browser } = await linkPage(shop)
    const headers = { origin: shop.origin, 'content-type': 'application/x-www-form-urlencoded' }
    expect((await browser.request('POST', `${base}/link/decline`, { headers })).status).toBe(403)
  })

  it('answers a body that is too large, and stays up', async () => {
    const shop = await open({ before })
    const browser = new Browser(shop)
    const headers = { origin: shop.origin, 'content-type': 'application/x-www-form-urlencoded' }
    for (const bytes of [70_000, 5_000_000]) {
      const body = `password=${'x'.repeat(bytes)}`
      const page = await browser.request('POST', `${base}/link`, { body, headers })
      expect(page.status).toBe(413)
    }
    expect((await browser.get(`${base}/start`)).status).toBe(303)
  })
})

describe('the Express mount', () => {
  it('answers methods that it does not take with 405, and names those it takes', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    for (const method of ['HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH', 'PROPFIND']) {
      const page = await browser.request(method, `${base}/callback?code=ANx&state=x`, {})
      expect([method, page.status, page.headers.get('allow')]).toEqual([method, 405, 'GET'])
    }
    expect(shop.emulator.log.of('token')).toEqual([])
  })

  it('leaves every other path to the application', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    for (const path of ['/auth', '/auth/amazonia', '/auth/amazon%2Fstart', '/AUTH/amazon/start'])
      expect([path, (await browser.get(path)).headers.get('content-security-policy')]).not.toContain(
        "default-src 'none'; frame-ancestors 'none'",
      )
    expect((await browser.get('/me')).status).toBe(200)
  })

  it('works in a router, under its own path', async () => {
    let mounted: Router | null = null
    const shop = await open({
      before: (app) => {
        mounted = Router()
        app.use('/auth/amazon', mounted)
      },
    })
    mounted = mounted as Router | null
    mounted?.use(expressHandler(shop.sparekey))
    const browser = new Browser(shop)
    expect((await browser.signInWithAmazon('vera')).location).toBe('/')
    expect((await browser.me()).userId).toBe(1)
  })

  it('keeps the cookies that the application has set itself', async () => {
    const shop = await open({
      before: (app) =>
        app.use((_req, res, next) => {
          res.cookie('seen', '1')
          res.append('set-cookie', 'two=2')
          next()
        }),
    })
    const browser = new Browser(shop)
    const page = await browser.signInWithAmazon('vera')
    const names = page.cookies.map((line) => line.split('=', 1)[0])
    expect(names).toEqual(expect.arrayContaining(['seen', 'two', 'connect.sid']))
    expect(names.filter((name) => name?.startsWith('auth-amazon.tx-'))).toHaveLength(1)
  })

  it('believes the address that `trust proxy` works out, and no header by itself', async () => {
    for (const [isTrusted, allowed] of [
      [false, 0],
      [true, 1],
    ] as const) {
      const addresses: string[] = []
      const shop = await open({
        before: (app) => {
          app.set('trust proxy', isTrusted)
        },
        limiter: {
          consume: async ({ name }, key) => {
            if (name === 'link-client') addresses.push(key)
            return { allowed: true, retryAfterSeconds: 0 }
          },
          reset: async () => {},
        },
      })
      const { browser, csrf } = await linkPage(shop)
      const headers = { 'x-forwarded-for': '203.0.113.9' }
      await browser.post(`${base}/link`, { csrf, password: 'wrong' }, { headers })
      expect(addresses.filter((address) => address === '203.0.113.9')).toHaveLength(allowed)
    }
  })

  it('bears a visitor who hangs up in the middle of a form', async () => {
    const shop = await open()
    const { port } = new URL(shop.origin)
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        const head = ['POST /auth/amazon/link HTTP/1.1', 'Host: shop', `Origin: ${shop.origin}`]
        const type = 'Content-Type: application/x-www-form-urlencoded'
        socket.write([...head, type, 'Content-Length: 1000', '', 'password=half'].join('\r\n'), () => {
          socket.destroy()
          resolve()
        })
      })
    })
    const browser = new Browser(shop)
    expect((await browser.signInWithAmazon('vera')).location).toBe('/')
  })

  it('throws nothing at a request target that is no path', async () => {
    const shop = await open()
    for (const target of ['http://evil.example/auth/amazon/start', '//evil.example/auth/amazon/start', '*']) {
      const status = await statusOf(shop, `${target === '*' ? 'OPTIONS' : 'GET'} ${target} HTTP/1.1`)
      expect([target, status]).not.toEqual([target, 500])
    }
  })
})

function statusOf(shop: Shop, line: string): Promise<number> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(shop.origin).port), '127.0.0.1', () => {
      socket.write(`${line}\r\nHost: shop\r\nConnection: close\r\n\r\n`)
    })
    let text = ''
    socket.on('data', (chunk) => {
      text += String(chunk)
    })
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0)))
  })
}
