import type { PasswordOptions } from '../ports/password-options.js'
import type { Examined } from './diagnose.js'
import type { Steps } from './executor.js'
import type { Finding } from './finding.js'
import { sampleHashes } from './stored-hash.js'

const sampled = 1000

/** What a stored value is; see `describeHash` of `sparekey/passwords`. */
export type DescribeStoredHash = (
  hash: string,
  options: PasswordOptions,
) => {
  readonly format: string | null
  readonly weak: boolean
  readonly problem: string | null
}

/** The kinds of hashes in a sample of accounts, and whether they can be verified. */
export function* diagnoseHashes({ settings, describeHash }: Examined): Steps<Finding[]> {
  if (settings.accounts.passwordHash === undefined) return [notMapped]
  const stored = yield* sampleHashes(settings, sampled)
  const kinds = stored
    .map(({ hash, options }) => describeHash(hash, options))
    // Nothing, or a mark that there is none.
    .filter(({ problem }) => problem !== 'empty' && problem !== 'constant')
  if (kinds.length === 0)
    return [{ check: 'hashes', level: 'ok', message: 'No account that was looked at has a password.' }]
  const good = kinds.filter(({ problem }) => problem === null)
  const bad = kinds.filter(({ problem }) => problem !== null)
  const weak = good.filter((kind) => kind.weak)
  return [
    ...(good.length === 0 ? [] : [recognized(good.map(({ format }) => format ?? ''))]),
    ...(bad.length === 0
      ? []
      : [
          unverifiable(
            bad.map(({ problem, format }) => format ?? problem ?? ''),
            good.length,
          ),
        ]),
    ...(weak.length === 0 ? [] : [guessable(weak.map(({ format }) => format ?? ''))]),
  ]
}

const notMapped: Finding = {
  check: 'hashes',
  level: 'warning',
  message: 'No column for password hashes is mapped: nobody can prove an account by its password.',
  fix: 'Map host.accounts.passwordHash, or give verifyPassword where passwords are checked elsewhere.',
}

function recognized(formats: readonly string[]): Finding {
  return {
    check: 'hashes',
    level: 'ok',
    message: `Password hashes that are verified: ${countEach(formats)}.`,
  }
}

function unverifiable(kinds: readonly string[], verified: number): Finding {
  return {
    check: 'hashes',
    level: verified === 0 ? 'problem' : 'warning',
    message: `Password hashes that no password can match, among those looked at: ${countEach(kinds)}.`,
    fix: 'See docs/passwords.md: some formats need host.passwords (a pepper, a salt column, a project key). Where passwords are checked elsewhere, give verifyPassword.',
  }
}

function guessable(formats: readonly string[]): Finding {
  return {
    check: 'hashes-weak',
    level: 'warning',
    message: `Hashes that can be guessed at next to no cost when they are stolen: ${countEach(formats)}.`,
    fix: 'Have your own sign-in hash anew (bcrypt, argon2id or scrypt) when a password is next entered.',
  }
}

function countEach(names: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].map(([name, count]) => `${name} (${count})`).join(', ')
}
