import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
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

/** For clients that are written for the web's own Request and Response. */
export function serveFetch(
  origin: string,
  answer: (request: Request) => Promise<Response>,
): (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void> {
  return async (incoming, outgoing) => {
    const { method = 'GET', url = '/' } = incoming
    const headers = new Headers()
    for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value))
    const body = method === 'POST' ? await text(incoming) : null
    const response = await answer(new Request(new URL(url, origin), { method, headers, body }))
    for (const [name, value] of response.headers) outgoing.appendHeader(name, value)
    outgoing.writeHead(response.status).end(await response.text())
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
export async function visitAmazon(emulator: Emulator, start: string, shortcut: Shortcut): Promise<Visit> {
  const browser = createBrowser()
  return followToAmazon(emulator, { browser, started: await browser.get(start) }, shortcut)
}

/** The same for a sign-in that does not start with a link. */
export async function followToAmazon(
  emulator: Emulator,
  { browser, started }: { browser: Browser; started: Response },
  shortcut: Shortcut,
): Promise<Visit> {
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
