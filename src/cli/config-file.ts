import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { SqlHostOptions } from '../sql.js'
import { configurationShape } from './config-options.js'
import { holdsPassword } from './database-address.js'
import { UsageError } from './usage-error.js'

export const usualFile = 'sparekey.config.json'

/** Where the database is: in a variable of the environment, in a file, or at an address without a password. */
export type DatabaseEntry = { readonly env: string } | { readonly file: string } | { readonly url: string }

type HostFunctions =
  | 'verifyPassword'
  | 'waysToSignIn'
  | 'endAccess'
  | 'admit'
  | 'updateAccount'
  | 'verifyNobody'

/** The part of `sqlHost`'s options that JSON can hold. */
export type HostConfiguration = Omit<SqlHostOptions, 'database' | 'clock' | HostFunctions>

/** What `sparekey.config.json` holds. */
export interface Configuration {
  readonly database?: DatabaseEntry
  readonly host?: HostConfiguration
  readonly baseUrl?: string
  readonly basePath?: string
  readonly amazon?: { readonly clientId?: string; readonly region?: 'na' | 'eu' | 'fe' }
}

/** A configuration with the file that it was read from. */
export interface ConfigurationFile {
  readonly path: string
  readonly configuration: Configuration
}

/** Where the configuration is, or would be: the file that was named, else the usual one in this folder. */
export function configurationPath(folder: string, named: string | undefined): string {
  return resolve(folder, named ?? usualFile)
}

/** Reads and checks a configuration. Null where there is no such file. */
export function findConfiguration(path: string): ConfigurationFile | null {
  const written = readIfThere(path)
  return written === null ? null : { path, configuration: parseConfiguration(written, path) }
}

/** The same, for commands that cannot do without. */
export function readConfiguration(path: string): ConfigurationFile {
  const found = findConfiguration(path)
  if (found !== null) return found
  throw new UsageError(
    `There is no configuration ${path}.`,
    'Make one with: sparekey init, or name another file with --config.',
  )
}

export function parseConfiguration(written: string, path: string): Configuration {
  const value = parseJson(written.replace(/^\uFEFF/, ''), path)
  if (isConfiguration(value)) return value
  const problems = configurationShape.problems(value, '')
  throw new UsageError(
    [`The configuration ${path} cannot be used:`, ...problems.map((problem) => `  - ${problem}`)].join('\n'),
    'Correct it there, or write it anew with: sparekey init',
  )
}

/** Writes a configuration, whole or not at all. */
export function writeConfiguration({ path, configuration }: ConfigurationFile): void {
  const { database } = configuration
  if (database !== undefined && 'url' in database && holdsPassword(database.url)) {
    throw new TypeError(
      'A password does not belong into the configuration: name a variable of the environment.',
    )
  }
  const draft = `${path}.${process.pid}.tmp`
  try {
    writeFileSync(draft, `${JSON.stringify(configuration, null, 2)}\n`)
    renameSync(draft, path)
  } catch (error) {
    throw new UsageError(
      `The configuration ${path} cannot be written: ${messageOf(error)}`,
      `Look whether this user may write in ${dirname(path)}, or name another file with --config.`,
    )
  }
}

function isConfiguration(value: unknown): value is Configuration {
  return configurationShape.problems(value, '').length === 0
}

function parseJson(written: string, path: string): unknown {
  try {
    return JSON.parse(written)
  } catch (error) {
    throw new UsageError(
      `The configuration ${path} is not JSON${placeOf(error, written)}: ${messageOf(error)}`,
      'JSON knows no comments, no comma after the last entry, and only double quotes.',
    )
  }
}

function placeOf(error: unknown, written: string): string {
  const position = /position (\d+)/.exec(messageOf(error))?.[1]
  if (position === undefined) return ''
  const lines = written.slice(0, Number(position)).split('\n')
  return `, line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw new UsageError(
      `The configuration ${path} cannot be read: ${messageOf(error)}`,
      'Look whether it is a file that this user may read, or name another one with --config.',
    )
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
