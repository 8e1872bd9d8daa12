import type { Violation } from './dialect.js'

// The words of a message follow the server's language (`lc_messages`); its number and its quotes do not.
const unique = new Set([1062, 1586])
const notNull = new Set([1048, 1364])
const check = new Set([3819, 4025])
/** Too long, out of range, not among the values of an enum, no text of the column's character set. */
const unfit = new Set([1264, 1265, 1292, 1366, 1406])

/** Which rule of the schema a statement broke. */
export function readMysqlViolation(error: unknown): Violation | null {
  const number = numberOf(error)
  const message = messageOf(error)
  // `Duplicate entry 'ada' for key 'users.email'`: MySQL 8 puts the table first; the value may hold anything.
  if (unique.has(number)) return { rule: 'unique', columns: [], index: lastQuoted(message) }
  if (notNull.has(number)) return { rule: 'not-null', columns: quoted(message).slice(0, 1), index: null }
  if (check.has(number)) return { rule: 'check', columns: [], index: quoted(message)[0] ?? null }
  if (unfit.has(number)) return { rule: 'check', columns: unfitColumns(message), index: null }
  return null
}

/**
 * Deadlock, lock wait timeout, a row that changed under the snapshot, and Galera: a conflict that shows at COMMIT, a
 * node that is not ready, a transaction that another node's write ended.
 */
const transient = new Set([1020, 1047, 1180, 1205, 1213, 1613, 1614])

/** True for an error that goes away when the transaction is started over. */
export function isMysqlTransient(error: unknown): boolean {
  return transient.has(numberOf(error)) || isConnectionLost(error)
}

const lostNumbers = new Set([1053, 1077, 1079, 1080, 1152, 1159, 1161, 1184, 1927, 2006, 2013, 2055, 4031])
const lostCodes = new Set(['PROTOCOL_CONNECTION_LOST', 'ECONNRESET', 'EPIPE'])
// mysql2 has no code for a statement that is given to a connection it has already seen the end of.
const closedWords = /^Can't add new command when connection is in closed state/

/** The server ended the connection; what was not committed is undone. */
export function isConnectionLost(error: unknown): boolean {
  return lostNumbers.has(numberOf(error)) || lostCodes.has(codeOf(error)) || wasNeverSent(error)
}

/** The end of the connection was known before the statement left. */
export function wasNeverSent(error: unknown): boolean {
  return closedWords.test(messageOf(error))
}

/** The binary log holds statements, which InnoDB cannot write under READ COMMITTED. */
export function needsRepeatableRead(error: unknown): boolean {
  return numberOf(error) === 1665
}

/** The connection has a transaction open that somebody else began. */
export function isTransactionOpen(error: unknown): boolean {
  return numberOf(error) === 1568
}

function unfitColumns(message: string): string[] {
  // MariaDB: "Incorrect integer value: 'x' for column `shop`.`users`.`age` at row 1".
  const path = /`([^`]+)` [^`]*$/.exec(message)?.[1]
  if (path !== undefined) return [path]
  const last = lastQuoted(message)
  return last === null ? [] : [last]
}

function quoted(message: string): string[] {
  return [...message.matchAll(/['`]([^'`]+)['`]/g)].flatMap(([, text]) => text ?? [])
}

function lastQuoted(message: string): string | null {
  return /'([^']+)'[^']*$/.exec(message)?.[1] ?? null
}

function numberOf(error: unknown): number {
  const number = fieldOf(error, 'errno')
  return typeof number === 'number' ? number : 0
}

function codeOf(error: unknown): string {
  const code = fieldOf(error, 'code')
  return typeof code === 'string' ? code : ''
}

function messageOf(error: unknown): string {
  const message = fieldOf(error, 'sqlMessage') ?? fieldOf(error, 'message')
  return typeof message === 'string' ? message : ''
}

function fieldOf(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined
}
