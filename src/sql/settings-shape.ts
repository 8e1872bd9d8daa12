import type {
  AccountsMapping,
  EmailTable,
  NameColumns,
  NormalizedColumn,
  PasswordHashTable,
  SqlHostOptions,
  UsernameColumn,
} from './options.js'
import { unknownMembers, unknownOptionProblems } from './unknown-members.js'

type Known<T> = Readonly<Record<keyof T, true>>

const accounts: Known<AccountsMapping> = {
  table: true,
  schema: true,
  id: true,
  email: true,
  name: true,
  username: true,
  passwordHash: true,
  passwordSalt: true,
  emailVerified: true,
  disabled: true,
  postalCode: true,
  fields: true,
  defaults: true,
  newId: true,
}
const part = { table: true, schema: true, account: true, column: true, defaults: true } as const
const email: Known<EmailTable> = {
  ...part,
  case: true,
  normalized: true,
  verified: true,
  primary: true,
  copy: true,
}
const passwordHash: Known<PasswordHashTable> = { ...part, where: true }
const name: Known<NameColumns> = { first: true, last: true }
const username: Known<UsernameColumn> = {
  column: true,
  from: true,
  pattern: true,
  maxLength: true,
  normalized: true,
}
const normalized: Known<NormalizedColumn> = { column: true, case: true }

/** What is not even of the right kind: a configuration file was checked by no compiler. */
export function shapeProblems(options: SqlHostOptions): string[] {
  const given: Record<string, unknown> = { ...options.accounts }
  if (!isRecord(options.accounts))
    return ['accounts: name the table of accounts and its columns, in an object.']
  if (!isRecord(options.links))
    return ["links: give { table: 'amazon_links' }, or the column for Amazon's ids."]
  const objects = [
    ['email', email],
    ['passwordHash', passwordHash],
    ['name', name],
    ['username', username],
  ] as const
  return [
    ...unknownOptionProblems(options),
    ...unknownMembers('accounts.', given, accounts),
    ...objects.flatMap(([option, known]) => columnsProblems(`accounts.${option}`, given[option], known)),
    ...['email', 'username'].flatMap((option) => normalizedProblems(`accounts.${option}`, given[option])),
    ...recordProblems(given),
    ...flagsProblems(given),
  ]
}

function columnsProblems(where: string, value: unknown, known: object): string[] {
  if (value === undefined || typeof value === 'string') return []
  if (isRecord(value)) return unknownMembers(`${where}.`, value, known)
  return [`${where}: give the name of a column, or an object with ${Object.keys(known).join(', ')}.`]
}

function normalizedProblems(where: string, value: unknown): string[] {
  if (!isRecord(value)) return []
  const cases = ['lower', 'upper']
  const twin = value['normalized']
  const problems =
    value['case'] === undefined || cases.some((known) => known === value['case'])
      ? []
      : [`${where}.case: choose 'lower' or 'upper'.`]
  if (twin === undefined) return problems
  if (isRecord(twin) && cases.some((known) => known === twin['case'])) {
    return [...problems, ...unknownMembers(`${where}.normalized.`, twin, normalized)]
  }
  return [...problems, `${where}.normalized: give { column, case }, with 'lower' or 'upper' for the case.`]
}

function recordProblems(given: Readonly<Record<string, unknown>>): string[] {
  const inside = (option: string, member: string): readonly [string, unknown] => {
    const value = given[option]
    return [`accounts.${option}.${member}`, isRecord(value) ? value[member] : undefined]
  }
  const records = [
    ['accounts.fields', given['fields']],
    ['accounts.defaults', given['defaults']],
    inside('email', 'defaults'),
    inside('passwordHash', 'defaults'),
    inside('passwordHash', 'where'),
  ] as const
  return records.flatMap(([where, value]) =>
    value === undefined || isRecord(value) ? [] : [`${where}: give an object, with a column for each name.`],
  )
}

function flagsProblems({
  emailVerified,
  disabled,
  email: addresses,
}: Readonly<Record<string, unknown>>): string[] {
  const several = Array.isArray(disabled)
  return [
    ...flagProblems('accounts.emailVerified', emailVerified),
    ...(several
      ? disabled.flatMap((flag: unknown, index) => flagProblems(`accounts.disabled[${index}]`, flag))
      : flagProblems('accounts.disabled', disabled)),
    ...(isRecord(addresses) ? flagProblems('accounts.email.verified', addresses['verified']) : []),
  ]
}

const flagForms =
  'give the name of a column, { column, values: […] }, { column, otherThan: […] } or { column, when: "future" or "past" }'

function flagProblems(where: string, flag: unknown): string[] {
  if (flag === undefined || typeof flag === 'string') return []
  if (!isRecord(flag)) return [`${where}: ${flagForms}.`]
  const { column: _column, ...how } = flag
  const [[form, value] = [], ...others] = Object.entries(how)
  if (others.length > 0) return [`${where}: ${flagForms}.`]
  if (form === 'when') return value === 'future' || value === 'past' ? [] : [`${where}: ${flagForms}.`]
  const isList = (form === 'values' || form === 'otherThan') && Array.isArray(value) && value.length > 0
  return isList && value.every(isPlain) ? [] : [`${where}: ${flagForms}.`]
}

function isPlain(value: unknown): boolean {
  return value === null || ['string', 'number', 'bigint', 'boolean'].includes(typeof value)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
