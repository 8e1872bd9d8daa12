import { describe, expect, it } from 'vitest'
import type { Transaction } from '../../src/flows/transaction.js'
import { createCookieSettings } from '../../src/http/cookies.js'
import type { Exchange } from '../../src/http/exchange.js'
import { createKeys, createMac, findKey, isMacOf } from '../../src/http/keys.js'
import { deriveCodeVerifier, openTransaction, sealTransaction } from '../../src/http/seal-transaction.js'
import type { Site } from '../../src/http/site.js'
import { redeemTransaction, rememberTransaction } from '../../src/http/transaction-cookies.js'

const keys = createKeys(['a-secret-0123456789-abcdefghijklmnop'], 'here')
const place = { isSecure: true, prefix: '', basePath: '/a' }
const site = { keys, ...place, cookies: createCookieSettings(place) } as Site
const started = 1_700_000_000_000

const aTransaction = (state: string, given: Partial<Transaction> = {}): Transaction => ({
  state,
  codeVerifier: deriveCodeVerifier(keys[0], state),
  intent: 'sign-in',
  returnTo: '/',
  startedBy: null,
  clientFingerprint: 'f',
  issuedAt: new Date(started),
  ...given,
})

const stateOf = (letter: string) => letter.repeat(43)
const nameOf = (state: string) => `__Host-a.tx-${state.slice(0, 16)}`
const cookieOf = (transaction: Transaction): [string, string] => [
  nameOf(transaction.state),
  sealTransaction(keys, transaction),
]

function holding(...cookies: [string, string][]): Exchange {
  const policy = { transactionLifetimeSeconds: 600 }
  return Object.assign(Object.create(null), { site, wiring: { policy }, cookies: new Map(cookies) })
}

/** Names of the cookies that these lines delete. */
const deletedBy = (lines: readonly string[]) =>
  lines.filter((line) => line.includes('=; ')).map((line) => line.slice(0, line.indexOf('=')))

describe('rememberTransaction', () => {
  it('keeps one cookie for each, under the beginning of its state, as long as it lives', () => {
    const [line = '', ...rest] = rememberTransaction(holding(), aTransaction(stateOf('A')))
    expect(line).toMatch(
      /^__Host-a\.tx-A{16}=v1\.[^;]+; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=600$/,
    )
    expect(rest).toEqual([])
  })

  it('keeps five, and forgets the oldest', () => {
    const held = ['B', 'C', 'D', 'E', 'F'].map((letter, index) =>
      cookieOf(aTransaction(stateOf(letter), { issuedAt: new Date(started - index * 1000) })),
    )
    expect(deletedBy(rememberTransaction(holding(...held.slice(0, 4)), aTransaction(stateOf('A'))))).toEqual(
      [],
    )
    const shuffled = [held[4], held[0], held[2], held[1], held[3]].filter((cookie) => cookie !== undefined)
    expect(deletedBy(rememberTransaction(holding(...shuffled), aTransaction(stateOf('A'))))).toEqual([
      nameOf(stateOf('F')),
    ])
  })

  it('forgets what it cannot read, and touches no cookie of others', () => {
    const foreign: [string, string][] = [
      ['theme', 'dark'],
      ['__Host-a.ticket-1', 'x'],
      [nameOf(stateOf('B')), 'rubbish'],
    ]
    expect(deletedBy(rememberTransaction(holding(...foreign), aTransaction(stateOf('A'))))).toEqual([
      nameOf(stateOf('B')),
    ])
  })

  it('stays below what servers take, the oldest going first', () => {
    const returnTo = `/${'x'.repeat(1020)}`
    const held = ['B', 'C', 'D', 'E'].map((letter, index) =>
      cookieOf(aTransaction(stateOf(letter), { returnTo, issuedAt: new Date(started - index * 1000) })),
    )
    const bytes = held.map(([name, value]) => name.length + value.length)
    const one = bytes[0] ?? 0
    const fitting = Math.floor(7000 / one) - 1
    const lines = rememberTransaction(holding(...held), aTransaction(stateOf('A'), { returnTo }))
    expect(fitting).toBeLessThan(held.length)
    expect(deletedBy(lines)).toEqual(held.slice(fitting).map(([name]) => name))
  })
})

