import { describe, expect, it } from 'vitest'
import type { Ticket } from '../../src/flows/ticket.js'
import {
  createSessionToken,
  createTicketToken,
  isSessionToken,
  isTicketToken,
  ticketHandle,
} from '../../src/http/csrf.js'
import { createKeys } from '../../src/http/keys.js'
import type { Site } from '../../src/http/site.js'

const old = 'old-secret-0123456789-abcdefghijklmn'
const fresh = 'new-secret-0123456789-abcdefghijklmn'

const siteWith = (...secrets: [string, ...string[]]) => ({ keys: createKeys(secrets, 'here') }) as Site
const ticketOf = (id: string) => ({ id }) as Ticket

const site = siteWith(old)
const rotated = siteWith(fresh, old)
const ticket = ticketOf('abcdefghijklmnopqrstuv')
const sameHandle = ticketOf('abcdefghijklmnopXXXXXX')
const session = { accountId: 'a1', authenticatedAt: new Date(1_700_000_000_000) }

describe('the form token of a ticket', () => {
  it('names the ticket by a part of its id, never by all of it', () => {
    expect(ticketHandle(ticket)).toBe('abcdefghijklmnop')
    expect(createTicketToken(site, ticket)).toMatch(/^abcdefghijklmnop\.[\w-]{43}$/)
  })

  it('is right for its own ticket alone, even where another begins alike', () => {
    const token = createTicketToken(site, ticket)
    expect(isTicketToken(site, ticket, token)).toBe(true)
    expect(isTicketToken(site, sameHandle, token)).toBe(false)
  })

  it('is refused under another name, and without its MAC', () => {
    const [handle = '', mac = ''] = createTicketToken(site, ticket).split('.')
    for (const token of [`other.${mac}`, `.${mac}`, mac, handle, `${handle}.`, `${handle}.AAAA`]) {
      expect(isTicketToken(site, ticket, token), token).toBe(false)
    }
  })

  it('holds over a rotation of secrets, until the old one is gone', () => {
    const token = createTicketToken(site, ticket)
    expect(isTicketToken(rotated, ticket, token)).toBe(true)
    expect(isTicketToken(siteWith(fresh), ticket, token)).toBe(false)
    expect(isTicketToken(siteWith(fresh), ticket, createTicketToken(rotated, ticket))).toBe(true)
  })
})

describe('the form token of the settings page', () => {
  it('is right in the session it was shown in', () => {
    expect(isSessionToken(site, session, createSessionToken(site, session))).toBe(true)
    const untold = { ...session, authenticatedAt: null }
    expect(isSessionToken(site, untold, createSessionToken(site, untold))).toBe(true)
  })

  it.each([
    ['another account', { ...session, accountId: 'a2' }],
    ['a later sign-in of the same account', { ...session, authenticatedAt: new Date(1_700_000_000_001) }],
    ['a session that does not say when it began', { ...session, authenticatedAt: null }],
  ])('is refused in that of %s', (_what, other) => {
    expect(isSessionToken(site, other, createSessionToken(site, session))).toBe(false)
    expect(isSessionToken(site, session, createSessionToken(site, other))).toBe(false)
  })

  it('is none of a ticket, nor the other way round', () => {
    const alike = ticketOf(`${session.authenticatedAt.getTime()}:a1`)
    const [, mac = ''] = createTicketToken(site, alike).split('.')
    expect(isSessionToken(site, session, mac)).toBe(false)
    expect(isTicketToken(site, alike, `${ticketHandle(alike)}.${createSessionToken(site, session)}`)).toBe(
      false,
    )
  })

  it('holds over a rotation of secrets, until the old one is gone', () => {
    const token = createSessionToken(site, session)
    expect(isSessionToken(rotated, session, token)).toBe(true)
    expect(isSessionToken(siteWith(fresh), session, token)).toBe(false)
    expect(isSessionToken(siteWith(fresh), session, createSessionToken(rotated, session))).toBe(true)
  })
})
