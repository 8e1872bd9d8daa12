import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Ticket } from '../../src/flows/ticket.js'
import type { Transaction } from '../../src/flows/transaction.js'
import { createKeys, type Keys } from '../../src/http/keys.js'
import { openTicket, sealTicket } from '../../src/http/seal-ticket.js'
import { deriveCodeVerifier, openTransaction, sealTransaction } from '../../src/http/seal-transaction.js'

const first = 'first-secret-0123456789-abcdefghijkl'
const second = 'second-secret-0123456789-abcdefghijk'
const keys = createKeys([first], 'here')

function aTransaction(under: Keys = keys): Transaction {
  const state = 'S'.repeat(43)
  return {
    state,
    codeVerifier: deriveCodeVerifier(under[0], state),
    intent: 'link',
    returnTo: '/cart?ö',
    startedBy: { accountId: 'a7', authenticatedAt: new Date(1_700_000_000_123) },
    clientFingerprint: 'f',
    issuedAt: new Date(1_700_000_000_000),
  }
}

const ticket: Ticket = {
  id: 'T'.repeat(22),
  identity: { issuer: 'https://www.amazon.com', subject: 'amzn1.account.VERA' },
  profile: { name: 'Vera "Ü" Winter', email: 'vera@ex.test', postalCode: null },
  intent: 'sign-in',
  returnTo: '/',
  startedBy: null,
  waitsFor: 'proof',
  emailDeclined: false,
  mailProof: { email: 'v@ex.test', sentAt: 5, traces: ['t'] },
  issuedAt: new Date(1_700_000_000_000),
  expiresAt: new Date(1_700_000_900_000),
}

describe('a sealed transaction', () => {
  it('opens to what was sealed', () => {
    expect(openTransaction(keys, sealTransaction(keys, aTransaction()))).toEqual(aTransaction())
  })

  it('holds neither the verifier nor a key', () => {
    const sealed = sealTransaction(keys, aTransaction())
    const readable = sealed
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString('latin1'))
      .join()
    expect(readable).not.toContain(aTransaction().codeVerifier)
  })

  it('derives a verifier of RFC 7636 that differs for each state and secret', () => {
    const verifier = aTransaction().codeVerifier
    expect(verifier).toMatch(/^[\w-]{43}$/)
    expect(deriveCodeVerifier(keys[0], 'T'.repeat(43))).not.toBe(verifier)
    expect(deriveCodeVerifier(createKeys([second], 'here')[0], aTransaction().state)).not.toBe(verifier)
  })

  it('opens after the secret was rotated, with the verifier of its own key', () => {
    const sealed = sealTransaction(keys, aTransaction())
    expect(openTransaction(createKeys([second, first], 'here'), sealed)).toEqual(aTransaction())
    expect(openTransaction(createKeys([second], 'here'), sealed)).toBeNull()
  })

  it('opens in no other instance', () => {
    expect(
      openTransaction(createKeys([first], 'elsewhere'), sealTransaction(keys, aTransaction())),
    ).toBeNull()
  })

  it('cookie-tamper: does not open when any character differs', () => {
    const sealed = sealTransaction(keys, aTransaction())
    for (let index = 0; index < sealed.length; index += 1) {
      const other = sealed[index] === 'A' ? 'B' : 'A'
      const changed = sealed.slice(0, index) + other + sealed.slice(index + 1)
      expect(openTransaction(keys, changed), `character ${index}`).toBeNull()
    }
  })

  it('does not open when it is cut, grown, of another version, or rubbish', () => {
    const sealed = sealTransaction(keys, aTransaction())
    for (const value of [
      '',
      '....',
      sealed.slice(0, -1),
      `${sealed}A`,
      `${sealed}.x`,
      sealed.replace('v1', 'v2'),
      'x'.repeat(1_000_000),
    ]) {
      expect(openTransaction(keys, value)).toBeNull()
    }
    fc.assert(fc.property(fc.string(), (value) => openTransaction(keys, value) === null))
  })
})

describe('a sealed ticket', () => {
  it('opens to what was sealed, and shows nothing of it', async () => {
    const sealed = await sealTicket(keys, ticket)
    expect(await openTicket(keys, sealed)).toEqual(ticket)
    const readable = sealed
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString('latin1'))
      .join()
    expect(readable).not.toContain('vera')
    expect(readable).not.toContain('VERA')
  })

  it('opens after the secret was rotated and not after it is gone', async () => {
    const sealed = await sealTicket(keys, ticket)
    expect(await openTicket(createKeys([second, first], 'here'), sealed)).toEqual(ticket)
    expect(await openTicket(createKeys([second], 'here'), sealed)).toBeNull()
  })

  it('cookie-type-confusion: opens nowhere else, nor anything else here', async () => {
    expect(openTransaction(keys, await sealTicket(keys, ticket))).toBeNull()
    expect(await openTicket(keys, sealTransaction(keys, aTransaction()))).toBeNull()
    expect(await openTicket(createKeys([first], 'elsewhere'), await sealTicket(keys, ticket))).toBeNull()
  })

  it('jwe-bomb: does not open when it is long, compressed, cut or changed', async () => {
    const sealed = await sealTicket(keys, ticket)
    const [, ...rest] = sealed.split('.')
    const zipped = Buffer.from(
      JSON.stringify({ alg: 'dir', enc: 'A256GCM', zip: 'DEF', kid: keys[0].id }),
    ).toString('base64url')
    const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url')
    const others = [
      `${sealed}${'A'.repeat(5000)}`,
      [zipped, ...rest].join('.'),
      [none, ...rest].join('.'),
      sealed.slice(0, -2),
      'a.b.c.d.e',
      '',
    ]
    for (const value of others) expect(await openTicket(keys, value)).toBeNull()
    for (let index = 0; index < sealed.length; index += 7) {
      const changed = sealed.slice(0, index) + (sealed[index] === 'A' ? 'B' : 'A') + sealed.slice(index + 1)
      expect(await openTicket(keys, changed), `character ${index}`).toBeNull()
    }
  })

  it('is never sealed to the same text twice', async () => {
    const sealed = await Promise.all(Array.from({ length: 100 }, () => sealTicket(keys, ticket)))
    expect(new Set(sealed).size).toBe(100)
  })
})
