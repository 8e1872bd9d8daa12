import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { UsageError } from './usage-error.js'

export type DatabaseKind = 'postgres' | 'mysql' | 'sqlite'

/** Where a database is. `shown` is for people: it never holds a password. */
export interface DatabaseAddress {
  readonly kind: DatabaseKind
  /** An address with everything in it, or the path of a file. */
  readonly target: string
  readonly shown: string
}

const kinds: Readonly<Record<string, DatabaseKind>> = {
  postgres: 'postgres',
  postgresql: 'postgres',
  mysql: 'mysql',
  mariadb: 'mysql',
}

const examples = 'postgres://user@host/shop, mysql://user@host/shop, or the path of an SQLite file'

/** Reads what somebody wrote for a database: an address, or a file under this folder. */
export function parseDatabaseAddress(written: string, folder: string): DatabaseAddress {
  const given = written.trim()
  if (given === '') throw new UsageError('The database is an empty text.', `Give ${examples}.`)
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(given)?.[1]?.toLowerCase() ?? ''
  const kind = kinds[scheme]
  if (kind !== undefined) return { kind, target: given, shown: withoutPassword(given) }
  if (scheme === 'sqlite' || scheme === 'file') return ofFile(pathOf(given, scheme), folder)
  // One letter is a drive of Windows.
  if (scheme.length < 2) return ofFile(given, folder)
  throw new UsageError(`"${scheme}:" is no database that is known here.`, `Give ${examples}.`)
}

/** True where a password stands in the address itself. */
export function holdsPassword(address: string): boolean {
  const url = parseUrl(address)
  if (url === null) return /^[a-z][a-z\d+.-]*:\/\/[^/]*:[^/]*@/i.test(address)
  return url.password !== '' || [...url.searchParams.keys()].some((name) => /pass/i.test(name))
}

/** The address for people: without password, and without options that may hold one. */
export function withoutPassword(address: string): string {
  const url = parseUrl(address)
  if (url === null || !address.includes('://')) return address.replace(/:.*@/s, '://…@')
  const user = url.username === '' ? '' : `${url.username}@`
  return `${url.protocol}//${user}${url.host}${url.pathname}`
}

function ofFile(path: string, folder: string): DatabaseAddress {
  if (path === '' || path.startsWith(':memory:')) {
    throw new UsageError(
      'A database in memory is gone when the command ends.',
      'Give the path of an SQLite file.',
    )
  }
  return { kind: 'sqlite', target: resolve(folder, path), shown: path }
}

function pathOf(given: string, scheme: string): string {
  const [rest = ''] = given.slice(scheme.length + 1).split('?')
  if (!rest.startsWith('//')) return rest
  if (scheme === 'file' && rest.startsWith('///')) return fileURLToPath(`file:${rest}`)
  return decodeURIComponent(rest.slice(2))
}

function parseUrl(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null
}
