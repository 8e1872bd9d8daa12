import assert from 'node:assert/strict'
import type { Account, Visitor } from '../ports/host.js'
import type { SessionStarted, Sessions, SignInDetails } from '../ports/sessions.js'
import { onFresh, type Runner } from './runner.js'

/** A browser that keeps its cookies. */
export interface Browser {
  /**
   * Runs `during` inside one real request of this browser, through the framework, and keeps the cookies of the answer:
   * those the session system sets itself and those in the headers that `during` returns.
   */
  request<T>(during: (visitor: Visitor) => Promise<T>): Promise<T>
  /** Another browser with the same cookies as this one has now. */
  readonly copy: () => Browser
}

/** A session system to test, and what the suite must be able to do beside it. */
export interface SessionsUnderTest<A extends Account = Account> {
  readonly sessions: Sessions<A>
  readonly openBrowser: () => Browser
  /** Makes an account that can be signed in; another one each time. */
  readonly addAccount: () => Promise<A>
  readonly close?: () => Promise<void>
}

/**
 * Tests any `Sessions`. `create` starts a fresh one for each test. Call it at the top of a test file, with the
 * `describe` and `it` of your test runner.
 */
export function sessionsContract<A extends Account>(
  { describe, it }: Runner,
  create: () => Promise<SessionsUnderTest<A>>,
): void {
  const test = onFresh(create)
  describe('sessions', () => {
    it(
      'know nobody in a new browser',
      test(async ({ sessions, openBrowser }) => {
        assert.equal(await openBrowser().request((visitor) => sessions.current(visitor)), null)
      }),
    )

    it(
      'know who signed in, and since when',
      test(async ({ sessions, openBrowser, addAccount }) => {
        const [browser, account, how] = [openBrowser(), await addAccount(), signIn()]
        await browser.request((visitor) => sessions.start(account, visitor, how))
        const current = await browser.request((visitor) => sessions.current(visitor))
        assert.equal(current?.accountId, account.id)
        assert.ok(isWithinOneMinute(current.authenticatedAt, how.at))
      }),
    )

    it(
      'know it within the request that signs in, or in the next one',
      test(async ({ sessions, openBrowser, addAccount }) => {
        const [browser, account] = [openBrowser(), await addAccount()]
        const within = await browser.request(async (visitor) => {
          const started = await sessions.start(account, visitor, signIn())
          return { started, current: await sessions.current(visitor) }
        })
        assert.ok(within.current === null || within.current.accountId === account.id)
      }),
    )

    it(
      'keep browsers apart',
      test(async ({ sessions, openBrowser, addAccount }) => {
        const [mine, other] = [openBrowser(), openBrowser()]
        const account = await addAccount()
        await mine.request((visitor) => sessions.start(account, visitor, signIn()))
        assert.equal(await other.request((visitor) => sessions.current(visitor)), null)
      }),
    )

    it(
      'rotate: cookies from before the sign-in sign nobody in',
      test(async ({ sessions, openBrowser, addAccount }) => {
        const [browser, account] = [openBrowser(), await addAccount()]
        await browser.request((visitor) => sessions.current(visitor))
        const planted = browser.copy()
        await browser.request((visitor) => sessions.start(account, visitor, signIn()))
        assert.equal(await planted.request((visitor) => sessions.current(visitor)), null)
      }),
    )

    it(
      'replace one account by another, and leave nothing of the first',
      test(async ({ sessions, openBrowser, addAccount }) => {
        const [browser, first, second] = [openBrowser(), await addAccount(), await addAccount()]
        await start(sessions, browser, first)
        await start(sessions, browser, second)
        const current = await browser.request((visitor) => sessions.current(visitor))
        assert.equal(current?.accountId, second.id)
      }),
    )

    it(
      'never turn an old cookie into the session of whoever signs in next',
      test(async ({ sessions, openBrowser, addAccount }) => {
        const [browser, account, other] = [openBrowser(), await addAccount(), await addAccount()]
        await start(sessions, browser, account)
        const before = browser.copy()
        await start(sessions, browser, other)
        const current = await before.request((visitor) => sessions.current(visitor))
        assert.notEqual(current?.accountId, other.id)
      }),
    )
  })
}

function start<A extends Account>(
  sessions: Sessions<A>,
  browser: Browser,
  account: A,
): Promise<SessionStarted> {
  return browser.request((visitor) => sessions.start(account, visitor, signIn()))
}

function signIn(): SignInDetails {
  return { method: 'amazon', at: new Date() }
}

function isWithinOneMinute(authenticatedAt: Date | null, at: Date): boolean {
  return authenticatedAt === null || Math.abs(authenticatedAt.getTime() - at.getTime()) < 60_000
}
