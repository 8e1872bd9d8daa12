import { flagColumn, isFlagged } from './flag.js'
import { defaultProblem } from './made-value.js'
import type { Mapping } from './mapping.js'
import type { DefaultValues, Flag, SqlHostOptions } from './options.js'

/** Choices that do not exist or do not fit together, each with how to mend it. */
export function choiceProblems(options: SqlHostOptions, mapping: Mapping): string[] {
  return [
    ...wrongWords(options),
    ...proofProblems(options, mapping),
    ...saltProblems(options),
    ...hashPasswordProblems(options),
    ...releaseProblems(options, mapping),
    ...usernameProblems(mapping),
    ...newIdProblems(options),
    ...defaultsProblems(options, mapping),
  ]
}

function wrongWords({ emailComparison, passwordReset }: SqlHostOptions): string[] {
  const problems: string[] = []
  if (!['ignore-case', 'exact', undefined].includes(emailComparison)) {
    problems.push("emailComparison: choose 'ignore-case' or 'exact'.")
  }
  if (!['by-mail', 'none', undefined].includes(passwordReset)) {
    problems.push("passwordReset: choose 'by-mail' or 'none'.")
  }
  return problems
}

function proofProblems({ passwordReset }: SqlHostOptions, { email, emailVerified }: Mapping): string[] {
  const isTold = email?.part ? email.part.verified !== undefined : emailVerified !== null
  const problems: string[] = []
  if (passwordReset === 'by-mail' && !isTold) {
    problems.push(
      `passwordReset: 'by-mail' needs accounts.${email?.part ? 'email.verified' : 'emailVerified'}, the column that tells which mailboxes are proven.`,
    )
  }
  if (email?.part && emailVerified !== null) {
    problems.push(
      'accounts.emailVerified: addresses have a table of their own, so say there which are proven, as accounts.email.verified.',
    )
  }
  return problems
}

function saltProblems({ accounts }: SqlHostOptions): string[] {
  if (accounts.passwordSalt === undefined || accounts.passwordHash !== undefined) return []
  return [
    'accounts.passwordSalt: a salt without accounts.passwordHash belongs to nothing. Name the column of the hash.',
  ]
}

function hashPasswordProblems({ accounts, hashPassword }: SqlHostOptions): string[] {
  if (hashPassword === undefined) return []
  if (typeof hashPassword !== 'function')
    return ['hashPassword: give a function that makes the hash of a password.']
  if (accounts.passwordHash === undefined)
    return ['hashPassword needs accounts.passwordHash, the column that its hash goes into.']
  if (accounts.passwordSalt === undefined) return []
  return [
    'hashPassword makes no salt for accounts.passwordSalt: give setPassword, which writes both, in its place.',
  ]
}

function releaseProblems({ releaseEmail }: SqlHostOptions, { email, username }: Mapping): string[] {
  if (releaseEmail === undefined || typeof releaseEmail === 'function') return []
  if (releaseEmail !== 'clear') return ["releaseEmail: choose 'clear', or give a function."]
  if (email === null) return ["releaseEmail: 'clear' needs accounts.email, the column of the address."]
  if (username?.from !== 'email') return []
  return [
    "releaseEmail: 'clear' leaves the address in accounts.username, where it is a name to sign in with. Give a function that renames the account, too.",
  ]
}

function usernameProblems({ username, email }: Mapping): string[] {
  if (username === null) return []
  const { from, pattern, maxLength } = username
  const problems: string[] = []
  if (from !== undefined && from !== 'email') {
    problems.push("accounts.username.from: choose 'email', or leave it out.")
  }
  if (from === 'email' && email === null) {
    problems.push("accounts.username.from: 'email' needs accounts.email, the column of the address.")
  }
  if (pattern !== undefined && !isPattern(pattern)) {
    problems.push('accounts.username.pattern: give a regular expression as text, like "[a-z0-9_]{3,20}".')
  }
  if (maxLength !== undefined && !(Number.isInteger(maxLength) && maxLength >= 1 && maxLength <= 255)) {
    problems.push('accounts.username.maxLength: choose a whole number from 1 to 255.')
  }
  return problems
}

function isPattern(pattern: unknown): boolean {
  try {
    return typeof pattern === 'string' && new RegExp(pattern, 'u') instanceof RegExp
  } catch {
    return false
  }
}

function newIdProblems({ accounts: { newId } }: SqlHostOptions): string[] {
  if (newId === undefined || newId === 'uuid' || typeof newId === 'function') return []
  return ["accounts.newId: choose 'uuid', or give a function that makes an id."]
}

function defaultsProblems(
  { accounts }: SqlHostOptions,
  { email, emailVerified, disabled, passwordHash }: Mapping,
): string[] {
  const { defaults = {} } = accounts
  return [
    ...valueProblems('accounts.defaults', defaults),
    ...valueProblems('accounts.email.defaults', email?.part?.defaults ?? {}),
    ...valueProblems('accounts.passwordHash.defaults', passwordHash?.part?.defaults ?? {}),
    ...(emailVerified === null ? [] : flagDefaultProblems(emailVerified, defaults, provenByDefault)),
    ...disabled.flatMap((flag) => flagDefaultProblems(flag, defaults, disabledByDefault)),
    ...(email?.part?.verified === undefined
      ? []
      : flagDefaultProblems(email.part.verified, email.part.defaults, provenByDefault)),
  ]
}

const provenByDefault = 'would call the mailbox of every new account proven'
const disabledByDefault = 'would disable every new account'

function valueProblems(where: string, defaults: DefaultValues): string[] {
  return Object.entries(defaults).flatMap(
    ([column, value]) => defaultProblem(`${where}.${column}`, value) ?? [],
  )
}

/** A default that cannot be judged now is no better than a wrong one. */
function flagDefaultProblems(flag: Flag, defaults: DefaultValues, consequence: string): string[] {
  const column = flagColumn(flag)
  const name = Object.keys(defaults).find((one) => one.toLowerCase() === column.toLowerCase())
  if (name === undefined) return []
  const value = defaults[name]
  const isMade = typeof value === 'function' || (typeof value === 'object' && value !== null)
  const row = { [column]: value }
  if (!isMade && !isFlagged(flag, { row, now: new Date(0), emptyMeans: 'unset' })) return []
  return [`accounts: the default of ${column} ${consequence}. Give a plain value that does not.`]
}
