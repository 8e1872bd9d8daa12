import { describe, expect, it } from 'vitest'
import { isFresh, isRecentlyAuthenticated, reauthenticate } from '../../src/flows/reauthenticate.js'
import type { Ticket } from '../../src/flows/ticket.js'
import { isSameSession } from '../../src/flows/transaction.js'
import type { Account, CurrentSession, PasswordCheck } from '../../src/index.js'
import { anAccount, aWiring, now } from './a-wiring.js'

const visitor = { request: new Request('http://inside/'), native: null }
const before = (milliseconds: number) => new Date(now.getTime() - milliseconds)
const minutes = 60_000

const session = (authenticatedAt: Date | null, given: Partial<CurrentSession> = {}): CurrentSession => ({
  accountId: 'a1',
  authenticatedAt,
  ...given,
})

const ticket = (intent: Ticket['intent'], issuedAt: Date) => ({ intent, issuedAt }) as Ticket

function aHost(account: Account | null, ways: readonly string[], check: PasswordCheck = 'wrong') {
  const host = {
    findAccount: async (id: string) => (account?.id === id ? account : null),
    waysToSignIn: async () => ways,
    verifyPassword: async () => check,
  }
  return aWiring({ host })
}

const { wiring } = aHost(anAccount(), ['password'])

describe('isFresh', () => {
  it('is true up to the policy’s time after a credential, and not a moment later', async () => {
    expect(await isFresh(wiring, session(before(0)), null)).toBe(true)
    expect(await isFresh(wiring, session(before(5 * minutes)), null)).toBe(true)
    expect(await isFresh(wiring, session(before(5 * minutes + 1)), null)).toBe(false)
  })

  it('bears a clock that is two minutes behind, and none that is hours ahead', async () => {
    expect(await isFresh(wiring, session(before(-2 * minutes)), null)).toBe(true)
    expect(await isFresh(wiring, session(before(-2 * minutes - 1)), null)).toBe(false)
  })

  it('is never true where the session does not say when', async () => {
    expect(await isFresh(wiring, session(null), null)).toBe(false)
    expect(await isFresh(wiring, session(null), ticket('sign-in', before(0)))).toBe(false)
  })

  it('asks a visitor who came to sign in for a session younger than Amazon’s answer', async () => {
    const asked = ticket('sign-in', before(10 * minutes))
    expect(await isFresh(wiring, session(before(9 * minutes)), asked)).toBe(true)
    expect(await isFresh(wiring, session(before(10 * minutes)), asked)).toBe(true)
    expect(await isFresh(wiring, session(before(11 * minutes)), asked)).toBe(false)
  })

  it('believes a session that keeps whole seconds', async () => {
    const asked = ticket('sign-in', before(0))
    expect(await isFresh(wiring, session(before(500)), asked)).toBe(true)
    expect(await isFresh(wiring, session(before(501)), asked)).toBe(false)
  })

  it('goes by the policy’s time for a customer who links', async () => {
    const asked = ticket('link', before(0))
    expect(await isFresh(wiring, session(before(minutes)), asked)).toBe(true)
    expect(await isFresh(wiring, session(before(6 * minutes)), asked)).toBe(false)
  })

  it('takes Amazon’s word only where there is no password', async () => {
    const byAmazon = session(before(minutes), { authenticatedBy: 'amazon' })
    expect(await isFresh(wiring, byAmazon, null)).toBe(false)
    expect(await isFresh(aHost(anAccount(), ['passkey']).wiring, byAmazon, null)).toBe(true)
    expect(await isFresh(aHost(null, []).wiring, byAmazon, null)).toBe(false)
    expect(await isFresh(wiring, { ...byAmazon, authenticatedBy: 'password' }, null)).toBe(true)
  })
})

describe('isRecentlyAuthenticated', () => {
  it('counts whichever credential it was', () => {
    const byAmazon = session(before(minutes), { authenticatedBy: 'amazon' })
    expect(isRecentlyAuthenticated(wiring, byAmazon)).toBe(true)
    expect(isRecentlyAuthenticated(wiring, session(before(6 * minutes)))).toBe(false)
  })
})

describe('reauthenticate', () => {
  const old = session(before(6 * minutes))
  const asked = { session: old, visitor, clientAddress: null, password: 'x', ticket: null }

  it('asks for nothing where a credential was shown lately', async () => {
    const { wiring: nobody, consumed } = aHost(null, [])
    expect(await reauthenticate(nobody, { ...asked, session: session(before(0)) })).toBe('fresh')
    expect(consumed).toEqual([])
  })

  it('asks for the password else', async () => {
    const answer = await reauthenticate(wiring, { ...asked, password: null })
    expect(answer).toEqual({ kind: 'refused', reason: 'reauthentication-required', ticket: 'kept' })
    expect(await reauthenticate(wiring, asked)).toMatchObject({ reason: 'wrong-password' })
    expect(await reauthenticate(aHost(anAccount(), [], 'correct').wiring, asked)).toBe('fresh')
  })

  it('counts guesses on the account itself', async () => {
    const { wiring: here, consumed } = aHost(anAccount(), [])
    await reauthenticate(here, asked)
    expect(consumed).toEqual([
      ['link-subject', 'account:a1'],
      ['link-account', 'a1'],
    ])
  })

  it('is refused where the account is gone', async () => {
    const answer = await reauthenticate(aHost(null, []).wiring, asked)
    expect(answer).toEqual({ kind: 'refused', reason: 'account-gone', ticket: 'spent' })
  })

  it('fails as the host’s doing where the host broke', async () => {
    const broken = async (): Promise<never> => {
      throw new Error('broken')
    }
    const byAmazon = session(before(0), { authenticatedBy: 'amazon' })
    const lost = aWiring({ host: { findAccount: broken } }).wiring
    await expect(reauthenticate(lost, asked)).rejects.toMatchObject({ code: 'host-failed' })
    await expect(isFresh(lost, byAmazon, null)).rejects.toMatchObject({ code: 'host-failed' })
    const wayless = aWiring({ host: { findAccount: async () => anAccount(), waysToSignIn: broken } }).wiring
    await expect(isFresh(wayless, byAmazon, null)).rejects.toMatchObject({ code: 'host-failed' })
  })

  it('takes the ticket along where the host asks itself', async () => {
    const there = aHost(anAccount(), [], { continueAt: '/second-factor' }).wiring
    const held = ticket('link', before(0))
    const answer = await reauthenticate(there, { ...asked, ticket: held })
    expect(answer).toEqual({ kind: 'continue-at', url: '/second-factor', ticket: held })
  })
})

describe('isSameSession', () => {
  it('is one account in one sign-in', () => {
    const here = session(before(0))
    expect(isSameSession(here, session(before(0)))).toBe(true)
    expect(isSameSession(here, session(before(1)))).toBe(false)
    expect(isSameSession(here, session(null))).toBe(false)
    expect(isSameSession(session(null), here)).toBe(false)
    expect(isSameSession(session(null), session(null))).toBe(true)
    expect(isSameSession(here, session(before(0), { accountId: 'a2' }))).toBe(false)
  })

  it('is nobody twice, and never nobody and somebody', () => {
    expect(isSameSession(null, null)).toBe(true)
    expect(isSameSession(null, session(null))).toBe(false)
    expect(isSameSession(session(null), null)).toBe(false)
  })
})
