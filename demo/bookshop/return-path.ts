const PLAIN_PATH = /^\/(?![/\\])[\x21-\x5B\x5D-\x7E]*$/
const ENCODED_SLASH = /%2f|%5c/i
const LONGEST = 2000

/** The page to go on to after signing in: a path of this shop, or the fallback. */
export function returnPath(wanted: unknown, fallback: string): string {
  if (typeof wanted !== 'string' || wanted.length > LONGEST || !PLAIN_PATH.test(wanted)) return fallback
  const path = wanted.split(/[?#]/, 1)[0] ?? ''
  // Dot segments can shrink to `//elsewhere`, which a browser reads as another site.
  const resolved = new URL(wanted, 'http://shop.invalid')
  if (ENCODED_SLASH.test(path) || resolved.pathname.startsWith('//')) return fallback
  return resolved.pathname + resolved.search + resolved.hash
}
