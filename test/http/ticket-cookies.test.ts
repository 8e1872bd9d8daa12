import { sha256 } from '@noble/hashes/sha2.js'
import { describe, expect, it } from 'vitest'
import { encodeBase64Url } from '../../src/flows/base64url.js'
import type { Ticket } from '../../src/flows/ticket.js'
import { emptyBody } from '../../src/http/body.js'
import { createCookieSettings } from '../../src/http/cookies.js'
import { createTicketToken } from '../../src/http/csrf.js'
import type { Exchange } from '../../src/http/exchange.js'
import { createKeys } from '../../src/http/keys.js'
import { openTicket, sealClientTicket, sealTicket } from '../../src/http/seal-ticket.js'
import type { Site } from '../../src/http/site.js'
import {
  findTicket,
  forgetTicket,
  hasFormToken,
  readTickets,
  rememberTicket,
} from '../../src/http/ticket-cookies.js'

const keys = createKeys(['a-secret-0123456789-abcdefghijklmnop'], 'here')
const place = { isSecure: true, prefix: '', basePath: '/a' }
const site = { keys, ...place, cookies: createCookieSettings(place), defaultReturnTo: '/home' } as Site
const now = 1_700_000_000_000

const aTicket = (letter: string, given: Partial<Ticket> = {}): Ticket => ({
  id: letter.repeat(22),
  identity: { issuer: 'i', subject: 's' },
  profile: { name: null, email: null, postalCode: null },
  intent: 'sign-in',
  returnTo: '/cart',
  startedBy: null,
  waitsFor: 'proof',
  emailDeclined: false,
  mailProof: null,
  issuedAt: new Date(now),
  expiresAt: new Date(now + 900_000),
  ...given,
})

const nameOf = ({ id }: Ticket) => `__Host-a.ticket-${id.slice(0, 16)}`

interface Held {
  readonly tickets?: readonly Ticket[]
  readonly others?: readonly [string, string][]
  readonly body?: Exchange['body']
  readonly at?: number
  readonly channel?: Exchange['channel']
  readonly isJsonPost?: boolean
}

async function holding({
  tickets = [],
  others = [],
  at = now,
  body = emptyBody,
  ...rest
}: Held): Promise<Exchange> {
  const sealed = await Promise.all(
    tickets.map(
      async (ticket): Promise<[string, string]> => [nameOf(ticket), await sealTicket(keys, ticket)],
    ),
  )
  const wiring = { policy: { ticketLifetimeSeconds: 900 }, clock: () => new Date(at) }
  const given = {
    site,
    wiring,
    cookies: new Map([...others, ...sealed]),
    body,
    channel: 'browser',
    isJsonPost: false,
  }
  return Object.assign(Object.create(null), given, rest)
}

const first = aTicket('A')
const second = aTicket('B', { issuedAt: new Date(now + 1000) })
const third = aTicket('C', { issuedAt: new Date(now + 2000) })
const naming = (ticket: Ticket) => new Map([['csrf', createTicketToken(site, ticket)]])

describe('rememberTicket', () => {
  it('keeps a ticket in a cookie of its own that outlives it by an hour', async () => {
    const [line = '', ...rest] = await rememberTicket(await holding({}), first)
    const [, value = ''] = /^__Host-a\.ticket-A{16}=([^;]+); .*; Max-Age=4500$/.exec(line) ?? []
    expect(await openTicket(keys, value)).toEqual(first)
    expect(rest).toEqual([])
  })

  it('keeps two, and forgets the older of the others', async () => {
    expect(await rememberTicket(await holding({ tickets: [first] }), second)).toHaveLength(1)
    const exchange = await holding({ tickets: [first, second] })
    const [, ...rest] = await rememberTicket(exchange, third)
    expect(rest).toEqual([forgetTicket(exchange, first)])
    expect(rest[0]).toMatch(/^__Host-a\.ticket-A{16}=; .*Expires=Thu, 01 Jan 1970/)
  })

  it('pushes out no other when it keeps the same again', async () => {
    expect(await rememberTicket(await holding({ tickets: [first, second] }), second)).toHaveLength(1)
  })

  it('gives a program none', async () => {
    expect(await rememberTicket(await holding({ channel: 'client' }), first)).toEqual([])
  })

  it('loses the way back and the app before it loses the ticket', async () => {
    const long = aTicket('A', { returnTo: `/${'x'.repeat(3000)}`, app: { challenge: null, refusedTo: null } })
    const [line = ''] = await rememberTicket(await holding({}), long)
    const [, value = ''] = /=([^;]+)/.exec(line) ?? []
    const { app: _app, ...rest } = long
    expect(await openTicket(keys, value)).toEqual({ ...rest, returnTo: '/home' })
    const short = aTicket('A', { app: { challenge: null, refusedTo: null } })
    const [kept = ''] = await rememberTicket(await holding({}), short)
    expect(await openTicket(keys, /=([^;]+)/.exec(kept)?.[1] ?? '')).toEqual(short)
  })
})

