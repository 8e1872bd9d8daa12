import assert from 'node:assert/strict'
import type { AccountId } from '../linking/facts.js'
import type { Account, Host, Registration, Visitor } from '../ports/host.js'
import { registration } from './links-fixture.js'
import { atOnce, onFresh, type Runner } from './runner.js'

/** A host to test, without accounts, and what the suite must be able to do beside it. */
export interface HostUnderTest<A extends Account = Account> {
  readonly host: Host<A>
  readonly visitor: Visitor
  /** Makes an account as the host itself does, with a password that works. */
  readonly addAccount: (account: { readonly email: string; readonly password: string }) => Promise<AccountId>
  readonly countAccounts: () => Promise<number>
  /** A complete registration, where the host needs more than an address and a name. */
  readonly registration?: Partial<Registration>
  readonly close?: () => Promise<void>
}

type Create<A extends Account> = () => Promise<HostUnderTest<A>>

/**
 * Tests any `Host`. `create` makes a host without accounts for each test. Call it at the top of a test file, with the
 * `describe` and `it` of your test runner.
 */
export function hostContract<A extends Account>(runner: Runner, create: Create<A>): void {
  runner.describe('a host', () => {
    lookupContract(runner, create)
    passwordContract(runner, create)
    registrationContract(runner, create)
  })
}

const alice = { email: 'alice@shop.test', password: 'correct horse battery' }

function lookupContract<A extends Account>({ it }: Runner, create: Create<A>): void {
  const test = onFresh(create)

  it(
    'finds an account by its id, as text',
    test(async ({ host, addAccount }) => {
      const id = await addAccount(alice)
      assert.equal(typeof id, 'string')
      assert.equal((await host.findAccount(id))?.id, id)
    }),
  )

  it(
    'finds nobody under an id that is spelled otherwise',
    test(async ({ host, addAccount }) => {
      const id = await addAccount(alice)
      for (const other of [
        `${id} `,
        ` ${id}`,
        `0${id}`,
        `${id}.0`,
        `${id}\0`,
        `${id}' or '1'='1`,
        '',
        '-1',
        '__proto__',
      ]) {
        assert.equal(await host.findAccount(other), null, JSON.stringify(other))
      }
    }),
  )

  it(
    'finds accounts by their address, and takes wildcards in it as they are',
    test(async ({ host, addAccount }) => {
      const id = await addAccount(alice)
      const found = await host.findAccountsByEmail(alice.email)
      assert.deepEqual(
        found.map((account) => account.id),
        [id],
      )
      for (const other of [
        'a%@shop.test',
        '_lice@shop.test',
        '%',
        '',
        'alice@shop.test ',
        'alice@shop.test\0',
        'alice',
      ]) {
        assert.deepEqual(await host.findAccountsByEmail(other), [], JSON.stringify(other))
      }
    }),
  )

  it(
    'folds no letter into another one',
    test(async ({ host, addAccount }) => {
      await addAccount({ ...alice, email: 'kiss@shop.test' })
      // The Kelvin sign, the long s and the dotless i become k, s and i in one case or the other.
      for (const other of [
        '\u212Aiss@shop.test',
        'ki\u017Fs@shop.test',
        'k\u0131ss@shop.test',
        'kiss\uFF20shop.test',
      ]) {
        assert.deepEqual(await host.findAccountsByEmail(other), [], other)
      }
    }),
  )
}

