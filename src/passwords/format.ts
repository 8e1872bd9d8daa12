import type { PasswordOptions } from './options.js'

/** One way of storing a password. */
export interface PasswordFormat {
  readonly name: string
  /** Set where a stolen hash gives its password away: each guess costs next to nothing. */
  readonly weak?: true
  /** Reads a hash of this format; null for any other. */
  parse(hash: string, options: PasswordOptions): ParsedHash
}

export type ParsedHash = StoredHash | HashProblem | null

/** A whole, well-formed hash within bounds, ready to be compared with. */
export interface StoredHash {
  readonly expected: Buffer
  /** Computes from a password, in UTF-8, what `expected` must be. */
  derive(password: Buffer): Promise<Buffer>
  /** What the program may have hashed for what a person typed; without it only just that. */
  spellings?(password: Buffer): readonly Buffer[]
}

/**
 * Why no password can match: there is nothing stored (`empty`) or a mark instead of a hash (`constant`); it is of no
 * known format (`unknown`) or one that is damaged (`malformed`), that would stop the server (`too-costly`), that
 * gives passwords away and was not asked for (`weak`), that cannot be checked here (`unsupported`), or that needs an
 * option which was not given (`needs-option`).
 */
export type HashProblem =
  | 'empty'
  | 'constant'
  | 'unknown'
  | 'malformed'
  | 'too-costly'
  | 'weak'
  | 'unsupported'
  | 'needs-option'

export function isStored(parsed: ParsedHash): parsed is StoredHash {
  return parsed !== null && typeof parsed === 'object'
}

/** The same hash, of a program that changes the password before it hashes it. */
export function afterwards(parsed: ParsedHash, change: (password: Buffer) => Buffer): ParsedHash {
  if (!isStored(parsed)) return parsed
  return { ...parsed, derive: (password) => parsed.derive(change(password)) }
}