describe('readTickets', () => {
  it('reads the newest first, whatever else the browser holds', async () => {
    const others: [string, string][] = [
      ['theme', 'dark'],
      ['__Host-a.ticket-rubbish', 'x'],
      [`__Host-b.ticket-${'A'.repeat(16)}`, await sealTicket(keys, third)],
    ]
    expect(await readTickets(await holding({ tickets: [first, second], others }))).toEqual([second, first])
  })

  it('opens no more than four', async () => {
    const rubbish = (count: number) =>
      Array.from({ length: count }, (_, index): [string, string] => [`__Host-a.ticket-${index}`, 'x'])
    expect(await readTickets(await holding({ tickets: [first], others: rubbish(3) }))).toEqual([first])
    expect(await readTickets(await holding({ tickets: [first], others: rubbish(4) }))).toEqual([])
  })
})

describe('findTicket', () => {
  it('is the one that the form names, else the newest', async () => {
    const tickets = [first, second]
    expect(await findTicket(await holding({ tickets }))).toEqual(second)
    expect(await findTicket(await holding({ tickets, body: naming(first) }))).toEqual(first)
  })

  it('is the newest where the form names one that is not here, and its token does not fit', async () => {
    const exchange = await holding({ tickets: [first, second], body: naming(third) })
    expect(await findTicket(exchange)).toEqual(second)
    expect(hasFormToken(exchange, second)).toBe(false)
  })

  it('is none where there is none', async () => {
    expect(await findTicket(await holding({}))).toEqual({ reason: 'ticket-missing' })
    expect(await findTicket(await holding({ body: naming(first) }))).toEqual({ reason: 'ticket-missing' })
  })

  it('is the one that a program brings beside its secret, and none of a cookie', async () => {
    const key = encodeBase64Url(sha256(new TextEncoder().encode('secret')))
    const bring = async (body: [string, string][], at = now) => {
      const exchange = await holding({ tickets: [second], channel: 'client', body: new Map(body), at })
      return findTicket(Object.assign(exchange, { request: new Request('http://inside/') }))
    }
    const ticket = await sealClientTicket(keys, first, key)
    const both: [string, string][] = [
      ['ticket', ticket],
      ['ticket_key', 'secret'],
    ]
    expect(await bring(both)).toEqual(first)
    expect(await bring([['ticket', ticket]])).toEqual({ reason: 'ticket-missing' })
    expect(await bring([['ticket_key', 'secret']])).toEqual({ reason: 'ticket-missing' })
    expect(await bring(both, now + 899_999)).toEqual(first)
    expect(await bring(both, now + 900_000)).toEqual({ reason: 'ticket-expired' })
  })

  it('lives until the moment it expires', async () => {
    const tickets = [first]
    expect(await findTicket(await holding({ tickets, at: now + 899_999 }))).toEqual(first)
    expect(await findTicket(await holding({ tickets, at: now + 900_000 }))).toMatchObject({
      reason: 'ticket-expired',
      returnTo: '/cart',
    })
  })
})

describe('hasFormToken', () => {
  it('asks a form for its own token', async () => {
    expect(hasFormToken(await holding({ body: naming(first) }), first)).toBe(true)
    expect(hasFormToken(await holding({ body: naming(second) }), first)).toBe(false)
    expect(hasFormToken(await holding({}), first)).toBe(false)
  })

  it('asks JSON only for one that is right', async () => {
    expect(hasFormToken(await holding({ isJsonPost: true }), first)).toBe(true)
    expect(hasFormToken(await holding({ isJsonPost: true, body: naming(second) }), first)).toBe(false)
  })

  it('asks a program for none', async () => {
    expect(hasFormToken(await holding({ channel: 'client' }), first)).toBe(true)
  })
})
