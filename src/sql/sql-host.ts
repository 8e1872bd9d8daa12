import type { Host, Registration, Visitor, WayToSignIn } from '../ports/host.js'
import type { Limiter } from '../ports/limiter.js'
import { createAccount, readProblems } from './account-creation.js'
import { type AccountRows, createAccountRows } from './account-rows.js'
import { diagnose } from './diagnose.js'
import { SqlConfigurationError } from './errors.js'
import type { Steps } from './executor.js'
import type { Finding } from './finding.js'
import { hashFormatsOf, hashProblems } from './hash-formats.js'
import { createSqlLimiter } from './limiter.js'
import type { LinkRows } from './link-rows.js'
import { createLinkStore, evictPredecessor, type SqlLinkStore } from './link-store.js'
import { linksInColumn } from './links-in-column.js'
import { linksInTable } from './links-in-table.js'
import { migrate, migrationStatements } from './migration.js'
import { findMigrationObstacles } from './migration-obstacles.js'
import type { SqlAccount, SqlHostOptions } from './options.js'
import { createPasswordCheck } from './password-check.js'
import type { PasswordHashes } from './password-hashes.js'
import { updateProfile } from './profile.js'
import { releaseEmail } from './release-email.js'
import { findSchemaProblems } from './schema-problems.js'
import { createSetPassword } from './set-password.js'
import { readSettings, type Settings } from './settings.js'
import { accountsProblems } from './site-problems.js'
import { findStoredHash } from './stored-hash.js'
import { proposeUsername, usernameField } from './username.js'

/** A host over an existing database, with the stores that Sparekey needs beside it. */
export interface SqlHost extends Host<SqlAccount> {
  /** Needs no key of a sign-up: what it writes comes with its link, or not at all. */
  createAccount(registration: Registration, visitor: Visitor): ReturnType<Host<SqlAccount>['createAccount']>
  readonly links: SqlLinkStore
  /** Counts attempts in the same database, for all instances together. */
  readonly limiter: Limiter
  /** What the database lacks, each with its fix: missing tables, columns and unique keys. */
  problems(): Promise<string[]>
  /** The statements that `migrate` would run now. */
  migrationStatements(): Promise<string[]>
  /** What stands in the way of `migrate`, each with its fix: values that are there twice, rights that are missing. */
  migrationObstacles(): Promise<Finding[]>
  /** Adds what is missing and changes nothing else; may be run again. Answers the statements that ran. */
  migrate(): Promise<string[]>
  /** Looks over the database for all that sign-ins need: keys, indexes, addresses, hashes, rights, clock. Only reads. */
  diagnose(): Promise<Finding[]>
}

/** See `sqlHost`, which brings the hashes. */
export function createSqlHost(options: SqlHostOptions, hashes: PasswordHashes): SqlHost {
  const settings = readSettings(options)
  refuseForeignTable(settings)
  const accounts = createAccountRows(settings)
  const links = createLinkRows(settings)
  refuseUnknownScheme(settings, hashes)
  const { executor } = settings.database
  const read = (id: string) => waysOf(settings, hashes, accounts, id)
  // Ways that the site's own code tells cannot be asked for inside a transaction.
  const readWays = options.waysToSignIn === undefined ? read : null
  return {
    findAccount: (id) => executor.read(() => accounts.find(id)),
    findAccountsByEmail: (email) => executor.read(() => accounts.findByEmail(email)),
    createAccount: (registration) => createAlone(settings, accounts, links, registration),
    waysToSignIn: (account) => executor.read(() => read(account.id)),
    endAccess: async () => {},
    updateAccount: ({ id }, changes) => executor.transaction(() => updateProfile(settings, id, changes)),
    ...createPasswordCheck(settings, accounts, hashes),
    ...firstPasswords(options, { settings, accounts, hashes }),
    ...releasing(options, settings, accounts),
    ...usernameAsked(settings),
    ...overrides(options),
    links: createLinkStore({ settings, accounts, links, readWays }),
    limiter: createSqlLimiter(settings),
    problems: async () => [
      ...(await findSchemaProblems(settings)),
      ...hashProblems(await hashFormatsOf(settings, hashes)),
    ],
    migrationStatements: () => migrationStatements(settings),
    migrationObstacles: () => executor.read(() => findMigrationObstacles(settings)),
    migrate: () => migrate(settings),
    diagnose: () => diagnose({ settings, accounts, links, describeHash: hashes.describeHash }),
  }
}

