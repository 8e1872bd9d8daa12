import { type Catalog, type CatalogTable, quoteName } from './inspect-catalog.js'
import { isUniqueAlone } from './inspect-columns.js'
import type { Looked } from './inspect-findings.js'
import { total } from './inspect-hashes.js'
import { primaryKey } from './inspect-parts.js'
import type { EmailComparisonFinding, HashFinding, InspectionProblem } from './inspection.js'

interface Subject {
  readonly catalog: Catalog
  readonly table: CatalogTable
  readonly looked: Looked
  readonly hashes: HashFinding | null
  readonly emailComparison: EmailComparisonFinding | null
}

/** What keeps a table from being the accounts, or is to be known before it is. */
export function findCandidateProblems(subject: Subject): InspectionProblem[] {
  return [
    ...viewProblems(subject.table),
    ...rightsProblems(subject),
    ...keyProblems(subject),
    ...choiceProblems(subject),
    ...emailProblems(subject),
    ...hashProblems(subject),
  ]
}

const ownHost =
  'or give createSparekey a host of your own: six functions over whatever you have (docs/host-and-sessions.md).'

function viewProblems({ kind, name }: CatalogTable): InspectionProblem[] {
  if (kind !== 'view') return []
  return [
    {
      code: 'view',
      problem: `${name} is a view: no account can be created in it, and nothing in it is kept unique.`,
      wayOut: `Name the table behind it with --table, ${ownHost}`,
      weight: 'stops',
    },
  ]
}

/** The statement that gives this user what is missing. */
export function grantFor(catalog: Catalog, table: CatalogTable): string {
  const { schema } = table
  const place = quotedTable(catalog, table)
  const usage = schema === null ? '' : `GRANT USAGE ON SCHEMA ${quoteName(catalog, schema)} TO <user>; `
  return `${usage}GRANT SELECT, INSERT, UPDATE ON ${place} TO <user>;`
}

function quotedTable(catalog: Catalog, { schema, name }: CatalogTable): string {
  const table = quoteName(catalog, name)
  return schema === null ? table : `${quoteName(catalog, schema)}.${table}`
}

function rightsProblems({ catalog, table }: Subject): InspectionProblem[] {
  if (table.access === 'readable') return []
  return [
    {
      code: 'no-rights',
      problem: `This database user may not read ${table.name}.`,
      wayOut: `Let the owner of the table run: ${grantFor(catalog, table)}`,
      weight: 'stops',
    },
  ]
}

function keyProblems({ catalog, table }: Subject): InspectionProblem[] {
  if (table.kind === 'view' || primaryKey(table) !== null) return []
  const key = table.keys.find(({ role }) => role === 'primary')
  const unique = table.keys.find(
    ({ role, columns, coversAllRows }) => role === 'unique' && coversAllRows && columns.length === 1,
  )
  const instead = unique === undefined ? '' : ` ${unique.columns[0]} is unique and may become it.`
  if (key === undefined) {
    return [
      {
        code: 'no-primary-key',
        problem: `${table.name} has no primary key, so nothing names one account for good.`,
        wayOut: `Add one: ALTER TABLE ${quotedTable(catalog, table)} ADD PRIMARY KEY (<column>);${instead} If the table cannot change, ${ownHost.slice(3)}`,
        weight: 'stops',
      },
    ]
  }
  return [
    {
      code: 'composite-key',
      problem: `The primary key of ${table.name} has ${key.columns.length} columns (${key.columns.join(', ')}); an account is named by one.`,
      wayOut: `Name another table with --table, ${ownHost}${instead}`,
      weight: 'stops',
    },
  ]
}

function choiceProblems({ table, looked }: Subject): InspectionProblem[] {
  return looked.unknown.map((choice) => ({
    code: 'no-such-column',
    problem: `There is no column ${choice} in ${table.name}, nor in a table that belongs to it.`,
    wayOut: `${table.name} has ${table.columns.map(({ name }) => name).join(', ')}. For another table write <table>.<column>.`,
    weight: 'stops',
  }))
}

function emailProblems({ catalog, looked, emailComparison }: Subject): InspectionProblem[] {
  const { email } = looked.findings
  const index = `${email?.in.name ?? ''}_${email?.column ?? ''}_unique`
  if (email === undefined || email.in.kind === 'view' || isUniqueAlone(email.in, email.column)) return []
  const shared = emailComparison?.sharedButForCase ?? null
  const first =
    shared === null || shared === 0
      ? ''
      : `First settle ${shared === 1 ? 'the address' : `the ${shared} addresses`} that several accounts have. `
  return [
    {
      code: 'no-unique-email',
      problem: `Nothing keeps ${email.in.name}.${email.column} unique: two people who sign up at once can end up with two accounts for one address. Nobody comes into a wrong account by it: the password decides.`,
      wayOut: `${first}Add a unique index: CREATE UNIQUE INDEX ${quoteName(catalog, index)} ON ${quotedTable(catalog, email.in)} (${quoteName(catalog, email.column)});`,
      weight: 'warns',
    },
  ]
}

function hashProblems({ looked, hashes }: Subject): InspectionProblem[] {
  const { passwordHash } = looked.findings
  if (passwordHash === undefined || hashes === null) return []
  const unusable = total(hashes.unusable)
  if (unusable === 0) return []
  const isNone = total(hashes.formats) === 0
  const kinds = Object.entries(hashes.unusable).map(([kind, rows]) => `${rows} ${kind}`)
  return [
    {
      code: 'unknown-hashes',
      problem: `${unusable} of ${hashes.sampled} values looked at in ${passwordHash.in.name}.${passwordHash.column} match no password here (${kinds.join(', ')}).`,
      wayOut: isNone
        ? 'Say how they were made with --password-scheme (for example "sha256(salt+password)", see docs/passwords.md), name the right column with --password, or give sqlHost your own verifyPassword.'
        : 'The people behind them prove themselves another way: your own sign-in page, or a mail. docs/passwords.md tells what each kind means.',
      weight: isNone && looked.findings.salt === undefined ? 'stops' : 'warns',
    },
  ]
}
