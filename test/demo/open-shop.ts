import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createBookshop } from '../../demo/bookshop/app.js'
import { openDatabase } from '../../demo/bookshop/database.js'
import { seed } from '../../demo/bookshop/seed.js'
import { close, listen } from '../../demo/listen.js'
import { Shopper } from './shopper.js'

export interface OpenShop {
  readonly url: string
  shopper(): Shopper
  /** Moves the shop's clock on. */
  wait(minutes: number): void
  /** Takes the database away. */
  breakDown(): void
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bookshop-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The seeded bookshop on a free port, until the test is over. */
export async function openShop(): Promise<OpenShop> {
  const database = openDatabase(join(temporaryFolder(), 'bookshop.db'))
  await seed(database)
  let now = Date.parse('2026-11-22T10:00:00Z')
  const { server, port } = await listen(0)
  const url = `http://localhost:${port}`
  const secret = 'only for these tests, but long enough'
  server.on('request', createBookshop({ database, baseUrl: url, secret, clock: () => new Date(now) }))
  onTestFinished(async () => {
    await close(server)
    if (database.open) database.close()
  })
  return {
    url,
    shopper: () => new Shopper(url),
    wait: (minutes) => {
      now += minutes * 60_000
    },
    breakDown: () => void database.close(),
  }
}
