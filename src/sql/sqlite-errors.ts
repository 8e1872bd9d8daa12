import type { Violation } from './dialect.js'

/** Another connection holds the write lock, or wrote since this transaction began to read. */
export function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error))
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

function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return ''
  return typeof error.code === 'string' ? error.code : ''
}
