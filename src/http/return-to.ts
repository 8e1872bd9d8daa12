import type { Site } from './site.js'

const maximumLength = 1024

/**
 * The validated same-origin path to show afterwards; the default for anything else, however it was meant. Checks the
 * text that will be emitted, not only the one received: `/..//evil.example` parses as ours and is not.
 */
export function parseReturnTo(site: Site, raw: string | null): string {
  return raw !== null && isSafe(site, raw) ? raw : site.defaultReturnTo
}

function isSafe(site: Site, raw: string): boolean {
  // No backslash, control character, space or non-ASCII; no second slash to name another host.
  if (raw.length > maximumLength || !/^\/(?![/\\])[\x21-\x5B\x5D-\x7E]*$/.test(raw)) return false
  const url = isPlainPath(raw.split(/[?#]/, 1)[0] ?? '') ? parseUrl(raw, site.origin) : null
  if (url?.origin !== site.origin || url.pathname.startsWith('//')) return false
  // Our own routes begin, end or change things: none of them is a place to be sent to.
  return !isOwnRoute(site, decodeURIComponent(url.pathname))
}

/** One reading only: a proxy that decodes could make a second slash, and a host that cannot decode answers 500. */
function isPlainPath(path: string): boolean {
  try {
    return !/%(?:2f|5c)/i.test(path) && !/\p{Cc}/u.test(decodeURIComponent(path))
  } catch {
    return false
  }
}

function isOwnRoute(site: Site, pathname: string): boolean {
  const own = `${site.prefix}${site.basePath}`.toLowerCase()
  const path = pathname.toLowerCase()
  const isSettings = path === `${own}/connections`
  return !isSettings && (path === own || path.startsWith(`${own}/`))
}

/** Null for what is no address. */
export function parseUrl(text: string, base?: string): URL | null {
  try {
    return new URL(text, base)
  } catch {
    return null
  }
}
