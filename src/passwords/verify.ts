import type { PasswordFormat } from './format.js'
import { findFormat } from './formats.js'

// Nobody types more, and hashing a megabyte is work that a stranger could order for free.
const mostCharacters = 1024

// The usual choice of bcrypt programs, for a site of which nothing better is known.
const usualHash = `$2b$10$${'.'.repeat(53)}`

/** Which kind of hash this is (`bcrypt`, `scrypt`, `pbkdf2`); null for one that no password can match. */
export function recognizeHash(hash: string): string | null {
  return findFormat(hash)?.name ?? null
}

/**
 * Checks a password against a stored hash, off the main thread. The password is taken as it is, neither trimmed nor
 * normalised; one of more than 1024 characters is wrong, after the same time. An empty, unknown or malformed hash
 * matches nothing. Understands bcrypt (`$2a$`, `$2b$`, `$2y$`), and scrypt and PBKDF2 in PHC form.
 */
export async function verifyPasswordHash(hash: string, password: string): Promise<boolean> {
  const format = typeof hash === 'string' ? findFormat(hash) : null
  if (format === null) return false
  const candidate = withinLimit(password)
  if (candidate !== null) return format.verify(hash, candidate)
  await format.spend(hash, '')
  return false
}

/**
 * Takes the time of one check, and tells nothing: for an address that no account has. `like` is a hash of the site,
 * whose cost is spent; without one that of bcrypt at cost 10.
 */
export async function verifyNobody(
  password: string,
  options: { readonly like?: string } = {},
): Promise<void> {
  const like = options.like ?? ''
  const format = findFormat(like)
  const [known, hash]: [PasswordFormat | null, string] =
    format === null ? [findFormat(usualHash), usualHash] : [format, like]
  await known?.spend(hash, withinLimit(password) ?? '')
}

function withinLimit(password: unknown): string | null {
  return typeof password === 'string' && password.length <= mostCharacters ? password : null
}
