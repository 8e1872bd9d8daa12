import type { CatalogTable } from './inspect-catalog.js'
import { namedColumn, valuesOf } from './inspect-columns.js'
import type { Findings, Located } from './inspect-findings.js'
import type { FoundFlag } from './inspect-flags.js'
import { findLowered } from './inspect-programs.js'
import { fillings, findRequiredColumns } from './inspect-required.js'
import { isNormalized, withoutNormalWords, wordsOf } from './inspect-words.js'

/** How `sqlHost` finds addresses: in a column, with its copy for searches, or in a table of their own. */
export function emailMapping(email: Located, verified: FoundFlag | null): unknown {
  const normalized = findNormalized(email)
  const copied = normalized === null ? {} : { normalized }
  if (email.table === null) return normalized === null ? email.column : { column: email.column, ...copied }
  const primary = findPrimary(email.in)
  const filled = fillings(
    findRequiredColumns({ table: email.in, rows: email.rows, mapped: ownColumns(email, verified) }),
  )
  return {
    table: email.in.name,
    ...(email.in.schema === null ? {} : { schema: email.in.schema }),
    account: email.key,
    column: email.column,
    ...copied,
    ...(verified === null ? {} : { verified: verified.mapping }),
    ...(primary === null ? {} : { primary }),
    ...(email.copy === undefined ? {} : { copy: email.copy }),
    ...(Object.keys(filled).length === 0 ? {} : { defaults: filled }),
  }
}

function ownColumns(email: Located, verified: FoundFlag | null): string[] {
  const { column, key, in: table } = email
  const all = [column, key, verified?.column, findPrimary(table), findNormalized(email)?.column]
  return all.flatMap((name) => name ?? [])
}

function findPrimary({ columns }: CatalogTable): string | null {
  const found = columns.find(
    ({ name, kind }) => kind !== 'text' && /^(?:is)?(?:primary|main|default)$/.test(wordsOf(name).join('')),
  )
  return found?.name ?? null
}

export function usernameMapping(username: Located, email: Located | undefined): unknown {
  const normalized = findNormalized(username)
  const isAddress = email !== undefined && email.in === username.in && repeats(username, email)
  if (normalized === null && !isAddress) return username.column
  return {
    column: username.column,
    ...(isAddress ? { from: 'email' } : {}),
    ...(normalized === null ? {} : { normalized }),
  }
}

/** True where nearly everybody's username is the address. */
function repeats(username: Located, email: Located): boolean {
  const rows = username.rows.filter(
    (row) => typeof row[username.column] === 'string' && row[username.column] !== '',
  )
  const same = rows.filter((row) => row[username.column] === row[email.column])
  return rows.length > 0 && same.length >= rows.length * 0.75
}

interface Normalized {
  readonly column: string
  readonly case: 'lower' | 'upper'
}

/** The column beside it with the same text all in one case, which the site searches. */
export function findNormalized(located: Located): Normalized | null {
  const known = findLowered(located.in, located.column)
  if (known !== null) return { column: known, case: 'lower' }
  const words = wordsOf(located.column).join('')
  const found = located.in.columns.find(
    ({ name, hasDefault }) => !hasDefault && isNormalized(name) && withoutNormalWords(name) === words,
  )
  if (found === undefined) return null
  const seen = valuesOf(located.rows, found.name).map(String)
  const isUpper =
    seen.length > 0 ? seen.some((text) => /\p{Lu}/u.test(text)) : wordsOf(found.name).includes('normalized')
  return { column: found.name, case: isUpper ? 'upper' : 'lower' }
}

/** Where hashes are, and which rows of their table are about passwords. */
export function passwordMapping({ passwordHash, salt }: Findings) {
  if (passwordHash === undefined) return {}
  const isBeside = salt !== undefined && salt.in === passwordHash.in
  return {
    passwordHash: passwordHash.table === null ? passwordHash.column : hashTable(passwordHash),
    ...(isBeside ? { passwordSalt: salt.column } : {}),
  }
}

function hashTable(passwordHash: Located): unknown {
  const kind = findKindOfCredential(passwordHash)
  return {
    table: passwordHash.in.name,
    ...(passwordHash.in.schema === null ? {} : { schema: passwordHash.in.schema }),
    account: passwordHash.key,
    column: passwordHash.column,
    ...(kind === null ? {} : { where: kind }),
  }
}

/** A table of credentials may hold other kinds, too: those with a hash are about passwords. */
function findKindOfCredential({ in: table, rows, column }: Located): Record<string, string> | null {
  const marks = ['provider', 'providerid', 'type', 'kind', 'credentialtype', 'strategy', 'method']
  const mark = table.columns.find(
    ({ name, kind }) => kind === 'text' && marks.includes(wordsOf(name).join('')),
  )
  if (mark === undefined || namedColumn(table, column) === null) return null
  const withHash = rows.filter((row) => row[column] !== null && row[column] !== '')
  const words = new Set(valuesOf(withHash, mark.name).map(String))
  const [only] = words
  return words.size === 1 && only !== undefined ? { [mark.name]: only } : null
}
