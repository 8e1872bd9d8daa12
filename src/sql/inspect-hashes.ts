import type { PasswordOptions, PasswordScheme } from '../ports/password-options.js'
import type { Row } from './executor.js'
import type { HashFinding } from './inspection.js'

/** What a stored value is, as `describeHash` of `sparekey/passwords` tells it. */
export type DescribeHash = (
  hash: string,
  options: Pick<PasswordOptions, 'salt' | 'scheme'>,
) => {
  readonly format: string | null
  readonly problem: string | null
}

interface StoredHashes {
  readonly rows: readonly Row[]
  readonly column: string
  /** The column beside it that holds the salt. */
  readonly salt: string | null
  readonly scheme: PasswordScheme | undefined
}

/** Counts the formats of some stored hashes. */
export function readHashes(
  { rows, column, salt, scheme }: StoredHashes,
  describeHash: DescribeHash,
): HashFinding {
  const formats: Record<string, number> = {}
  const unusable: Record<string, number> = {}
  let empty = 0
  for (const row of rows) {
    const value = row[column]
    const beside = salt === null ? null : row[salt]
    const { format, problem } = describeHash(typeof value === 'string' ? value.trimEnd() : '', {
      ...(typeof beside === 'string' ? { salt: beside } : {}),
      ...(scheme === undefined ? {} : { scheme }),
    })
    if (problem === null) count(formats, format ?? 'unknown')
    else if (problem === 'empty') empty += 1
    else count(unusable, format === null ? problem : `${problem}: ${format}`)
  }
  return { sampled: rows.length, empty, formats, unusable }
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1
}

export function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, one) => sum + one, 0)
}

/** `38 of 50 are bcrypt`, for people. */
export function describeHashes({ sampled, formats }: HashFinding): string[] {
  return Object.entries(formats).map(([format, rows]) => `${rows} of ${sampled} rows looked at are ${format}`)
}
