import type { Violation } from './dialect.js'

const rules: Readonly<Record<string, Violation['rule']>> = {
  '23505': 'unique',
  '23502': 'not-null',
  '23514': 'check',
}

/** Which rule of the schema a statement broke. The message is in the language of the server, its fields are not. */
export function readPostgresViolation(error: unknown): Violation | null {
  const rule = rules[codeOf(error)]
  if (rule === undefined) return null
  const [column, constraint] = [textOf(error, 'column'), textOf(error, 'constraint')]
  const [schema, name] = [textOf(error, 'schema'), textOf(error, 'table')]
  return {
    rule,
    columns: column === null ? [] : [column],
    index: column === null ? constraint : null,
    ...(schema === null || name === null ? {} : { table: { schema, name } }),
  }
}

/** Serialisation failure (CockroachDB tells it at COMMIT), deadlock, lock not to be had. */
const transient = new Set(['40001', '40P01', '55P03'])

/** The server undid the transaction because of another one. */
export function isPostgresConflict(error: unknown): boolean {
  return transient.has(codeOf(error))
}

const lostCodes = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  // postgres.js
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
])
// The driver has no code for a connection that it has already seen the end of. These words are its own, in English.
const lostWords = /^Connection terminated|^Client has encountered a connection error|^Client was closed/

/** The connection ended; what was not committed is undone. */
export function isPostgresConnectionLost(error: unknown): boolean {
  const code = codeOf(error)
  return lostCodes.has(code) || code.startsWith('08') || lostWords.test(textOf(error, 'message') ?? '')
}

/** Nobody knows whether the transaction was committed: the answer to COMMIT was lost, or CockroachDB says so. */
export function isCommitUnknown(error: unknown): boolean {
  return codeOf(error) === '40003' || isPostgresConnectionLost(error)
}

function codeOf(error: unknown): string {
  return textOf(error, 'code') ?? ''
}

function textOf(error: unknown, field: string): string | null {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, field) : null
  return typeof value === 'string' && value !== '' ? value : null
}
