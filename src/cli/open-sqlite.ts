import { closeSync, openSync, readSync, statSync } from 'node:fs'
import type { HostDatabase, NodeSqliteHandle, SqliteHandle } from '../sql.js'
import type { DatabaseAddress } from './database-address.js'
import { type Driver, findDriver, loadDriver } from './load-driver.js'
import type { OpenOptions } from './open-database.js'
import { UsageError } from './usage-error.js'

const busyMilliseconds = 5000

type Handle = (SqliteHandle | NodeSqliteHandle) & { close(): unknown }
type HandleConstructor = new (path: string, options: { timeout: number }) => Handle

export async function openSqlite({ target, shown }: DatabaseAddress, { folder }: Required<OpenOptions>) {
  refuseUnlessDatabase(target, shown)
  const Database = findConstructor(folder)
  const handle = new Database(target, { timeout: busyMilliseconds })
  try {
    handle.exec(`pragma busy_timeout = ${busyMilliseconds}`)
    handle.exec('select count(*) from sqlite_master')
  } catch (error) {
    handle.close()
    throw error
  }
  const database: HostDatabase = handle
  return { database, close: async () => void handle.close() }
}

/** The drivers make a file that is not there: a typing error would end as an empty database. */
function refuseUnlessDatabase(path: string, shown: string): void {
  const problem = fileProblem(path)
  if (problem === null) return
  throw new UsageError(
    `${shown} ${problem}`,
    'Name the file that your site keeps its data in. None was made.',
  )
}

function fileProblem(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) return 'does not exist.'
  if (!found.isFile()) return 'is no file.'
  // A database that nobody has written to yet is an empty file.
  if (found.size === 0) return 'is empty: it holds no tables yet.'
  return readStart(path) === 'SQLite format 3\0' ? null : 'is no SQLite database.'
}

function readStart(path: string): string {
  const file = openSync(path, 'r')
  try {
    const start = Buffer.alloc(16)
    readSync(file, start, 0, start.length, 0)
    return start.toString('latin1')
  } finally {
    closeSync(file)
  }
}

function findConstructor(folder: string): HandleConstructor {
  const installed = findDriver(['libsql', 'better-sqlite3'], folder)
  // Looked for last: from Node 22.5 on it is always there, and warns that it is experimental.
  const builtIn = installed ?? findDriver(['node:sqlite'], folder)
  const driver: Driver = builtIn ?? loadDriver(['libsql', 'better-sqlite3'], folder, 'SQLite')
  const candidate = installed === null ? driver['DatabaseSync'] : driver
  if (isConstructor(candidate)) return candidate
  throw new TypeError('The SQLite driver that was found cannot open databases.')
}

function isConstructor(candidate: unknown): candidate is HandleConstructor {
  return typeof candidate === 'function'
}
