import type { HashFinding } from './inspection.js'
import type { PasswordHashes } from './password-hashes.js'
import type { Settings } from './settings.js'
import { sampleHashes } from './stored-hash.js'

const sampled = 200

/** Counts what is stored as passwords in some rows. Counts only: no hash is ever given out. */
export async function hashFormatsOf(settings: Settings, hashes: PasswordHashes): Promise<HashFinding> {
  const stored = await settings.database.executor.read(() => sampleHashes(settings, sampled))
  const described = stored.map(({ hash, options }) => hashes.describeHash(hash, options))
  const unusable = described.filter(({ problem }) => problem !== null && problem !== 'empty')
  return {
    sampled: stored.length,
    empty: described.filter(({ problem }) => problem === 'empty').length,
    formats: counts(described.filter(({ problem }) => problem === null).map(({ format }) => format)),
    unusable: counts(
      unusable.map(({ format, problem }) => (format === null ? problem : `${problem}: ${format}`)),
    ),
  }
}

function counts(names: readonly (string | null)[]): Record<string, number> {
  const distinct = [...new Set(names)]
  return Object.fromEntries(
    distinct.map((name) => [name ?? 'unknown', names.filter((one) => one === name).length]),
  )
}

/** Worth a sentence only where not one of them can be checked: then the site was told wrong. */
export function hashProblems({ sampled: seen, formats, unusable }: HashFinding): string[] {
  const reasons = Object.entries(unusable).map(([reason, rows]) => `${rows} ${reason}`)
  if (Object.keys(formats).length > 0 || reasons.length === 0) return []
  return [
    `None of the ${seen} password hashes looked at can be checked (${reasons.join(', ')}). Tell how they are made in passwords.scheme or passwords.firebase, and where the salt is in accounts.passwordSalt.`,
  ]
}
