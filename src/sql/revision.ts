import { createHash } from 'node:crypto'
import type { Row } from './executor.js'
import { flagColumn } from './flag.js'
import type { Settings } from './settings.js'
import { valueIn } from './shape.js'

/**
 * Another text as soon as the password, the proof of the mailbox or the state of the account is another. A digest, so
 * that no hash goes where an account goes.
 */
export function revisionOf({ mapping }: Settings, row: Row): string {
  const { passwordHash, emailVerified, disabled } = mapping
  const columns = [
    ...(passwordHash?.part === null ? [passwordHash.column, passwordHash.salt ?? []].flat() : []),
    ...(emailVerified === null ? [] : [flagColumn(emailVerified)]),
    ...disabled.map(flagColumn),
  ]
  const values = columns.map((column) => textOfValue(valueIn(row, column)))
  return createHash('sha256').update(JSON.stringify(values)).digest('base64url')
}

function textOfValue(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'no time' : value.toISOString()
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
  return typeof value === 'bigint' ? value.toString() : JSON.stringify(value)
}
