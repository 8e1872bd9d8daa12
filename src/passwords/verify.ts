import { timingSafeEqual } from 'node:crypto'
import { mostChecksAtOnce, mostPasswordCharacters } from './bounds.js'
import { type HashProblem, isStored, type PasswordFormat, type StoredHash } from './format.js'
import { findNoHash } from './formats/no-hash.js'
import { formats } from './formats.js'
import { limitAtOnce } from './limit-at-once.js'
import type { PasswordOptions } from './options.js'

export interface HashDescription {
  /** The format's name, or null where it is none that is known. */
  readonly format: string | null
  /** Whether whoever steals such hashes can guess the passwords at next to no cost. */
  readonly weak: boolean
  /** Why no password can match; null where one can. */
  readonly problem: HashProblem | null
}

// For the whole process: its memory and its threads are one, whoever asks.
const withinFlood = limitAtOnce(mostChecksAtOnce)

// The usual choice of bcrypt programs, for a site of which nothing better is known.
const usualHash = '$2b$10$xnVQGmcMsHpV0bOmkc5RkeBv1yrhnlsRW1yVnpsK1YXZ3y4mhvGSu'

/** Which kind of hash this is (`bcrypt`, `django-scrypt` …); null for one that no password can match. */
export function recognizeHash(hash: string, options: PasswordOptions = {}): string | null {
  const { format, problem } = describeHash(hash, options)
  return problem === null ? format : null
}

/** What a stored value is, whether it is weak, and why no password can match it. Never holds any of the value itself. */
export function describeHash(hash: string, options: PasswordOptions = {}): HashDescription {
  const { format, found } = find(hash, options)
  const problem = typeof found === 'string' ? found : null
  return { format: format?.name ?? null, weak: format?.weak === true, problem }
}

/**
 * Checks a password against a stored hash, off the main thread. The password is taken as it is, neither trimmed nor
 * normalised; one of more than 1024 characters is wrong, after the same time. A hash that is empty, unknown, malformed
 * or too costly matches nothing: `describeHash` says why. The formats are listed in `docs/passwords.md`. Throws a
 * TypeError for an unknown `scheme`, and a `PasswordChecksError` while 500 checks run or wait.
 */
export async function verifyPasswordHash(
  hash: string,
  password: string,
  options: PasswordOptions = {},
): Promise<boolean> {
  const { found } = find(hash, options)
  if (typeof found === 'string') return false
  const candidate = withinLimit(password)
  const isEqual = await withinFlood(() => matches(found, Buffer.from(candidate ?? '')))
  return isEqual && candidate !== null
}

/**
 * Takes the time of one check, and tells nothing: for an address that no account has. `like` is a hash of the site,
 * whose cost is spent (with the options that belong to it); without one that of bcrypt at cost 10.
 */
export async function verifyNobody(
  password: string,
  { like = '', ...options }: PasswordOptions & { readonly like?: string } = {},
): Promise<void> {
  const { found } = find(like, options)
  const hash = typeof found === 'string' ? usualHash : like
  await verifyPasswordHash(hash, password, options)
}

interface Found {
  readonly format: PasswordFormat | null
  readonly found: StoredHash | HashProblem
}

function find(hash: unknown, options: PasswordOptions): Found {
  if (typeof hash !== 'string') return { format: null, found: 'empty' }
  const noHash = findNoHash(hash)
  if (noHash !== null) return { format: null, found: noHash }
  for (const format of formats) {
    const parsed = format.parse(hash, options)
    if (parsed !== null)
      return { format, found: isStored(parsed) && isConstant(parsed) ? 'constant' : parsed }
  }
  return { format: null, found: 'unknown' }
}

// All zeros, or all dots: put there by somebody, made by no program.
function isConstant({ expected }: StoredHash): boolean {
  return expected.every((byte) => byte === expected[0])
}

async function matches(stored: StoredHash, password: Buffer): Promise<boolean> {
  const spellings = stored.spellings?.(password) ?? [password]
  const made = await Promise.all(spellings.map((spelling) => stored.derive(spelling)))
  return made.some((key) => key.length === stored.expected.length && timingSafeEqual(key, stored.expected))
}

/** Null for what no site lets anybody choose: too long, or half a character, which would be read as another one. */
function withinLimit(password: unknown): string | null {
  if (typeof password !== 'string' || password.length > mostPasswordCharacters) return null
  return /\p{Surrogate}/u.test(password) ? null : password
}