function passwordContract<A extends Account>({ it }: Runner, create: Create<A>): void {
  const test = onFresh(create)
  const accountOf = async (host: Host<A>, id: AccountId): Promise<A> => {
    const account = await host.findAccount(id)
    assert.ok(account !== null)
    return account
  }

  it(
    'tells the password from any other',
    test(async ({ host, visitor, addAccount }) => {
      const account = await accountOf(host, await addAccount(alice))
      assert.equal(await host.verifyPassword(account, alice.password, visitor), 'correct')
      assert.equal(await host.verifyPassword(account, 'wrong', visitor), 'wrong')
      assert.equal(await host.verifyPassword(account, '', visitor), 'wrong')
    }),
  )

  it(
    'neither trims a password, nor folds its case, nor normalises it',
    test(async ({ host, visitor, addAccount }) => {
      const password = ' Pa\u00DFwort \u00E9 '
      const account = await accountOf(host, await addAccount({ ...alice, password }))
      assert.equal(await host.verifyPassword(account, password, visitor), 'correct')
      for (const other of [password.trim(), password.toLowerCase(), password.normalize('NFD')]) {
        assert.equal(await host.verifyPassword(account, other, visitor), 'wrong')
      }
    }),
  )

  it(
    'answers to a password of a megabyte',
    test(async ({ host, visitor, addAccount }) => {
      const account = await accountOf(host, await addAccount(alice))
      assert.notEqual(await host.verifyPassword(account, 'x'.repeat(1024 * 1024), visitor), 'correct')
    }),
  )

  it(
    'counts a password that works as a way to sign in',
    test(async ({ host, addAccount }) => {
      const account = await accountOf(host, await addAccount(alice))
      assert.ok((await host.waysToSignIn(account)).includes('password'))
    }),
  )
}

function registrationContract<A extends Account>({ it }: Runner, create: Create<A>): void {
  const test = onFresh(create)

  it(
    'creates an account that proves nothing and has no password anybody could know',
    test(async ({ host, visitor, registration: own }) => {
      const created = await host.createAccount(registration(own), visitor)
      assert.ok('account' in created)
      const account = await host.findAccount(created.account.id)
      assert.equal(account?.id, created.account.id)
      assert.equal(created.account.emailProven, false)
      assert.equal(account.emailProven, false)
      assert.ok(!(await host.waysToSignIn(account)).includes('password'))
      for (const guess of ['', '!', 'null', 'undefined', 'amazon', account.id, account.email ?? '']) {
        assert.notEqual(await host.verifyPassword(account, guess, visitor), 'correct')
      }
    }),
  )

  it(
    'never answers a registration with an account that was there before',
    test(async ({ host, visitor, addAccount, countAccounts, registration: own }) => {
      const id = await addAccount(alice)
      const created = await host.createAccount(registration({ ...own, email: alice.email }), visitor)
      if ('account' in created) assert.notEqual(created.account.id, id)
      else
        assert.deepEqual(
          created.problems.map(({ field, problem }) => [field, problem]),
          [['email', 'taken']],
        )
      assert.equal(await countAccounts(), 'account' in created ? 2 : 1)
    }),
  )

  it(
    'finds an account by the key of its sign-up, where it knows keys, and makes one account of one key',
    test(async ({ host, visitor, countAccounts, registration: own }) => {
      if (host.findAccountBySignUp === undefined) return
      const given = registration(own)
      assert.equal(await host.findAccountBySignUp(given.signUpKey), null)
      const created = await host.createAccount(given, visitor)
      assert.ok('account' in created)
      assert.equal((await host.findAccountBySignUp(given.signUpKey))?.id, created.account.id)
      assert.equal(await host.findAccountBySignUp(given.signUpKey.slice(1)), null)
      const again = { ...given, email: null }
      await host.createAccount(again, visitor).catch(() => null)
      assert.equal(await countAccounts(), 1)
    }),
  )

  it(
    'stores nothing that was not declared',
    test(async ({ host, visitor, registration: own }) => {
      const sneaked = {
        id: '1',
        is_admin: true,
        role: 'admin',
        password_hash: 'x',
        email_verified: true,
        __proto__: { a: 1 },
      }
      const created = await host.createAccount(
        registration({ ...own, fields: { ...sneaked, ...own?.fields } }),
        visitor,
      )
      assert.ok('account' in created)
      assert.equal(created.account.emailProven, false)
    }),
  )

  it(
    'gives each of twenty registrations at once an account of its own, or none',
    test(async ({ host, visitor, countAccounts, registration: own }) => {
      const results = await atOnce(20, () => host.createAccount(registration(own), visitor))
      const ids = results.flatMap((result) => ('account' in result ? [result.account.id] : []))
      assert.equal(new Set(ids).size, ids.length)
      assert.equal(await countAccounts(), ids.length)
      assert.ok(ids.length >= 1)
    }),
  )
}
