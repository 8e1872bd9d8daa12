import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../../demo/bookshop/database.js'
import { openData } from '../../demo/data.js'
import { type Demo, startDemo } from '../../demo/demo.js'
import { temporaryFolder } from './open-shop.js'
import { Shopper } from './shopper.js'

async function start(
  folder: string,
  more: { port?: number; emulatorPort?: number; reset?: true } = {},
): Promise<Demo> {
  const demo = await startDemo({ folder, port: 0, emulatorPort: 0, ...more })
  onTestFinished(() => demo.close())
  return demo
}

describe('the demonstration', () => {
  it('keeps customers and their sessions over a restart', async () => {
    const folder = temporaryFolder()
    const before = await start(folder)
    const shopper = new Shopper(before.shopUrl)
    await shopper.signIn('vera@bookshop.example', 'winter-reading')
    await shopper.post('/account/profile', { name: 'Vera Summer', postal_code: '' })
    await before.close()

    const returned = new Shopper((await start(folder)).shopUrl)
    for (const [name, value] of shopper.cookies) returned.cookies.set(name, value)

    expect((await returned.get('/account')).text).toContain('Vera Summer')
  })

  it('starts over with the seeded customers when it is told to', async () => {
    const folder = temporaryFolder()
    const before = await start(folder)
    const shopper = new Shopper(before.shopUrl)
    await shopper.signIn('vera@bookshop.example', 'winter-reading')
    await shopper.post('/account/profile', { name: 'Vera Summer', postal_code: '' })
    await before.close()

    const fresh = new Shopper((await start(folder, { reset: true })).shopUrl)

    expect((await fresh.signIn('vera@bookshop.example', 'winter-reading')).text).toContain('Vera Winter')
  })

  it('gives a shop of older data the customers that it lacks, and none twice', async () => {
    const folder = temporaryFolder()
    const before = await start(folder)
    await before.close()
    const database = openDatabase(openData(folder).databaseFile)
    database.exec(`delete from users where email = 'theo@bookshop.example';
      delete from users where email = 'marco@bookshop.example';
      delete from seeded_customers where email <> 'marco@bookshop.example'`)
    database.close()

    const { shopUrl } = await start(folder)
    const shopper = new Shopper(shopUrl)

    expect((await shopper.signIn('theo@bookshop.example', 'folded-corner')).path).toBe('/sign-in/code')
    expect((await shopper.signIn('vera@bookshop.example', 'winter-reading')).path).toBe('/account')
    expect((await new Shopper(shopUrl).signIn('marco@bookshop.example', 'second-edition')).status).toBe(401)
  })

  it('closes although a browser keeps a connection open on which it never asked', async () => {
    const demo = await start(temporaryFolder())
    const socket = connect(Number(new URL(demo.shopUrl).port), '127.0.0.1')
    await once(socket, 'connect')
    // Connections are accepted in their order: when a later one is answered, the shop has this one.
    await (await fetch(demo.shopUrl)).text()
    const dropped = once(socket.resume(), 'close')

    await demo.close()

    expect(await dropped).toEqual([false])
  })

  it('names a busy port and the variable that changes it', async () => {
    const { shopUrl, amazon } = await start(temporaryFolder())
    const port = Number(new URL(shopUrl).port)
    const emulatorPort = Number(new URL(amazon.origin).port)

    await expect(start(temporaryFolder(), { port })).rejects.toThrow(
      new RegExp(`Port ${port} is in use.*PORT=${port + 10}`),
    )
    await expect(start(temporaryFolder(), { emulatorPort })).rejects.toThrow(
      new RegExp(`Port ${emulatorPort} is in use.*EMULATOR_PORT=${emulatorPort + 10}`),
    )
  })
})
