import { sql } from 'kysely'
import type { Examined } from './diagnose.js'
import { maskValue } from './diagnose-mask.js'
import type { Steps } from './executor.js'
import type { Finding } from './finding.js'
import { readMapping } from './mapping.js'
import type { Settings } from './settings.js'

const shown = 3

/** Where addresses are searched. */
interface Addresses {
  readonly table: string
  readonly column: string
  readonly settings: Settings
}

/** Addresses that several accounts share, that nobody's address can equal, and whether they are known to be proven. */
export function* diagnoseAddresses({ settings }: Examined): Steps<Finding[]> {
  const { email, emailVerified } = readMapping(settings.accounts)
  if (email === null) return [unmapped]
  const table = email.part?.qualified ?? settings.accountsTable
  const searched = { table, column: email.normalized?.column ?? email.column, settings }
  const isKnown = emailVerified !== null || email.part?.verified !== undefined
  const found = [...(yield* findShared(searched)), ...(yield* findUnreachable(searched))]
  return isKnown ? found : [...found, unverified]
}

const unmapped: Finding = {
  check: 'addresses',
  level: 'warning',
  message: 'No column for addresses is mapped: no account is found by what Amazon tells.',
  fix: 'Map host.accounts.email, if accounts have an address.',
}

const unverified: Finding = {
  check: 'email-verified',
  level: 'warning',
  message:
    'No column tells which addresses are proven: accounts without a password cannot be proven by mail.',
  fix: 'Map host.accounts.emailVerified, if the site has such a flag or time.',
}

function* findShared({ table, column: email, settings }: Addresses): Steps<Finding[]> {
  const { database, emailComparison } = settings
  const column = sql.ref(email)
  const folded = emailComparison === 'exact' ? exact(settings, email) : sql`lower(${column})`
  const groups = sql`select ${folded} as address, count(*) as accounts from ${sql.table(table)}
    where ${column} is not null and ${column} <> '' group by ${folded} having count(*) > 1`
  const counted = yield sql`select count(*) as found from (${groups}) as shared`.compile(database.builder)
  const found = Number(counted.rows[0]?.['found'] ?? 0)
  if (found === 0) return [{ check: 'addresses', level: 'ok', message: 'No two accounts share an address.' }]
  const { rows } = yield sql`${groups} limit ${sql.lit(shown)}`.compile(database.builder)
  const examples = rows.map((row) => `${maskValue(row['address'])} (${Number(row['accounts'])} accounts)`)
  const spelling = emailComparison === 'exact' ? '' : ', but for upper and lower case'
  return [
    {
      check: 'addresses',
      level: 'warning',
      message: `Addresses that several accounts share${spelling}: ${found}, for example ${examples.join(', ')}.`,
      fix: 'Nobody is picked: the password decides which of them is meant. Merge them if they are one person, and make the address unique.',
    },
  ]
}

// The column's own collation may take two spellings for one that the site's sign-in keeps apart.
function exact({ database }: Settings, email: string) {
  const name: string = database.dialect.name
  return name === 'mysql' ? sql`cast(${sql.ref(email)} as binary)` : sql`${sql.ref(email)}`
}

function* findUnreachable({ table, column: email, settings }: Addresses): Steps<Finding[]> {
  const { database } = settings
  const column = sql.ref(email)
  // By length: many collations of MySQL take `a ` for `a`.
  const { rows } = yield sql`select
    sum(case when ${column} is null or length(trim(${column})) = 0 then 1 else 0 end) as without,
    sum(case when length(trim(${column})) between 1 and length(${column}) - 1 then 1 else 0 end) as padded,
    sum(case when length(trim(${column})) > 0 and ${column} not like '%@%' then 1 else 0 end) as strange
    from ${sql.table(table)}`.compile(database.builder)
  const count = (name: string): number => Number(rows[0]?.[name] ?? 0)
  return [
    ...(count('without') === 0
      ? []
      : [
          warn(
            'addresses-missing',
            `Accounts without an address: ${count('without')}. They are found only by signing in and linking.`,
            'That is all right where accounts may be without one.',
          ),
        ]),
    ...(count('padded') === 0
      ? []
      : [
          warn(
            'addresses-padded',
            `Addresses with spaces around them: ${count('padded')}. Nobody's address equals them.`,
            `Clear them in a migration of your own: update ${table} set ${email} = trim(${email})`,
          ),
        ]),
    ...(count('strange') === 0
      ? []
      : [
          warn(
            'addresses-strange',
            `Addresses without an @: ${count('strange')}. No profile of Amazon will match them.`,
            `See that host.accounts.email is the address and not a user name.`,
          ),
        ]),
  ]
}

function warn(check: string, message: string, fix: string): Finding {
  return { check, level: 'warning', message, fix }
}
