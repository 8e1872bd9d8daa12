import type { AppReturn } from '../flows/app-return.js'
import { parseReturnTo } from './return-to.js'
import { routeUrl, type Site } from './site.js'

const maximumLength = 512

/** Where a journey ends: a path of this site, or an address of an app at another origin. */
export interface Destination {
  readonly returnTo: string
  readonly app?: AppReturn
}

/** Where this transaction or ticket ends. */
export function destinationOf({ returnTo, app }: Destination): Destination {
  return { returnTo, ...(app && { app }) }
}

/**
 * Reads where to go afterwards. An address of an allowed app needs the challenge of its verifier; everything that is no
 * address of an app is read as a path of this site.
 */
export function parseDestination(
  site: Site,
  read: (name: string) => string | null,
  intent: 'sign-in' | 'link',
): Destination | 'malformed-request' {
  const returnTo = parseAppAddress(site, read('return_to'))
  if (returnTo === null) return { returnTo: parseReturnTo(site, read('return_to')) }
  const refusedTo = parseAppAddress(site, read('refused_to'))
  if (intent === 'link') return { returnTo, app: { challenge: null, refusedTo } }
  const challenge = read('code_challenge') ?? ''
  // RFC 7636 §4.2: an S256 digest in base64url is 43 characters.
  if (!/^[A-Za-z0-9_-]{43}$/.test(challenge)) return 'malformed-request'
  return { returnTo, app: { challenge, refusedTo } }
}

/** An address at one of the allowed origins, as it was sent; null for anything else. */
export function parseAppAddress(site: Site, raw: string | null): string | null {
  if (raw === null || raw.length > maximumLength) return null
  // The text that will be emitted is compared: behind an origin and its slash no other host can be named any more.
  const isApps = site.origins.some((allowed) => raw === allowed || raw.startsWith(`${allowed}/`))
  if (!isApps || !/^[\x21-\x5B\x5D-\x7E]*$/.test(raw)) return null
  const { searchParams } = new URL(raw)
  // The app reads its code from there: nobody else may have put one in.
  const isOurs = searchParams.has('amazon') || searchParams.has('amazon_code')
  return isOurs ? null : raw
}

/** `GET /start` with the same end. */
export function startUrl(site: Site, { returnTo, app }: Destination): string {
  return routeUrl(site, '/start', {
    return_to: returnTo,
    ...(app?.challenge && { code_challenge: app.challenge }),
    ...(app?.refusedTo && { refused_to: app.refusedTo }),
  })
}
