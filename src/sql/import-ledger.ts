import { hash } from 'node:crypto'
import type { ImportPair } from './import-row.js'

/** What became of a pair so far. */
export type Standing = 'open' | 'already-linked' | 'refused' | 'linked'

export type Entered =
  | { readonly kind: 'first' }
  /** The same pair once more. */
  | { readonly kind: 'repeated' }
  | {
      readonly kind: 'contradiction'
      readonly between: 'subject-given-twice' | 'account-given-twice'
      readonly otherLine: number
      /** Earlier lines that are refused only now, because of this one. */
      readonly alsoRefused: readonly number[]
    }

/**
 * Remembers which pairs an import has seen, to find those that contradict each other. Keeps fingerprints, about 40
 * bytes for each pair: a million rows stay far below what a set of a million strings would take, and nothing has to be
 * written to the database before the whole input is known to be sound.
 */
export interface Ledger {
  enter(pair: ImportPair): Entered
  /** Null for a pair that was never entered. */
  standing(pair: ImportPair): Standing | null
  mark(pair: ImportPair, standing: Standing): void
  count(standing: Standing): number
}

const standings: readonly Standing[] = ['open', 'already-linked', 'refused', 'linked']
const refused = standings.indexOf('refused')

// Of each entry: 64 bits that stand for the subject, 64 for the account, and the line.
const width = 5
const accountPart = 2
const linePart = 4

interface Entries {
  values: Uint32Array
  states: Uint8Array
  bySubject: Uint32Array
  byAccount: Uint32Array
  count: number
}

export function createLedger(): Ledger {
  const entries = emptyEntries(1024)
  const fingerprint = new Uint32Array(4)
  const find = (pair: ImportPair) => {
    writeFingerprint(fingerprint, pair)
    return {
      bySubject: entries.bySubject[slotOf(entries, entries.bySubject, fingerprint, 0)] ?? 0,
      byAccount: entries.byAccount[slotOf(entries, entries.byAccount, fingerprint, accountPart)] ?? 0,
    }
  }
  const findPair = (pair: ImportPair): number => {
    const { bySubject, byAccount } = find(pair)
    return bySubject === byAccount ? bySubject : 0
  }
  return {
    enter(pair) {
      const { bySubject, byAccount } = find(pair)
      if (bySubject !== 0 && bySubject === byAccount) return { kind: 'repeated' }
      add(entries, fingerprint, pair.line)
      if (bySubject === 0 && byAccount === 0) return { kind: 'first' }
      const others = [bySubject, byAccount].filter((entry) => entry !== 0)
      const alsoRefused = others
        .filter((entry) => entries.states[entry] !== refused)
        .map((entry) => lineOf(entries, entry))
      for (const entry of [...others, entries.count]) entries.states[entry] = refused
      const between = bySubject === 0 ? 'account-given-twice' : 'subject-given-twice'
      return {
        kind: 'contradiction',
        between,
        otherLine: lineOf(entries, bySubject || byAccount),
        alsoRefused,
      }
    },
    standing(pair) {
      const entry = findPair(pair)
      if (entry !== 0) return standings[entries.states[entry] ?? 0] ?? null
      const { bySubject, byAccount } = find(pair)
      // The later pair of a contradiction: at least one of its names leads to the earlier one.
      return bySubject !== 0 && byAccount !== 0 ? 'refused' : null
    },
    mark(pair, standing) {
      const entry = findPair(pair)
      if (entry !== 0) entries.states[entry] = standings.indexOf(standing)
    },
    count(standing) {
      const state = standings.indexOf(standing)
      return entries.states
        .subarray(1, entries.count + 1)
        .reduce((sum, one) => sum + Number(one === state), 0)
    },
  }
}

function emptyEntries(capacity: number): Entries {
  return {
    values: new Uint32Array(capacity * width),
    states: new Uint8Array(capacity),
    bySubject: new Uint32Array(capacity * 2),
    byAccount: new Uint32Array(capacity * 2),
    // The first is left empty: 0 in an index means that nothing is there.
    count: 0,
  }
}

/** Half of a SHA-1 for each name: two names that share it by chance would be refused, never mixed up in the database. */
function writeFingerprint(into: Uint32Array, { subject, accountId }: ImportPair): void {
  const ofSubject = hash('sha1', subject, 'buffer')
  const ofAccount = hash('sha1', accountId, 'buffer')
  into[0] = ofSubject.readUInt32LE(0)
  into[1] = ofSubject.readUInt32LE(4)
  into[2] = ofAccount.readUInt32LE(0)
  into[3] = ofAccount.readUInt32LE(4)
}

/** Where the entry with this half of the fingerprint is in an index, or where it would go. */
function slotOf({ values }: Entries, index: Uint32Array, fingerprint: Uint32Array, part: number): number {
  const mask = index.length - 1
  const [low, high] = [fingerprint[part], fingerprint[part + 1]]
  let slot = (low ?? 0) & mask
  for (;;) {
    const at = (index[slot] ?? 0) * width + part
    if (at === part || (values[at] === low && values[at + 1] === high)) return slot
    slot = (slot + 1) & mask
  }
}

function add(entries: Entries, fingerprint: Uint32Array, line: number): void {
  if (entries.count + 2 > entries.states.length) grow(entries)
  entries.count += 1
  entries.values.set(fingerprint, entries.count * width)
  entries.values[entries.count * width + linePart] = line
  enterInto(entries, entries.bySubject, entries.count, 0)
  enterInto(entries, entries.byAccount, entries.count, accountPart)
}

/** The first entry with a name keeps its place. */
function enterInto(entries: Entries, index: Uint32Array, entry: number, part: number): void {
  const fingerprint = entries.values.subarray(entry * width, (entry + 1) * width)
  const slot = slotOf(entries, index, fingerprint, part)
  if (index[slot] === 0) index[slot] = entry
}

function grow(entries: Entries): void {
  const larger = emptyEntries(entries.states.length * 2)
  larger.values.set(entries.values)
  larger.states.set(entries.states)
  larger.count = entries.count
  for (let entry = 1; entry <= entries.count; entry += 1) {
    enterInto(larger, larger.bySubject, entry, 0)
    enterInto(larger, larger.byAccount, entry, accountPart)
  }
  Object.assign(entries, larger)
}

function lineOf({ values }: Entries, entry: number): number {
  return values[entry * width + linePart] ?? 0
}