/** Where the database answers at once, a mapping that does not fit stops here and not at the first customer. */
function refuseForeignTable(settings: Settings): void {
  const problems = settings.database.executor.readNow?.(() => accountsProblems(settings)) ?? []
  if (problems.length > 0) throw new SqlConfigurationError(problems)
}

/** A scheme that does not exist would otherwise be noticed at the first password. */
function refuseUnknownScheme({ passwords }: Settings, { recognizeHash }: PasswordHashes): void {
  try {
    recognizeHash('0'.repeat(64), { salt: 'salt', ...passwords })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new SqlConfigurationError([`passwords: ${reason}`])
  }
}

function createLinkRows(settings: Settings): LinkRows {
  const { links } = settings
  return links.kind === 'table' ? linksInTable(settings, links.table) : linksInColumn(settings, links)
}

function overrides({
  verifyPassword,
  verifyNobody,
  waysToSignIn,
  endAccess,
  admit,
  updateAccount,
  setPassword,
}: SqlHostOptions) {
  const given = { verifyPassword, verifyNobody, waysToSignIn, endAccess, admit, updateAccount, setPassword }
  return Object.fromEntries(Object.entries(given).filter(([, own]) => own !== undefined))
}

function firstPasswords(
  { hashPassword }: SqlHostOptions,
  parts: Parameters<typeof createSetPassword>[0],
): Pick<Host<SqlAccount>, 'setPassword'> {
  return hashPassword === undefined ? {} : { setPassword: createSetPassword(parts, hashPassword) }
}

function releasing(
  { releaseEmail: own }: SqlHostOptions,
  settings: Settings,
  accounts: AccountRows,
): Pick<Host<SqlAccount>, 'releaseEmail'> {
  if (typeof own === 'function') return { releaseEmail: own }
  if (settings.releaseEmail !== 'clear') return {}
  const { executor } = settings.database
  return { releaseEmail: ({ id }) => executor.transaction(() => releaseEmail(settings, accounts, id)) }
}

async function createAlone(
  settings: Settings,
  accounts: AccountRows,
  links: LinkRows,
  registration: Registration,
) {
  const { executor } = settings.database
  try {
    return await executor.transaction(function* () {
      const account = yield* createAccount(settings, accounts, registration)
      yield* evictPredecessor({ settings, links }, account.id, settings.clock())
      return { account }
    })
  } catch (error) {
    return { problems: await readProblems(settings, error) }
  }
}

function* waysOf(
  settings: Settings,
  hashes: PasswordHashes,
  accounts: AccountRows,
  id: string,
): Steps<WayToSignIn[]> {
  const account = yield* accounts.find(id)
  const canReset =
    settings.passwordReset === 'by-mail' && account?.emailProven === true && account.email !== null
  const hash = yield* findStoredHash(settings, hashes, account)
  return [...(hash === null ? [] : ['password' as const]), ...(canReset ? ['mailbox' as const] : [])]
}

/** A username is asked for by the registration page itself, and proposed there. */
function usernameAsked(settings: Settings): Pick<Host, 'registrationFields' | 'proposeFields'> {
  const { username } = settings.mapping
  if (username === null || username.from === 'email') return {}
  return {
    registrationFields: { [usernameField]: { autocomplete: 'username' } },
    proposeFields: async (from) => ({
      [usernameField]: await settings.database.executor.read(() => proposeUsername(settings, from)),
    }),
  }
}
