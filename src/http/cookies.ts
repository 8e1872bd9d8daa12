import type { IncomingRequest } from '../ports/http.js'
import type { Site } from './site.js'

/** Everything one browser may carry for us, in bytes of name and value. Servers answer 431 somewhere beyond 8 KB. */
export const cookieBudgetBytes = 7000
// A header longer than this is not a browser's; it is not worth parsing.
const maximumHeaderLength = 64 * 1024

/**
 * The cookies of a request by name. A name that comes twice is left out: one of the two was planted from a sibling
 * domain, and nobody can tell which.
 */
export function readCookies(request: IncomingRequest): ReadonlyMap<string, string> {
  const header = request.headers.get('cookie') ?? ''
  const cookies = new Map<string, string>()
  if (header === '' || header.length > maximumHeaderLength) return cookies
  const seen = new Set<string>()
  for (const part of header.split(';')) {
    const separator = part.indexOf('=')
    if (separator < 1) continue
    const name = trimBlanks(part.slice(0, separator))
    if (seen.has(name)) cookies.delete(name)
    else cookies.set(name, trimBlanks(part.slice(separator + 1)))
    seen.add(name)
  }
  return cookies
}

// `trim` also takes U+00A0, which no browser does: a sibling domain could set "\xA0__Host-…" and be believed.
function trimBlanks(text: string): string {
  // No regular expression: `[ \t]+$` starts over at each of 60,000 blanks that end in a letter.
  let start = 0
  let end = text.length
  while (isBlank(text[start])) start += 1
  while (isBlank(text[end - 1])) end -= 1
  return text.slice(start, end)
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t'
}

/** How the cookies of one site are named and kept: the same for every answer. */
export interface CookieSettings {
  /** What all names begin with. */
  readonly prefix: string
  readonly attributes: string
}

type Place = Pick<Site, 'isSecure' | 'prefix' | 'basePath'>

/** `__Host-` keeps sibling domains and plain http from setting one of ours. */
export function createCookieSettings(place: Place): CookieSettings {
  return {
    prefix: `${place.isSecure ? '__Host-' : ''}${instanceName(place)}.`,
    attributes: attributesOf(place),
  }
}

/** The full name of one of our cookies. */
export function cookieName({ cookies }: Pick<Site, 'cookies'>, name: string): string {
  return cookies.prefix + name
}

/** Every address its own name: two sites under one host see each other's cookies, and would sweep them away. */
function instanceName({ prefix, basePath }: Place): string {
  const path = `${prefix}${basePath}`.slice(1)
  return path
    .replaceAll(/[^a-zA-Z0-9_/]/g, (character) => `~${character.codePointAt(0)?.toString(16)}`)
    .replaceAll('/', '-')
}

export function serializeCookie(
  { cookies }: Pick<Site, 'cookies'>,
  cookie: { name: string; value: string; lifetimeSeconds: number },
): string {
  const { name, value, lifetimeSeconds } = cookie
  return `${name}=${value}; ${cookies.attributes}; Max-Age=${lifetimeSeconds}`
}

/** Next drops `Max-Age=0` when the app sets cookies too; an Expires in the past survives. */
export function serializeDeletion({ cookies }: Pick<Site, 'cookies'>, name: string): string {
  return `${name}=; ${cookies.attributes}; Expires=Thu, 01 Jan 1970 00:00:00 GMT`
}

function attributesOf({ isSecure, prefix, basePath }: Place): string {
  // `__Host-` needs Path=/; on plain http (loopback only) the path is as narrow as our routes.
  const path = isSecure ? '/' : `${prefix}${basePath}`
  // Lax: the way back from Amazon is a cross-site navigation, and Strict would lose the cookie there.
  return `Path=${path}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`
}
