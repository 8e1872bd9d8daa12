import type { SparekeyEvent } from 'sparekey'
import type { Emulator } from 'sparekey/emulator'
import { AMAZON_APP_CLIENT_ID, AMAZON_CLIENT, AMAZON_TV_CLIENT_ID, startAmazon } from './amazon.js'
import { createBookshop } from './bookshop/app.js'
import { type Clock, systemClock } from './bookshop/clock.js'
import { openDatabase, type ShopDatabase } from './bookshop/database.js'
import { migrateForAmazon } from './bookshop/login-with-amazon.js'
import { seed } from './bookshop/seed.js'
import { openData, resetData } from './data.js'
import { withExamplePages } from './example-pages.js'
import { type Listening, listen } from './listen.js'

export interface DemoOptions {
  /** Where the data live between starts. */
  readonly folder: string
  /** The shop's port; 0 for any free one. */
  readonly port: number
  /** The port of the emulated Amazon; 0 for any free one. */
  readonly emulatorPort: number
  /** Begins with the seeded customers again. */
  readonly reset?: true
  /** The shop's clock. Default: this computer's. */
  readonly clock?: Clock
  readonly onEvent?: (event: SparekeyEvent) => void
}

export interface Demo {
  readonly shopUrl: string
  readonly amazon: Emulator
  close(): Promise<void>
}

/** The bookshop and the emulated Amazon, running. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { folder, port, emulatorPort, reset, clock = systemClock, onEvent = () => {} } = options
  const shop = await listen(port)
  const shopUrl = `http://localhost:${shop.port}`
  const amazon = await startAmazonFor(shop, emulatorPort, shopUrl)
  if (reset) resetData(folder)
  const { databaseFile, secret } = openData(folder)
  const database = openDatabase(databaseFile)
  await migrateForAmazon(database)
  await seed(database)
  const client = {
    ...AMAZON_CLIENT,
    audiences: [AMAZON_APP_CLIENT_ID],
    deviceClientId: AMAZON_TV_CLIENT_ID,
    endpoints: amazon.endpoints,
  }
  shop.server.on(
    'request',
    withExamplePages(
      createBookshop({ database, baseUrl: shopUrl, secret, amazon: client, clock, onEvent }),
      amazon.origin,
    ),
  )
  let closing: Promise<void> | undefined
  const stop = () => {
    closing ??= closeAll({ shop, amazon, database })
    return closing
  }
  return { shopUrl, amazon, close: stop }
}

async function startAmazonFor(shop: Listening, port: number, shopUrl: string): Promise<Emulator> {
  try {
    return await startAmazon(port, shopUrl)
  } catch (error) {
    await shop.close()
    throw error
  }
}

async function closeAll(running: {
  shop: Listening
  amazon: Emulator
  database: ShopDatabase
}): Promise<void> {
  await Promise.all([running.shop.close(), running.amazon.close()])
  if (running.database.open) running.database.close()
}
