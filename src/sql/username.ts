import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { FieldProblem, ProposedFrom, Registration } from '../ports/host.js'
import type { Steps } from './executor.js'
import type { UsernameColumn } from './options.js'
import type { Settings } from './settings.js'

/** The name of the registration field. */
export const usernameField = 'username'

const usualPattern = '[A-Za-z0-9._-]+'
const usualLength = 30

/** What is wrong with the username that was chosen; null when it can be had. */
export function* usernameProblem(settings: Settings, { fields }: Registration): Steps<FieldProblem | null> {
  const { username } = settings.mapping
  const chosen = fields[usernameField]
  if (username === null || username.from === 'email' || typeof chosen !== 'string' || chosen === '')
    return null
  if (!isAllowed(username, chosen)) return { field: usernameField, problem: 'invalid' }
  return (yield* isTaken(settings, username, chosen)) ? { field: usernameField, problem: 'taken' } : null
}

/** A username that is free and that the customer may change; empty where nothing fits. */
export function* proposeUsername(settings: Settings, from: ProposedFrom): Steps<string> {
  const { username } = settings.mapping
  if (username === null || username.from === 'email') return ''
  for (const base of basesOf(username, from)) {
    for (const candidate of [base, ...numbered(username, base)]) {
      if (!isAllowed(username, candidate)) break
      if (!(yield* isTaken(settings, username, candidate))) return candidate
    }
  }
  return ''
}

function isAllowed(
  { pattern = usualPattern, maxLength = usualLength }: UsernameColumn,
  name: string,
): boolean {
  // The length first, so that no pattern meets more than that.
  return name.length <= maxLength && new RegExp(`^(?:${pattern})$`, 'u').test(name)
}

// Whether or not the column compares case: two names that differ in nothing else are one to their readers.
function* isTaken(settings: Settings, { column }: UsernameColumn, name: string): Steps<boolean> {
  const { accounts, accountsTable, database } = settings
  const place = { table: accounts.table, schema: accounts.schema ?? null, column }
  const names = yield* database.dialect.describeEmail(place)
  const { rows } = yield database.builder
    .selectFrom(`${accountsTable} as account`)
    .select(sql`1`.as('found'))
    .where(names.equalsIgnoringCase(`account.${column}`, name))
    .limit(1)
    .compile()
  return rows.length > 0
}

/** The name first: the address is nobody else's business. */
function basesOf({ maxLength = usualLength }: UsernameColumn, { name, email }: ProposedFrom): string[] {
  const words = plainLetters(name ?? '').match(/[a-z0-9]+/g) ?? []
  const mailbox = /^[^@+]*/.exec(plainLetters(email ?? ''))?.[0] ?? ''
  const bases = [words.join('.'), words.join(''), mailbox, mailbox.replace(/[^a-z0-9]/g, '')]
  return [...new Set(bases.map((base) => base.slice(0, maxLength)))].filter((base) => base.length > 1)
}

function numbered({ maxLength = usualLength }: UsernameColumn, base: string): string[] {
  const endings = ['2', '3', '4', ...Array.from({ length: 4 }, () => String(randomInt(100, 1_000_000)))]
  return endings.map((ending) => `${base.slice(0, maxLength - ending.length)}${ending}`)
}

const spelled: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
}

/** The same in the letters of ASCII, as far as there are any. */
function plainLetters(text: string): string {
  const lower = text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')
  return lower.replace(/[ßæœøđðłþı]/g, (letter) => spelled[letter] ?? '')
}
