import { EncryptJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import type { Ticket } from '../../src/flows/ticket.js'
import type { Undo } from '../../src/flows/undo.js'
import { createKeys } from '../../src/http/keys.js'
import { openValue, type Seal, sealValue } from '../../src/http/seal.js'
import { openMail, openUndo, sealMail, sealUndo } from '../../src/http/seal-mail.js'
import { openClientTicket, openTicket, sealClientTicket, sealTicket } from '../../src/http/seal-ticket.js'

const keys = createKeys(['a-secret-0123456789-abcdefghijklmnop'], 'here')
const seal: Seal = { purpose: 'ticket', type: 'sparekey-ticket+v1', maximumLength: 4096 }

const ticket: Ticket = {
  id: 'T'.repeat(22),
  identity: { issuer: 'i', subject: 's' },
  profile: { name: null, email: null, postalCode: null },
  intent: 'link',
  returnTo: '/',
  startedBy: { accountId: 'a1', authenticatedAt: new Date(1_700_000_000_000) },
  waitsFor: 'proof',
  emailDeclined: false,
  mailProof: null,
  issuedAt: new Date(1_700_000_000_000),
  expiresAt: new Date(1_700_000_900_000),
}

describe('a sealed value', () => {
  it('opens as its own kind alone, even under one key', async () => {
    const sealed = await sealValue(keys, seal, { a: 1 })
    expect(await openValue(keys, seal, sealed)).toEqual({ a: 1 })
    expect(await openValue(keys, { ...seal, type: 'another+v1' }, sealed)).toBeNull()
    expect(await openValue(keys, { ...seal, purpose: 'undo' }, sealed)).toBeNull()
  })

  it('opens up to its length', async () => {
    const sealed = await sealValue(keys, seal, { a: 1 })
    expect(await openValue(keys, { ...seal, maximumLength: sealed.length }, sealed)).toEqual({ a: 1 })
    expect(await openValue(keys, { ...seal, maximumLength: sealed.length - 1 }, sealed)).toBeNull()
  })

  it.each([
    ['dir', 'A128CBC-HS256'],
    ['A256KW', 'A256GCM'],
  ])('opens under no other algorithm than ours: %s with %s', async (alg, enc) => {
    const header = { alg, enc, typ: seal.type, kid: keys[0].id }
    const jwt = new EncryptJWT({ value: { a: 1 } }).setProtectedHeader(header)
    expect(await openValue(keys, seal, await jwt.encrypt(keys[0].bytes('ticket')))).toBeNull()
  })
})

describe('a sealed ticket', () => {
  it.each([
    ['a session', ticket],
    [
      'a session that does not say when',
      { ...ticket, startedBy: { accountId: 'a1', authenticatedAt: null } },
    ],
    ['nobody', { ...ticket, startedBy: null }],
  ])('keeps who started: %s', async (_who, given) => {
    expect(await openTicket(keys, await sealTicket(keys, given))).toStrictEqual(given)
  })
})

describe('a ticket for a body', () => {
  it('opens beside its own secret alone, and shows nothing of that', async () => {
    const sealed = await sealClientTicket(keys, ticket, 'a fingerprint')
    expect(await openClientTicket(keys, sealed, 'a fingerprint')).toStrictEqual(ticket)
    expect(await openClientTicket(keys, sealed, 'another')).toBeNull()
    expect(await openClientTicket(keys, 'rubbish', 'a fingerprint')).toBeNull()
  })

  it('is none for a cookie, nor the other way round', async () => {
    expect(await openTicket(keys, await sealClientTicket(keys, ticket, 'f'))).toBeNull()
    expect(await openClientTicket(keys, await sealTicket(keys, ticket), 'f')).toBeNull()
  })
})

describe('what is sealed for mails', () => {
  const undo: Undo = {
    accountId: 'a1',
    identity: ticket.identity,
    linkedAt: 1_700_000_000_000,
    expiresAt: 1_700_000_900_000,
  }
  const mail = { accountId: 'a1', mail: { to: 'v@ex.test', subject: 's', text: 't', html: 'h' } }

  it('opens to what it was, and as nothing else', async () => {
    expect(await openUndo(keys, await sealUndo(keys, undo))).toEqual(undo)
    expect(await openMail(keys, await sealMail(keys, mail))).toEqual(mail)
    expect(await openUndo(keys, await sealMail(keys, mail))).toBeNull()
    expect(await openMail(keys, await sealUndo(keys, undo))).toBeNull()
  })
})
