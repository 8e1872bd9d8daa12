import type { Visitor } from '../ports/host.js'
import type { CookieSettings } from './cookies.js'
import type { Face } from './face.js'
import type { Keys } from './keys.js'

/** Where the door stands: addresses, keys and the host's pages. */
export interface Site {
  /** Scheme, host and port of the public address; never taken from a request. */
  readonly origin: string
  /** Path of the public base URL without its last slash: empty, or `/store`. */
  readonly prefix: string
  readonly basePath: string
  readonly isSecure: boolean
  readonly cookies: CookieSettings
  /** Of single-page apps elsewhere that may ask in JSON, and get sign-ins handed over. */
  readonly origins: readonly string[]
  readonly keys: Keys
  readonly defaultReturnTo: string
  readonly face: Face
  /** The host's own sign-in page, for "sign in there and come back". */
  readonly signInUrl: string | null
  readonly forgotPasswordUrl: string | null
  /** The host's page on which an address is changed and proven. */
  readonly changeEmailUrl: string | null
  /** The address of the client as the host trusts it; null when unknown. */
  readonly clientAddress: (visitor: Visitor) => string | null
}

/** Address of one of our own routes, as the browser sees it. */
export function routeUrl(site: Site, path: string, query: Record<string, string> = {}): string {
  const parameters = new URLSearchParams(query).toString()
  return `${site.prefix}${site.basePath}${path}${parameters === '' ? '' : `?${parameters}`}`
}

/** Adds parameters to an address of the host's, relative or whole, and keeps what it had. */
export function withQuery(address: string, query: Record<string, string>): string {
  const [, beforeHash = '', hash = ''] = /^([^#]*)(.*)$/s.exec(address) ?? []
  return `${beforeHash}${beforeHash.includes('?') ? '&' : '?'}${new URLSearchParams(query).toString()}${hash}`
}
