import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Emulator, Shortcut } from '../../../src/emulator.js'
import { type Browser, createBrowser } from '../browser.js'
import { shop } from '../shop.js'

/** A small shop that a client library signs people in for. */
export interface Site {
  readonly origin: string
  close(): void
}

/** Listens before it is built: its pages must know their own address. The emulator gets to know `callbackPath`. */
export async function startSite(
  emulator: Emulator,
  callbackPath: string,
  build: (origin: string) => RequestListener | Promise<RequestListener>,
): Promise<Site> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  emulator.clients.put({ ...shop, redirectUris: [`${origin}${callbackPath}`] })
  server.on('request', await build(origin))
  return {
    origin,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

export interface Visit {
  readonly browser: Browser
  /** Where the site sent the browser. */
  readonly asked: URL
  /** What the site answered when Amazon sent the browser back. */
  readonly response: Response
}

/** Opens `start`, which redirects to Amazon, decides there, and comes back. */
export async function visitAmazon(
  emulator: Emulator,
  start: string,
  shortcut: Shortcut,
  browser: Browser = createBrowser(),
): Promise<Visit> {
  const started = await browser.get(start)
  const asked = new URL(started.headers.get('location') ?? '')
  const location = await emulator.authorize(asked, shortcut)
  return { browser, asked, response: await browser.get(location) }
}

export async function readJson(response: Response): Promise<unknown> {
  return JSON.parse(await response.text()) as unknown
}

/** What the profile endpoint says, for clients that leave this request to the site. */
export async function fetchProfile(emulator: Emulator, accessToken: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${accessToken}` }
  return readJson(await fetch(emulator.endpoints.profile, { headers }))
}

/** Vera as the shop is told of her. */
export function veraAt(emulator: Emulator): Record<string, unknown> {
  return {
    user_id: emulator.userIdOf('vera', shop.company),
    name: 'Vera Lindgren',
    email: 'vera@example.com',
  }
}
