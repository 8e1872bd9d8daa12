import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type LocalServer, listen } from '../amazon/local-server.js'
import { createSelfSigned } from '../amazon/self-signed.js'
import { Browser } from '../support/browser.js'
import { useShop } from '../support/use-shop.js'
import { anInstance } from './instance.js'
import { expectClean, expectNoSession, expectNoWrite, snapshot } from './oracles.js'
import { amazonAt, endpointsAt } from './upstream.js'

const open = useShop()
const run = promisify(execFile)
const servers: LocalServer[] = []

afterEach(async () => {
  vi.unstubAllEnvs()
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

type Credentials = ReturnType<typeof createSelfSigned>

/** An https server, and how often it was asked something. */
async function serve(credentials: Credentials, maxVersion: 'TLSv1.1' | 'TLSv1.3' = 'TLSv1.3') {
  const asked = { requests: 0 }
  const ciphers =
    maxVersion === 'TLSv1.1' ? ({ minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' } as const) : {}
  const https = createServer({ ...credentials, maxVersion, ...ciphers }, (_request, response) => {
    asked.requests += 1
    response.end('{}')
  })
  const server = await listen(https, 'https')
  servers.push(server)
  return { server, asked }
}

describe('a connection that is not to Amazon', () => {
  it.each(['', '0'])(
    'up-tls: a certificate that nobody vouches for ends it, with NODE_TLS_REJECT_UNAUTHORIZED="%s"',
    async (rejectUnauthorized) => {
      const { server, asked } = await serve(createSelfSigned())
      vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', rejectUnauthorized)
      const shop = await open(amazonAt(server.origin))
      const before = snapshot(shop)
      const browser = new Browser(shop)
      const page = await browser.signInWithAmazon('vera')
      await expectClean(browser, page, 'amazon-unreachable')
      await expectNoSession(browser, page)
      expectNoWrite(shop, before)
      expect(asked.requests).toBe(0)
    },
  )

  // Whom a process trusts is settled when it starts, so a process of its own trusts our certificates.
  it('up-tls: of trusted certificates, only one of this name and time, over TLS of today, will do', async () => {
    const good = createSelfSigned()
    const old = createSelfSigned({ until: new Date('2026-01-01') })
    const [fine, expired, outdated] = [await serve(good), await serve(old), await serve(good, 'TLSv1.1')]
    const elsewhere = fine.server.origin.replace('127.0.0.1', 'localhost')
    const told = await tellFrom(good.cert + old.cert, [
      fine.server.origin,
      elsewhere,
      expired.server.origin,
      outdated.server.origin,
      fine.server.origin.replace('https:', 'http:'),
    ])
    const unreachable = 'amazon-unreachable'
    expect(told).toEqual(['200', unreachable, unreachable, unreachable, unreachable])
    expect([fine, expired, outdated].map(({ asked }) => asked.requests)).toEqual([1, 0, 0])
  })

  it('up-tls: http is refused when Sparekey is created, for every endpoint', () => {
    const endpoints = endpointsAt('http://api.amazon.com')
    for (const [name, url] of Object.entries(endpoints)) {
      const amazon = { clientId: 'c', clientSecret: 's', endpoints: { [name]: url } }
      expect(() => anInstance({ amazon })).toThrow(`amazon.endpoints.${name} uses http`)
    }
  })
})

const script = `
  const { createTransport } = await import(process.argv[1])
  const transport = createTransport()
  const told = []
  for (const origin of process.argv.slice(2)) {
    const request = { endpoint: 'token', url: origin, method: 'GET', headers: {}, timeoutMilliseconds: 4000, maximumBytes: 9 }
    told.push(await transport(request).then((answer) => String(answer.status), (error) => error.code))
  }
  console.log(JSON.stringify(told))
  process.exit()`

/** What the transport says of these servers in a process that trusts these certificates. */
async function tellFrom(certificates: string, origins: readonly string[]): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'sparekey-tls-'))
  try {
    const trusted = join(folder, 'trusted.pem')
    await writeFile(trusted, certificates)
    const transport = new URL('../../src/mounts/undici-transport.ts', import.meta.url).href
    const node = ['--import', 'tsx', '--input-type=module', '--eval', script, transport, ...origins]
    const env = {
      PATH: process.env['PATH'] ?? '',
      NODE_EXTRA_CA_CERTS: trusted,
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
    }
    const { stdout } = await run(process.execPath, node, { env })
    return JSON.parse(stdout)
  } finally {
    await rm(folder, { recursive: true })
  }
}
