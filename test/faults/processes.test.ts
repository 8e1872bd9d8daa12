import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../demo/open-shop.js'
import { Shopper } from '../demo/shopper.js'
import { auditLedger } from '../soak/ledger.js'
import {
  addCustomer,
  authorize,
  control,
  failToStart,
  openBooks,
  type ShopProcess,
  startShop,
} from './shop-process.js'

const anyPorts = { port: 0, emulatorPort: 0 }
const start = '/auth/amazon/start'

/** A whole sign-in; the answer is the account page. */
async function signIn(shop: ShopProcess, shopper: Shopper, customer: string) {
  return shopper.get(await authorize(shop, await shopper.leave(start), customer))
}

/** Resolves once the emulator holds a request: the fault has been taken from its list. */
async function untilHeld(shop: ShopProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { faults } = await control(shop, 'faults')
    if (Array.isArray(faults) && faults.length === 0) return
    await wait(20)
  }
  throw new Error('No request was held.')
}

describe('stopping the shop', () => {
  it('answers a sign-in that is under way, ends cleanly, and keeps its books', async () => {
    const folder = temporaryFolder()
    const shop = await startShop(folder, anyPorts)
    const shopper = new Shopper(shop.shopUrl)
    await signIn(shop, shopper, 'lena')
    const callback = await authorize(shop, await shopper.leave(start), 'vera')
    await control(shop, 'faults', { endpoint: 'token', kind: 'held' })
    const cookie = [...shopper.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = fetch(callback, { headers: { cookie }, redirect: 'manual' })
    await untilHeld(shop)

    const ended = await shop.stop('SIGTERM')

    const { status, headers } = await answer
    // The browser would keep the connection alive; the shop does no longer.
    expect([status, headers.get('connection')]).toEqual([303, 'close'])
    expect(ended).toMatchObject({ code: 0, signal: null })
    expect(ended.output).not.toMatch(/error|\n\s+at /i)
    expect(auditLedger(openBooks(folder))).toEqual([])
  }, 60_000)

  it('waits for nobody who keeps a connection open', async () => {
    const shop = await startShop(temporaryFolder(), anyPorts)
    const shopper = new Shopper(shop.shopUrl)
    await shopper.get('/')
    // A browser that asks again and again over the connection it has must not keep the shop open.
    const isStopped = { yet: false }
    const ask = async () => {
      while (!isStopped.yet) await shopper.get('/').catch(() => (isStopped.yet = true))
    }
    const asking = Promise.all(Array.from({ length: 8 }, ask))

    const { code } = await shop.stop('SIGTERM')
    isStopped.yet = true
    await asking

    expect(code).toBe(0)
  }, 60_000)
})

describe('restarting the shop', () => {
  it('lets a customer who is at Amazon meanwhile come back and be signed in', async () => {
    const folder = temporaryFolder()
    const before = await startShop(folder, anyPorts)
    const shopper = new Shopper(before.shopUrl)
    await shopper.post('/basket', { book: 'the-spare-key' })
    const atAmazon = await shopper.leave(`${start}?return_to=/checkout`)
    await before.stop('SIGTERM')

    const after = await startShop(folder, before.ports)
    const page = await shopper.get(await authorize(after, atAmazon, 'lena'))

    expect([page.path, page.status]).toEqual(['/checkout', 200])
    expect(page.text).toContain('The Spare Key')
    expect(page.text).toContain('value="Lena Park"')
  }, 60_000)

  it('finds no half account after it was killed in the middle of sign-ups, and takes the next try', async () => {
    const folder = temporaryFolder()
    const before = await startShop(folder, anyPorts)
    const readers = Array.from({ length: 60 }, (_, index) => `reader-${index}`)
    const callbacks = await Promise.all(
      readers.map(async (reader) => {
        await addCustomer(before, reader)
        const shopper = new Shopper(before.shopUrl)
        return { shopper, address: await authorize(before, await shopper.leave(start), reader) }
      }),
    )
    const books = openBooks(folder)
    const linked = () => books.prepare('select subject from amazon_links').all().length
    const signUps = callbacks.map(({ shopper, address }) => shopper.get(address).catch(() => null))
    while (linked() < 3) await wait(1)
    await before.stop('SIGKILL')
    await Promise.all(signUps)
    const atTheKill = linked()
    expect(auditLedger(books)).toEqual([])

    const after = await startShop(folder, before.ports)
    for (const reader of readers) await addCustomer(after, reader)
    const pages = await Promise.all(
      readers.map((reader) => signIn(after, new Shopper(after.shopUrl), reader)),
    )

    expect(atTheKill).toBeLessThan(readers.length)
    expect(pages.map(({ path }) => path)).toEqual(readers.map(() => '/account'))
    expect(linked()).toBe(readers.length)
    expect(auditLedger(books)).toEqual([])
  }, 90_000)
})

describe('starting the shop on a port that somebody has', () => {
  it('names the port and the variable that changes it', async () => {
    const { ports } = await startShop(temporaryFolder(), anyPorts)

    const [shop, amazon] = await Promise.all([
      failToStart(temporaryFolder(), { ...anyPorts, port: ports.port }),
      failToStart(temporaryFolder(), { ...anyPorts, emulatorPort: ports.emulatorPort }),
    ])

    expect(shop.code).toBe(1)
    expect(shop.output).toMatch(new RegExp(`Port ${ports.port} is in use.* PORT=`))
    expect(amazon.code).toBe(1)
    expect(amazon.output).toMatch(new RegExp(`Port ${ports.emulatorPort} is in use.* EMULATOR_PORT=`))
    expect(`${shop.output}${amazon.output}`).not.toMatch(/\n\s+at /)
  }, 60_000)
})
