import { createBookshop } from './bookshop/app.js'
import { openDatabase } from './bookshop/database.js'
import { seed } from './bookshop/seed.js'
import { openData, resetData } from './data.js'
import { close, listen } from './listen.js'

export interface DemoOptions {
  /** Where the data live between starts. */
  readonly folder: string
  /** 0 for any free port. */
  readonly port: number
  /** Begins with the seeded customers again. */
  readonly reset?: true
}

export interface Demo {
  readonly shopUrl: string
  close(): Promise<void>
}

/** The bookshop, running. */
export async function startDemo({ folder, port, reset }: DemoOptions): Promise<Demo> {
  const shop = await listen(port)
  if (reset) resetData(folder)
  const { databaseFile, secret } = openData(folder)
  const database = openDatabase(databaseFile)
  await seed(database)
  const shopUrl = `http://localhost:${shop.port}`
  shop.server.on('request', createBookshop({ database, baseUrl: shopUrl, secret }))
  const stop = async () => {
    await close(shop.server)
    database.close()
  }
  return { shopUrl, close: stop }
}
