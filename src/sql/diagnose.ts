import type { AccountRows } from './account-rows.js'
import { diagnoseAddresses } from './diagnose-addresses.js'
import { type DescribeStoredHash, diagnoseHashes } from './diagnose-hashes.js'
import { diagnoseIndexes } from './diagnose-indexes.js'
import { diagnoseLinks } from './diagnose-links.js'
import { diagnoseNews } from './diagnose-news.js'
import { findMissingRights, isRefusal } from './diagnose-rights.js'
import { diagnoseServer } from './diagnose-server.js'
import type { Steps } from './executor.js'
import type { Finding } from './finding.js'
import type { LinkRows } from './link-rows.js'
import { findSchemaProblems } from './schema-problems.js'
import type { Settings } from './settings.js'
import { accountsProblems } from './site-problems.js'

/** All that is needed to look at a host over a database. */
export interface Examined {
  readonly settings: Settings
  readonly accounts: AccountRows
  readonly links: LinkRows
  readonly describeHash: DescribeStoredHash
}

type Check = (examined: Examined) => Steps<Finding[]>

/** What a returning customer, a new one and their host need from the database. Only reads. */
export async function diagnose(examined: Examined): Promise<Finding[]> {
  const { settings } = examined
  const { executor } = settings.database
  const findings = await executor.read(() => diagnoseServer(settings))
  const mapped = await executor.read(() => lookAtAccounts(examined))
  const fits = mapped.every(({ level }) => level === 'ok')
  const run = (name: string, check: Check): Promise<Finding[]> =>
    guarded(name, () => executor.read(() => check(examined)))
  const rest = [
    ...(await run('rights', lookAtRights)),
    ...(await guarded('index', () => lookAtIndexes(examined))),
    ...(await run('addresses', diagnoseAddresses)),
    ...(await run('hashes', diagnoseHashes)),
    ...(await run('links', diagnoseLinks)),
    ...(await run('news', diagnoseNews)),
  ]
  // Where a table or a column is missing, that alone is to be told, and not what could not be looked at for it.
  const told = fits ? rest : rest.filter(({ check }) => !check.endsWith(unlooked))
  return [...findings, ...mapped, ...(fits ? await findMissing(settings) : []), ...told]
}

function lookAtIndexes(examined: Examined): Promise<Finding[]> {
  const { dialect, executor } = examined.settings.database
  const look = () => diagnoseIndexes(examined)
  // What is set on PostgreSQL for the look at plans is to end with the transaction; the others need no lock for it.
  return dialect.name === 'postgres' ? executor.transaction(look) : executor.read(look)
}

const unlooked = '-not-looked-at'

async function findMissing(settings: Settings): Promise<Finding[]> {
  const problems = await findSchemaProblems(settings)
  if (problems.length === 0) {
    return [
      { check: 'tables', level: 'ok', message: "Sparekey's tables, columns and unique keys are all there." },
    ]
  }
  return problems.map((message) => ({
    check: 'tables',
    level: 'problem',
    message,
    fix: 'Look at what would be added with: sparekey migrate --dry-run',
  }))
}

function* lookAtAccounts({ settings }: Examined): Steps<Finding[]> {
  const problems = yield* accountsProblems(settings)
  if (problems.length === 0) {
    return [
      {
        check: 'accounts-table',
        level: 'ok',
        message: `${settings.accountsTable} has all columns that are mapped, and new rows get all they must have.`,
      },
    ]
  }
  return problems.map((message) => ({
    check: 'accounts-table',
    level: 'problem',
    message,
    fix: 'Correct host.accounts in the configuration, or let it be proposed anew with: sparekey init',
  }))
}

function* lookAtRights({ settings }: Examined): Steps<Finding[]> {
  const missing = yield* findMissingRights(settings, 'sign-in')
  return missing.length > 0
    ? missing
    : [{ check: 'rights', level: 'ok', message: 'This user may read and write what Sparekey needs.' }]
}

/** One thing that cannot be looked at must not hide what is wrong with the others. */
async function guarded(check: string, look: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look()
  } catch (error) {
    if (isGone(error)) throw error
    const why = error instanceof Error ? error.message : String(error)
    return [
      {
        check: `${check}${unlooked}`,
        level: 'warning',
        message: `What concerns ${check} could not be looked at: ${why}`,
        fix: isRefusal(error)
          ? 'Grant this user what it lacks, or run this as one who has it.'
          : 'Run this again when less is going on.',
      },
    ]
  }
}

const lost = /^(?:ECONN|EPIPE|57P0|PROTOCOL_CONNECTION|ER_SERVER_SHUTDOWN)/

function isGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && lost.test(String(error.code))) || /connection terminated/i.test(error.message)
}
