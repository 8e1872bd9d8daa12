import { dirname } from 'node:path'
import type { ConfigurationFile } from './config-file.js'
import { type DatabaseAddress, parseDatabaseAddress } from './database-address.js'
import type { Environment } from './environment.js'
import { UsageError } from './usage-error.js'

export interface DatabaseChoice {
  /** What stands behind `--database`. */
  readonly given: string | undefined
  readonly environment: Environment
  readonly file: ConfigurationFile | null
  readonly folder: string
}

/** Which database to use: the one that was given, else that of `DATABASE_URL`, else that of the configuration. */
export function chooseDatabase({ given, environment, file, folder }: DatabaseChoice): DatabaseAddress {
  if (given !== undefined) return parseDatabaseAddress(given, folder)
  const usual = environment['DATABASE_URL'] ?? ''
  if (usual !== '') return parseDatabaseAddress(usual, folder)
  const entry = file?.configuration.database
  if (file === null || entry === undefined) {
    throw new UsageError(
      'No database is named.',
      'Name one with --database <url or file>, or in DATABASE_URL, in the environment or in .env.',
    )
  }
  if ('file' in entry) return parseDatabaseAddress(entry.file, dirname(file.path))
  if ('url' in entry) return parseDatabaseAddress(entry.url, folder)
  return parseDatabaseAddress(fromEnvironment(entry.env, environment), folder)
}

function fromEnvironment(name: string, environment: Environment): string {
  const written = environment[name] ?? ''
  if (written !== '') return written
  throw new UsageError(
    `${name}, where the configuration says the database is, is not set.`,
    `Set ${name} in the environment or in .env, or name a database with --database <url or file>.`,
  )
}
