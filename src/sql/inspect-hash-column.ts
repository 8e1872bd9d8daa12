import type { Builder } from './dialect.js'
import type { Steps } from './executor.js'
import type { CatalogTable } from './inspect-catalog.js'
import type { Findings, Located } from './inspect-findings.js'
import { type DescribeHash, describeHashes, readHashes, total } from './inspect-hashes.js'
import { sampleRows } from './inspect-samples.js'
import { beside } from './inspect-vocabulary.js'
import { wordsOf } from './inspect-words.js'

// Codes and keys are hashed like passwords; a few rows of them must not pass for the column of passwords.
const alsoHashed = new Set([
  'remember',
  'digest',
  'api',
  'key',
  'pin',
  'session',
  'magic',
  'invite',
  'invitation',
])

/** The column of hashes by what is in it, for a table that calls it by a name nobody would guess. */
export function* findHashColumn(
  builder: Builder,
  table: CatalogTable,
  { findings, describeHash }: { readonly findings: Findings; readonly describeHash: DescribeHash },
): Steps<Located | null> {
  const taken = Object.values(findings).map(({ column }) => column)
  const names = table.columns
    .filter(({ kind, name }) => kind === 'text' && !taken.includes(name) && !isBeside(name))
    .map(({ name }) => name)
  const rows = yield* sampleRows(builder, table, names)
  const looked = names
    .map((column) => ({
      column,
      hashes: readHashes({ rows, column, salt: null, scheme: undefined }, describeHash),
    }))
    .filter(
      ({ hashes }) => total(hashes.formats) * 2 > hashes.sampled - hashes.empty && total(hashes.formats) > 0,
    )
    .toSorted((one, other) => total(other.hashes.formats) - total(one.hashes.formats))
  const [best, ...others] = looked
  if (best === undefined) return null
  const alternatives = others.map(({ column }) => column)
  // Two of them, and one is not for passwords: a person has to say which.
  const confidence = alternatives.length > 0 ? 'guess' : 'likely'
  const reasons = describeHashes(best.hashes)
  return { column: best.column, table: null, confidence, reasons, alternatives, in: table, key: null, rows }
}

function isBeside(name: string): boolean {
  return wordsOf(name).some((word) => beside.has(word) || alsoHashed.has(word))
}
