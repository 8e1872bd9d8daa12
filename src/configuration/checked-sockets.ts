import type { Account, Host } from '../ports/host.js'
import type { CurrentSession, Sessions } from '../ports/sessions.js'

/**
 * The host's functions with their answers checked, for hosts that no compiler looked at: a forgotten `return` or a
 * database row handed out as it is must not read as a decision.
 */
export function checkedHost<A extends Account>(host: Host<A>): Host<A> {
  return {
    findAccount: async (id) => {
      const account = (await host.findAccount(id)) ?? null
      return account === null ? null : checkAccount('findAccount', account)
    },
    findAccountsByEmail: async (email) => {
      const accounts: unknown = await host.findAccountsByEmail(email)
      if (!isList<A>(accounts)) throw misanswered('findAccountsByEmail', accounts, 'a list of accounts')
      return accounts.map((account) => checkAccount('findAccountsByEmail', account))
    },
    verifyPassword: async (account, password, visitor) => {
      const check = await host.verifyPassword(account, password, visitor)
      const isKnown = ['correct', 'wrong', 'locked'].some((known) => known === check)
      if (isKnown || typeof propertyOf(check, 'continueAt') === 'string') return check
      throw misanswered('verifyPassword', check, "'correct', 'wrong', 'locked' or { continueAt }")
    },
    createAccount: async (signUp, visitor) => {
      const created = await host.createAccount(signUp, visitor)
      if (Array.isArray(propertyOf(created, 'problems'))) return created
      const account = propertyOf(created, 'account')
      if (typeof account !== 'object' || account === null)
        throw misanswered('createAccount', created, '{ account } or { problems }')
      checkId('createAccount', account)
      return created
    },
    waysToSignIn: async (account) => {
      const ways = await host.waysToSignIn(account)
      if (isList<(typeof ways)[number]>(ways)) return ways
      throw misanswered('waysToSignIn', ways, "a list such as ['password']")
    },
    endAccess: async (account, reason) => host.endAccess(account, reason),
    ...(host.updateAccount && { updateAccount: host.updateAccount.bind(host) }),
    ...(host.admit && { admit: host.admit.bind(host) }),
    ...(host.findAccountBySignUp && { findAccountBySignUp: checkedFinder(host) }),
    ...(host.releaseEmail && { releaseEmail: host.releaseEmail.bind(host) }),
    ...(host.setPassword && { setPassword: host.setPassword.bind(host) }),
    ...(host.proposeFields && { proposeFields: host.proposeFields.bind(host) }),
    ...(host.verifyNobody && { verifyNobody: host.verifyNobody.bind(host) }),
  }
}

function checkedFinder<A extends Account>(host: Host<A>): (signUpKey: string) => Promise<A | null> {
  return async (signUpKey) => {
    const account = (await host.findAccountBySignUp?.(signUpKey)) ?? null
    return account === null ? null : checkAccount('findAccountBySignUp', account)
  }
}

/** The session functions; nobody is `null`, however the application says it. */
export function checkedSessions<A extends Account>(sessions: Sessions<A>): Sessions<A> {
  return {
    current: async (visitor) => readSession((await sessions.current(visitor)) ?? null),
    start: async (account, visitor, how) => sessions.start(account, visitor, how),
    ...(sessions.isStrict && { isStrict: sessions.isStrict.bind(sessions) }),
  }
}

function readSession(session: CurrentSession | null): CurrentSession | null {
  if (session === null) return null
  const { accountId, authenticatedAt } = session
  const id = textOf(accountId)
  if (id === null || id === '') {
    throw new TypeError(
      'sessions.current answered without an accountId: answer null when nobody is signed in.',
    )
  }
  // `new Date(undefined)` equals nothing, not even itself; a time that is not known is null.
  const isKnown = authenticatedAt instanceof Date && !Number.isNaN(authenticatedAt.getTime())
  return { ...session, accountId: id, authenticatedAt: isKnown ? authenticatedAt : null }
}

function checkAccount<A extends Account>(name: string, account: A): A {
  checkId(name, account)
  return account
}

function checkId(name: string, account: unknown): void {
  const id = propertyOf(account, 'id')
  if (typeof id === 'string' && id !== '') return
  throw new TypeError(
    `host.${name} answered an account whose id is ${describe(id)}: ids are text here, give String(row.id).`,
  )
}

function misanswered(name: string, answer: unknown, expected: string): TypeError {
  return new TypeError(`host.${name} answered ${describe(answer)} in place of ${expected}.`)
}

/** What kind of thing it is, never what it holds. */
function describe(value: unknown): string {
  if (value === undefined || value === null || typeof value === 'boolean') return String(value)
  return Array.isArray(value) ? 'a list' : `a value of the type ${typeof value}`
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : null
}

function isList<T>(value: unknown): value is T[] {
  return Array.isArray(value)
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
