import type { Violation } from './dialect.js'

/** Another connection holds the write lock, or wrote since this transaction began to read. */
export function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error))
}

/** A transaction is open already. SQLite translates no message, and has no number of its own for this. */
export function isInsideTransaction(error: unknown): boolean {
  return error instanceof Error && /cannot start a transaction within a transaction/.test(error.message)
}

/** Which rule of the schema a statement broke. */
export function readSqliteViolation(error: unknown): Violation | null {
  if (!codeOf(error).startsWith('SQLITE_CONSTRAINT') || !(error instanceof Error)) return null
  const [, rule, subject] = /(UNIQUE|NOT NULL|CHECK) constraint failed: (.+)$/.exec(error.message) ?? []
  if (rule === undefined || subject === undefined) return null
  const [, index] = /^index '(.+)'$/.exec(subject) ?? []
  return {
    rule: rule === 'UNIQUE' ? 'unique' : rule === 'NOT NULL' ? 'not-null' : 'check',
    columns: index === undefined ? subject.split(', ').map(withoutTable) : [],
    index: index ?? null,
  }
}

function withoutTable(column: string): string {
  return column.slice(column.lastIndexOf('.') + 1)
}

// node:sqlite gives numbers in place of names: the last byte is the kind, as in SQLITE_BUSY_SNAPSHOT (517).
const kinds: Readonly<Record<number, string>> = {
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  19: 'SQLITE_CONSTRAINT',
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if ('errcode' in error && typeof error.errcode === 'number') return kinds[error.errcode & 0xff] ?? ''
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}
