import type { Emulation } from './emulation.js'
import { popupScript, sdkScript } from './sdk-script.js'
import type { Client } from './state.js'
import { type Asked, type Reply, replyMethodNotAllowed, replyWithPage } from './wire.js'

const popupPath = '/sdk/popup'

/** `/sdk/na/login1.js`: the stand-in for Amazon's JavaScript SDK. */
export function answerSdk(_emulation: Emulation, asked: Asked): Reply {
  return asked.method === 'GET' ? replyWithScript(sdkScript) : replyMethodNotAllowed('GET')
}

/** `/sdk/popup.js` */
export function answerPopupScript(_emulation: Emulation, asked: Asked): Reply {
  return asked.method === 'GET' ? replyWithScript(popupScript) : replyMethodNotAllowed('GET')
}

/** `/sdk/popup`: the last page in the SDK's window, which hands the answer to the page that opened it. */
export function answerPopup({ state }: Emulation, asked: Asked): Reply {
  const origin = asked.url.searchParams.get('origin') ?? ''
  const isKnown = [...state.clients.values()].some((client) => isAllowedOrigin(client, origin))
  if (!isKnown) return replyWithPage('This origin is not allowed for any client.', 400)
  const page = replyWithPage('<!doctype html><title>Amazon</title><script src="/sdk/popup.js"></script>')
  const policy = "default-src 'none'; script-src 'self'; base-uri 'none'; frame-ancestors 'none'"
  return { ...page, headers: { ...page.headers, 'content-security-policy': policy } }
}

/** The SDK's window is no address of the client's: what counts is the page that opened it. */
export function isPopupOf(client: Client, redirectUri: string): boolean {
  if (!URL.canParse(redirectUri)) return false
  const { pathname, searchParams } = new URL(redirectUri)
  return pathname === popupPath && isAllowedOrigin(client, searchParams.get('origin') ?? '')
}

/** Lets the SDK read the answer in a page of an allowed origin. */
export function withSharing({ state }: Emulation, asked: Asked, reply: Reply): Reply {
  const origin = asked.headers.get('origin') ?? ''
  const isAllowed = [...state.clients.values()].some((client) => isAllowedOrigin(client, origin))
  if (!isAllowed) return reply
  return { ...reply, headers: { ...reply.headers, 'access-control-allow-origin': origin, vary: 'Origin' } }
}

function isAllowedOrigin({ allowedOrigins = [] }: Client, origin: string): boolean {
  return allowedOrigins.includes(origin)
}

function replyWithScript(body: string): Reply {
  const headers = { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store' }
  return { status: 200, headers, body }
}
