import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Bundle, bundleSite } from './bundle.js'
import { type Fleet, openFleet, phone } from './fleet.js'
import {
  accountOf,
  addCustomer,
  atConnections,
  atPrompt,
  atRegistration,
  base,
  linkedTo,
  whoIs,
} from './journeys.js'
import { addUser, findDamage, password } from './tables.js'

const bundle: { site?: Bundle } = {}
beforeAll(async () => {
  bundle.site = await bundleSite()
}, 60_000)
afterAll(() => bundle.site?.remove())

describe.each((['postgres', 'mariadb'] as const).filter((kind) => inject('installedServers')[kind]))(
  'three processes behind a balancer on %s',
  (kind) => {
    const open: { fleet?: Fleet } = {}
    const fleet = (): Fleet => open.fleet as Fleet
    beforeAll(async () => {
      open.fleet = await openFleet({ kind, program: bundle.site?.program ?? '', limits: 'sql' })
    }, 60_000)
    afterAll(() => open.fleet?.close())

    it('inf-multi-node: a sign-in may begin at one and end at another', async () => {
      const customer = addCustomer(fleet(), 'hop')
      const visitor = fleet().visitor()
      const before = new Map(fleet().balancer.answered)
      expect((await visitor.signInWithAmazon(customer.id)).location).toBe('/')
      expect(await linkedTo(fleet(), customer)).toEqual([await whoIs(visitor)])
      const reached = fleet().balancer.ports.filter(
        (port) => (fleet().balancer.answered.get(port) ?? 0) > (before.get(port) ?? 0),
      )
      expect(reached).toHaveLength(3)
    })

    it('inf-multi-node: a password proves ownership at another, and a third one unlinks', async () => {
      const customer = addCustomer(fleet(), 'owner')
      const visitor = fleet().visitor()
      const unlink = await atConnections(fleet(), visitor, customer)
      expect(await linkedTo(fleet(), customer)).toEqual(await accountOf(fleet(), customer))
      expect((await unlink()).status).toBe(303)
      expect(await linkedTo(fleet(), customer)).toEqual([])
    })

    it('inf-multi-node: a registration page may come from one and go to another', async () => {
      const customer = addCustomer(fleet(), 'typing', 'no email')
      const visitor = fleet().visitor()
      const send = await atRegistration(visitor, customer)
      expect((await send()).location).toBe('/')
      expect(await linkedTo(fleet(), customer)).toEqual([await whoIs(visitor)])
    })

    it('inf-multi-node: an app answers the ticket of one at another', async () => {
      const customer = addCustomer(fleet(), 'app')
      const account = await addUser(fleet().database, customer.email)
      const { emulator } = fleet()
      const access_token = emulator.issueTokens({
        clientId: phone.clientId,
        customer: 'app',
        scope: 'profile',
      }).access_token
      const post = (path: string, json: object) =>
        fleet().visitor().request('POST', `${base}${path}`, { json })
      const asked = await post('/token', { access_token })
      expect(asked.json()).toMatchObject({ outcome: 'prove-ownership' })
      const { ticket } = asked.json()
      const linked = await post('/link', { ticket, ticket_key: access_token, password })
      expect(linked.json()).toMatchObject({ outcome: 'signed-in', account_id: account, linked: true })
      expect((await post('/token', { access_token })).json()).toMatchObject({ account_id: account })
    })

    it('race-two-first-logins: fifty first sign-ins at once make one account and one link', async () => {
      const customer = addCustomer(fleet(), 'fifty')
      const visitors = Array.from({ length: 50 }, () => fleet().visitor())
      const callbacks = await Promise.all(visitors.map((visitor) => visitor.goToAmazon(customer.id)))
      const pages = await Promise.all(visitors.map((visitor, index) => visitor.get(callbacks[index] ?? '')))
      expect(pages.filter(({ status }) => status >= 500)).toEqual([])
      const accounts = await accountOf(fleet(), customer)
      expect(accounts).toHaveLength(1)
      expect(await linkedTo(fleet(), customer)).toEqual(accounts)
      await Promise.all(visitors.map((visitor) => visitor.signInWithAmazon(customer.id)))
      expect(new Set(await Promise.all(visitors.map(whoIs)))).toEqual(new Set(accounts))
      expect(await findDamage(fleet().database, kind)).toEqual([])
    })

    it('inf-multi-node: guesses at all of them together are counted as one', async () => {
      expect(await guessesHeard(fleet(), 'guesser')).toBe(5)
    })
  },
)

describe.each(
  (['postgres'] as const).filter(
    (kind) => inject('installedServers')[kind] && inject('installedServers').redis,
  ),
)('three processes that count in Redis, on %s', (kind) => {
  it('inf-multi-node: guesses at all of them together are counted as one', async () => {
    const fleet = await openFleet({ kind, program: bundle.site?.program ?? '', limits: 'redis' })
    try {
      expect(await guessesHeard(fleet, 'guesser')).toBe(5)
      expect(await fleet.database.rows('select id from sparekey_limits')).toEqual([])
    } finally {
      await fleet.close()
    }
  }, 60_000)
})

/** How many of thirty guesses at once, at all instances, were compared with a password. */
async function guessesHeard(fleet: Fleet, id: string): Promise<number> {
  const guess = await atPrompt(fleet, fleet.visitor(), addCustomer(fleet, id))
  const pages = await Promise.all(Array.from({ length: 30 }, (_, index) => guess(`wrong ${index}`)))
  const statuses = pages.map(({ status }) => status)
  expect((await guess()).status).toBe(429)
  expect(new Set(statuses)).toEqual(new Set([403, 429]))
  return statuses.filter((status) => status !== 429).length
}
