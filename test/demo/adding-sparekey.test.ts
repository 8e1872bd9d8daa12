import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { difference, patchFile, takeSparekeyOut } from '../../scripts/demo-difference.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const before = takeSparekeyOut()
const shop = join(before, 'demo/bookshop')
afterAll(() => rmSync(before, { recursive: true }))

describe('demo/adding-sparekey.diff', () => {
  it('is what lies between the shop before and the shop now', () => {
    expect(difference(before), 'run node scripts/demo-difference.mjs').toBe(readFileSync(patchFile, 'utf8'))
  })

  it('leaves a shop that knows nothing of Amazon or Sparekey', () => {
    const files = readdirSync(shop, { recursive: true, encoding: 'utf8', withFileTypes: true })
    const texts = files
      .filter((file) => file.isFile())
      .map((file) => readFileSync(join(file.parentPath, file.name), 'utf8'))
    expect(texts.length).toBeGreaterThan(20)
    expect(texts.filter((text) => /amazon|sparekey/i.test(text))).toEqual([])
  })

  it('leaves a shop that runs: it opens, and its customers sign in', () => {
    symlinkSync(join(root, 'node_modules'), join(before, 'node_modules'))
    writeFileSync(join(before, 'package.json'), '{ "type": "module" }')
    writeFileSync(join(before, 'open.ts'), opening)
    const ran = spawnSync(process.execPath, ['--import', 'tsx', 'open.ts'], { cwd: before, encoding: 'utf8' })
    expect(ran.stderr).toBe('')
    expect(ran.stdout).toBe('200 303 /account\n')
  })
})

const opening = `
import { createServer } from 'node:http'
import { createBookshop } from './demo/bookshop/app.js'
import { openDatabase } from './demo/bookshop/database.js'
import { seed } from './demo/bookshop/seed.js'

const database = openDatabase(':memory:')
await seed(database)
const server = createServer().listen(0, '127.0.0.1', async () => {
  const address = server.address()
  const baseUrl = 'http://127.0.0.1:' + (typeof address === 'object' ? address?.port : '')
  server.on('request', createBookshop({ database, baseUrl, secret: 'a secret for this test only' }))
  const home = await fetch(baseUrl + '/')
  const body = new URLSearchParams({ email: 'vera@bookshop.example', password: 'winter-reading' })
  const headers = { origin: baseUrl }
  const signedIn = await fetch(baseUrl + '/sign-in', { method: 'POST', body, headers, redirect: 'manual' })
  console.log(home.status, signedIn.status, signedIn.headers.get('location'))
  server.closeAllConnections()
  server.close(() => database.close())
})
`
