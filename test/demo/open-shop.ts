import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Emulator } from 'sparekey/emulator'
import { onTestFinished } from 'vitest'
import { AMAZON_CLIENT, startAmazon } from '../../demo/amazon.js'
import { type BookshopOptions, createBookshop } from '../../demo/bookshop/app.js'
import { openDatabase, type ShopDatabase } from '../../demo/bookshop/database.js'
import { migrateForAmazon } from '../../demo/bookshop/login-with-amazon.js'
import { seed } from '../../demo/bookshop/seed.js'
import { type Listening, listen } from '../../demo/listen.js'
import { Shopper } from './shopper.js'

export interface OpenShop {
  readonly url: string
  readonly database: ShopDatabase
  shopper(): Shopper
  /** Moves the shop's clock on. */
  wait(minutes: number): void
  /** Takes the database away. */
  breakDown(): void
}

export interface OpenShopWithAmazon extends OpenShop {
  readonly amazon: Emulator
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bookshop-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The seeded bookshop on a free port, as it was before it had Login with Amazon, until the test is over. */
export async function openShop(): Promise<OpenShop> {
  return open(await listen(0), {})
}

/** The same with Login with Amazon, and with an emulated Amazon beside it. */
export async function openShopWithAmazon(): Promise<OpenShopWithAmazon> {
  const listening = await listen(0)
  const amazon = await startAmazon(0, `http://localhost:${listening.port}`)
  onTestFinished(() => amazon.close())
  const shop = await open(listening, { amazon: { ...AMAZON_CLIENT, endpoints: amazon.endpoints } })
  return { ...shop, amazon }
}

async function open(
  { server, port, close }: Listening,
  options: Pick<BookshopOptions, 'amazon'>,
): Promise<OpenShop> {
  const database = openDatabase(join(temporaryFolder(), 'bookshop.db'))
  if (options.amazon) await migrateForAmazon(database)
  await seed(database)
  let now = Date.parse('2026-11-22T10:00:00Z')
  const url = `http://localhost:${port}`
  const secret = 'only for these tests, but long enough'
  server.on(
    'request',
    createBookshop({ database, baseUrl: url, secret, clock: () => new Date(now), ...options }),
  )
  onTestFinished(async () => {
    await close()
    if (database.open) database.close()
  })
  return {
    url,
    database,
    shopper: () => new Shopper(url),
    wait: (minutes) => {
      now += minutes * 60_000
    },
    breakDown: () => void database.close(),
  }
}
