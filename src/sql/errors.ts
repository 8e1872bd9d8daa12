/** The options of `sqlHost` cannot work; every problem is listed with its fix. */
export class SqlConfigurationError extends Error {
  override readonly name = 'SqlConfigurationError'
  readonly code = 'configuration-invalid'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(
      ['sqlHost cannot work with these options:', ...problems.map((problem) => `- ${problem}`)].join('\n'),
    )
    this.problems = problems
  }
}

/** The account went away, or its row could not be written, while a link to it was being made. */
export class AccountUnavailableError extends Error {
  override readonly name = 'AccountUnavailableError'
  readonly code = 'account-unavailable'
}

/** A row that was just read is no longer as it was: read again, then decide again. */
export class ChangedMeanwhileError extends Error {
  override readonly name = 'ChangedMeanwhileError'

  constructor() {
    super('Another writer changed the same link at the same time.')
  }
}

/** The input of an import is not what it was when it was looked at. What was written until then stays. */
export class ImportChangedError extends Error {
  override readonly name = 'ImportChangedError'
  readonly code = 'import-changed'

  constructor() {
    super('The input changed while it was imported. What is written stays; run the import again.')
  }
}

/** All connections of the host's pool are in use, and none came free in time. */
export class DatabaseBusyError extends Error {
  override readonly name = 'DatabaseBusyError'
  readonly code = 'database-busy'

  constructor(cause: unknown) {
    super(
      'No connection of the database pool came free in time. Make the pool larger, or look for connections that are not given back.',
      { cause },
    )
  }
}

/** The connection ended during COMMIT: the change was made or it was not, and trying again might make it twice. */
export class OutcomeUnknownError extends Error {
  override readonly name = 'OutcomeUnknownError'
  readonly code = 'outcome-unknown'

  constructor(cause: unknown) {
    super('The connection ended while a change was being committed; whether it was made is not known.', {
      cause,
    })
  }
}

/** Another instance was migrating for longer than anybody should wait. */
export class MigrationLockedError extends Error {
  override readonly name = 'MigrationLockedError'
  readonly code = 'migration-locked'

  constructor() {
    super('Another migration of this database has been running for a minute. Try again when it has ended.')
  }
}
