import { sql } from 'kysely'
import type { Database } from './database.js'
import { openDatabase } from './database.js'
import { SqlConfigurationError } from './errors.js'
import type { Steps } from './executor.js'
import { isSameName } from './identifier.js'
import { examineTable } from './inspect-candidate.js'
import type { Catalog, CatalogTable } from './inspect-catalog.js'
import type { DescribeHash } from './inspect-hashes.js'
import { readMysqlCatalog } from './inspect-mysql.js'
import { readPostgresCatalog } from './inspect-postgres.js'
import { grantFor } from './inspect-problems.js'
import { readSqliteCatalog } from './inspect-sqlite.js'
import { enoughPoints, type RankedTable, rankTables } from './inspect-tables.js'
import type { Candidate, Confidence, Inspection, InspectionChoices, InspectionProblem } from './inspection.js'

/** No database has more tables than this that could be its accounts; the rest is not even looked into. */
const mostCandidates = 4

/** See `inspectDatabase` of `sparekey/sql`, which brings the hashes. */
export async function inspect(
  given: unknown,
  choices: InspectionChoices,
  describeHash: DescribeHash,
): Promise<Inspection> {
  const database = openDatabase(given)
  if (database === null) throw new SqlConfigurationError(['database: not a database that is known here.'])
  return inspectOpen(database, choices, describeHash)
}

export async function inspectOpen(
  database: Database,
  choices: InspectionChoices,
  describeHash: DescribeHash,
): Promise<Inspection> {
  const { builder, dialect } = database
  const catalog = await readOnly(database, () => readCatalog(database))
  const ranked = rankTables(catalog)
  const shortlist = choices.table === undefined ? shorten(ranked) : named(catalog, ranked, choices.table)
  const candidates: Candidate[] = []
  for (const one of shortlist) {
    candidates.push(
      await readOnly(database, () => examineTable({ builder, catalog, choices, describeHash }, one)),
    )
  }
  const settled = settle(candidates, choices)
  return {
    database: dialect.name,
    candidates: settled,
    passedOver: passOver(ranked, settled),
    problems: findProblems({ catalog, ranked, candidates: settled, choices }),
  }
}

const catalogs = { sqlite: readSqliteCatalog, postgres: readPostgresCatalog, mysql: readMysqlCatalog }

function readCatalog({ builder, dialect }: Database): Steps<Catalog> {
  return catalogs[dialect.name](builder)
}

// SQLite's transactions would lock out the site's writers, and MySQL cannot make one read-only once it has begun.
function readOnly<T>({ dialect, builder, executor }: Database, steps: () => Steps<T>): Promise<T> {
  const kind: string = dialect.name
  if (kind !== 'postgres') return executor.read(steps)
  return executor.transaction(function* () {
    yield sql`set transaction read only`.compile(builder)
    yield sql`set local statement_timeout = '20s'`.compile(builder)
    return yield* steps()
  })
}

function shorten(ranked: readonly RankedTable[]): RankedTable[] {
  return ranked.filter(({ points }) => points >= enoughPoints).slice(0, mostCandidates)
}

function named(catalog: Catalog, ranked: readonly RankedTable[], name: string): RankedTable[] {
  const table = findTable(catalog, name)
  if (table === null) return []
  const known = ranked.find((one) => one.table === table)
  return [{ table, points: known?.points ?? 0, reasons: ['you named it', ...(known?.reasons ?? [])] }]
}

/** `users`, or `shop.users` in another schema. */
function findTable(catalog: Catalog, name: string): CatalogTable | null {
  return (
    catalog.tables.find((table) => fullName(table) === name) ??
    catalog.tables.find((table) => isSameName(fullName(table), name)) ??
    catalog.tables.find((table) => isSameName(table.name, name)) ??
    null
  )
}

function fullName({ schema, name }: CatalogTable): string {
  return schema === null ? name : `${schema}.${name}`
}

/** Closer than this, two tables come into question as much as each other. */
const clearLead = 15

function settle(candidates: readonly Candidate[], { table }: InspectionChoices): Candidate[] {
  const sorted = candidates.toSorted((one, other) => other.points - one.points)
  const [best, second] = sorted
  if (best === undefined) return []
  const lead = best.points - (second?.points ?? 0)
  const confidence = table === undefined ? confidenceOf(best.points, lead) : 'sure'
  return [{ ...best, confidence }, ...sorted.slice(1)]
}

function confidenceOf(points: number, lead: number): Confidence {
  if (lead < clearLead) return 'guess'
  if (points >= 85) return 'sure'
  return points >= 55 ? 'likely' : 'guess'
}

function passOver(
  ranked: readonly RankedTable[],
  candidates: readonly Candidate[],
): Inspection['passedOver'] {
  return ranked
    .filter(({ table }) => !candidates.some((one) => one.table === table.name && one.schema === table.schema))
    .map(({ table, reasons }) => ({ table: table.name, reason: reasons[0] ?? 'little speaks for it' }))
}

interface Found {
  readonly catalog: Catalog
  readonly ranked: readonly RankedTable[]
  readonly candidates: readonly Candidate[]
  readonly choices: InspectionChoices
}

function findProblems({ catalog, ranked, candidates, choices }: Found): InspectionProblem[] {
  const [best, second] = candidates
  if (catalog.tables.length === 0) return [emptyDatabase]
  if (best === undefined)
    return [choices.table === undefined ? noAccounts(catalog, ranked) : noTable(catalog, choices.table)]
  if (second === undefined || best.confidence !== 'guess' || best.points - second.points >= clearLead)
    return []
  const rivals = candidates.filter(({ points }) => best.points - points < clearLead).map(({ table }) => table)
  return [
    {
      code: 'several-candidates',
      problem: `${rivals.join(' and ')} come into question as much as each other.`,
      wayOut: `Say which one your customers sign in with: --table ${best.table}. For two kinds of accounts make two instances, each with its own configuration (--config).`,
      weight: 'stops',
    },
  ]
}

const emptyDatabase: InspectionProblem = {
  code: 'empty-database',
  problem: 'There are no tables in this database, or none that this user may see.',
  wayOut:
    'Look whether it is the right database and user, and run the migrations of your application first. Where the tables are in a schema of their own, the user needs: GRANT USAGE ON SCHEMA <schema> TO <user>; GRANT SELECT, INSERT, UPDATE ON <schema>.<table> TO <user>;',
  weight: 'stops',
}

function noAccounts(catalog: Catalog, ranked: readonly RankedTable[]): InspectionProblem {
  const { tables } = catalog
  const refused = tables.find(({ access }) => access === 'refused')
  const looked = ranked.slice(0, 3).map(({ table, reasons }) => ` ${table.name}: ${reasons[0] ?? ''}.`)
  return {
    code: 'no-accounts',
    problem: `None of the ${tables.length} tables looks like accounts that people sign in to.${looked.join('')}`,
    wayOut: `Name the table with --table, and its columns with --email, --name and --password.${refused === undefined ? '' : ` Some tables may not be read by this user: ${grantFor(catalog, refused)}`}`,
    weight: 'stops',
  }
}

function noTable({ tables }: Catalog, name: string): InspectionProblem {
  const names = tables.slice(0, 20).map((table) => table.name)
  return {
    code: 'no-such-table',
    problem: `There is no table ${name}.`,
    wayOut: `There are ${names.join(', ')}${tables.length > 20 ? ` and ${tables.length - 20} more` : ''}. Write a table of another schema as <schema>.<table>.`,
    weight: 'stops',
  }
}
