import { chooseDatabase } from './choose-database.js'
import {
  type ConfigurationFile,
  configurationPath,
  findConfiguration,
  readConfiguration,
} from './config-file.js'
import type { DatabaseAddress } from './database-address.js'
import { type Environment, readEnvironment } from './environment.js'

/** The options of every command that opens a database. */
export const databaseArguments = {
  database: {
    type: 'string',
    valueHint: 'url or file',
    description: 'The database; else that of DATABASE_URL, else that of the configuration',
  },
  config: {
    type: 'string',
    valueHint: 'file',
    description: 'The configuration, if it is not sparekey.config.json in this folder',
  },
  json: { type: 'boolean', description: 'Prints one JSON document and nothing else' },
} as const

export interface DatabaseArguments {
  readonly database: string | undefined
  readonly config: string | undefined
}

/** What a command works with: the folder it was started in, its configuration and its database. */
export interface Workplace {
  readonly folder: string
  readonly environment: Environment
  readonly file: ConfigurationFile
  readonly address: DatabaseAddress
}

/** Reads all that; throws a `UsageError` where a part is missing. */
export function findWorkplace({ database, config }: DatabaseArguments): Workplace {
  const folder = process.cwd()
  const environment = readEnvironment(folder)
  const file = readConfiguration(configurationPath(folder, config))
  return {
    folder,
    environment,
    file,
    address: chooseDatabase({ given: database, environment, file, folder }),
  }
}

/** The same for a command that may make the configuration. */
export function findDatabaseAlone({ database, config }: DatabaseArguments) {
  const folder = process.cwd()
  const environment = readEnvironment(folder)
  const file = findConfiguration(configurationPath(folder, config))
  return {
    folder,
    environment,
    file,
    address: chooseDatabase({ given: database, environment, file, folder }),
  }
}
