import { SqlConfigurationError, type SqlHost, sqlHost } from '../sql.js'
import type { ConfigurationFile } from './config-file.js'
import type { OpenDatabase } from './open-database.js'
import { UsageError } from './usage-error.js'

/** The host that the configuration describes, over a database that is open. */
export function openHost({ database }: OpenDatabase, { path, configuration }: ConfigurationFile): SqlHost {
  if (configuration.host === undefined) {
    throw new UsageError(`The configuration ${path} names no host.`, 'Let it be proposed with: sparekey init')
  }
  try {
    return sqlHost({ database, ...configuration.host })
  } catch (error) {
    if (!(error instanceof SqlConfigurationError)) throw error
    throw new UnfitConfigurationError(path, error.problems)
  }
}

/** The configuration names what is not in the database. */
export class UnfitConfigurationError extends UsageError {
  constructor(
    path: string,
    readonly problems: readonly string[],
  ) {
    super(
      [`The configuration ${path} does not fit this database:`, ...problems.map((one) => `  - ${one}`)].join(
        '\n',
      ),
      fixOfMapping,
    )
  }
}

export const fixOfMapping =
  'Correct "host" in the configuration, or let it be proposed anew with: sparekey init'