describe('redeemTransaction', () => {
  const transaction = aTransaction(stateOf('A'))
  const exchange = holding(cookieOf(transaction))

  it('reads it, and says how its cookie ends', () => {
    const redeemed = redeemTransaction(exchange, transaction.state)
    expect(redeemed).toMatchObject({ transaction })
    expect('deletion' in redeemed && redeemed.deletion).toContain(`${nameOf(transaction.state)}=; `)
  })

  it('refuses another state with the same beginning, and one that is longer', () => {
    const others = [`${'A'.repeat(42)}B`, `${transaction.state}A`, 'A'.repeat(16)]
    for (const state of others) {
      expect(redeemTransaction(exchange, state), state).toEqual({ reason: 'transaction-unknown' })
    }
  })

  it('refuses no state at all', () => {
    expect(redeemTransaction(exchange, null)).toEqual({ reason: 'transaction-unknown' })
  })

  it('tells a browser that has none from one that has others', () => {
    const missing = { reason: 'transaction-missing' }
    expect(redeemTransaction(holding(), transaction.state)).toEqual(missing)
    expect(redeemTransaction(holding(['theme', 'dark']), transaction.state)).toEqual(missing)
    expect(redeemTransaction(holding(['theme', 'dark'], cookieOf(transaction)), stateOf('Z'))).toEqual({
      reason: 'transaction-unknown',
    })
  })
})

describe('a sealed transaction with everything in it', () => {
  it.each([
    ['an app', { app: { challenge: 'c', refusedTo: 'https://app.example/x' } }],
    ['an app that brings no challenge', { app: { challenge: null, refusedTo: null } }],
    ['a device', { finishCode: '7K2Q' }],
    ['both', { app: { challenge: 'c', refusedTo: null }, finishCode: '7K2Q' }],
    ['a session that does not say when', { startedBy: { accountId: 'a1', authenticatedAt: null } }],
  ] as [string, Partial<Transaction>][])('opens to what was sealed: %s', (_what, given) => {
    const transaction = aTransaction(stateOf('A'), given)
    expect(openTransaction(keys, sealTransaction(keys, transaction))).toStrictEqual(transaction)
  })

  it('opens at the longest length there is, and not beyond', () => {
    const withLength = (length: number) =>
      sealTransaction(keys, aTransaction(stateOf('A'), { returnTo: 'x'.repeat(length) }))
    const lengths = Array.from({ length: 100 }, (_, index) => 2500 + index)
    const longest = lengths.find((length) => withLength(length).length === 3600) ?? 0
    expect(openTransaction(keys, withLength(longest))).not.toBeNull()
    expect(openTransaction(keys, withLength(longest + 1))).toBeNull()
  })
})

describe('keys', () => {
  it('are another for each purpose, secret and instance', () => {
    const [keySet] = keys
    const all = [
      keySet.bytes('ticket'),
      keySet.bytes('csrf'),
      createKeys(['another-secret-0123456789-abcdefghij'], 'here')[0].bytes('csrf'),
      createKeys(['a-secret-0123456789-abcdefghijklmnop'], 'there')[0].bytes('csrf'),
    ].map((bytes) => Buffer.from(bytes).toString('hex'))
    expect(new Set(all).size).toBe(4)
    expect(all.every((hex) => hex.length === 64)).toBe(true)
    expect(keySet.bytes('csrf')).toBe(keySet.bytes('csrf'))
  })

  it('have a short public name each', () => {
    const two = createKeys(
      ['a-secret-0123456789-abcdefghijklmnop', 'another-secret-0123456789-abcdefghij'],
      'here',
    )
    expect(two.map(({ id }) => id.length)).toEqual([8, 8])
    expect(two[0].id).not.toBe(two[1]?.id)
    expect(two[0].id).toBe(keys[0].id)
    expect(findKey(two, 'csrf')({ kid: two[1]?.id ?? '' })).toEqual(two[1]?.bytes('csrf'))
    expect(() => findKey(two, 'csrf')({ kid: 'other' })).toThrow('unknown key')
    expect(() => findKey(two, 'csrf')({})).toThrow('unknown key')
  })

  it('make a MAC that only they confirm', () => {
    const key = keys[0].bytes('csrf')
    const mac = createMac(key, 'text')
    expect(isMacOf(key, 'text', mac)).toBe(true)
    expect(isMacOf(key, 'Text', mac)).toBe(false)
    expect(isMacOf(keys[0].bytes('ticket'), 'text', mac)).toBe(false)
    for (const other of ['', 'A', mac.slice(0, -4), `${mac}AAAA`, 'A'.repeat(43), `!${mac.slice(1)}`]) {
      expect(isMacOf(key, 'text', other), other).toBe(false)
    }
  })
})
