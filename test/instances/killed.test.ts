import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Browser, Page } from '../support/browser.js'
import { type Bundle, bundleSite } from './bundle.js'
import type { Moment } from './death.js'
import { type Fleet, openFleet } from './fleet.js'
import {
  accountOf,
  addCustomer,
  atConnections,
  atPrompt,
  atRegistration,
  base,
  type Customer,
  linkedTo,
  whoIs,
} from './journeys.js'
import { findDamage } from './tables.js'

/** A step of a journey, up to where its last request is sent. */
interface Step {
  readonly knows: 'email' | 'no email'
  readonly prepare: (fleet: Fleet, visitor: Browser, customer: Customer) => Promise<() => Promise<Page>>
  readonly moments: readonly Moment[]
}

const steps: Record<string, Step> = {
  'a first sign-in': {
    knows: 'email',
    prepare: async (_fleet, visitor, { id }) => {
      const callback = await visitor.goToAmazon(id)
      return () => visitor.get(callback)
    },
    moments: [
      'before the code exchange',
      'after the code exchange',
      'in the transaction',
      'while committing',
      'between commit and session',
      'after the session',
    ],
  },
  'a registration': {
    knows: 'no email',
    prepare: (_fleet, visitor, customer) => atRegistration(visitor, customer),
    moments: ['in the transaction', 'between commit and session'],
  },
  'a proof of ownership': {
    knows: 'email',
    prepare: (fleet, visitor, customer) => atPrompt(fleet, visitor, customer),
    moments: ['in the transaction', 'between commit and session'],
  },
}

const bundle: { site?: Bundle } = {}
beforeAll(async () => {
  bundle.site = await bundleSite()
}, 60_000)
afterAll(() => bundle.site?.remove())

describe.each((['postgres', 'mariadb'] as const).filter((kind) => inject('installedServers')[kind]))(
  'kill -9 of one of three processes on %s',
  (kind) => {
    const open: { fleet?: Fleet } = {}
    const fleet = (): Fleet => open.fleet as Fleet
    beforeAll(async () => {
      open.fleet = await openFleet({ kind, program: bundle.site?.program ?? '', limits: 'sql' })
    }, 60_000)
    afterAll(() => open.fleet?.close())

    const cases = Object.entries(steps).flatMap(([name, step]) =>
      step.moments.map((moment) => [name, moment, step] as const),
    )

    it.each(cases)(
      'inf-crash-points: %s goes on elsewhere when it dies %s',
      async (name, moment, { knows, prepare }) => {
        const customer = addCustomer(fleet(), `${name} ${moment}`.replaceAll(' ', '-'), knows)
        const visitor = fleet().visitor()
        const send = await prepare(fleet(), visitor, customer)
        const { replaced } = await fleet().doom(moment)
        expect((await send()).status).toBe(502)
        expect(await findDamage(fleet().database, kind)).toEqual([])

        // Reloaded, it reaches another instance, while the dead one is still missing.
        expect((await send()).status).toBeLessThan(500)
        expect(await findDamage(fleet().database, kind)).toEqual([])
        expect(await replaced).toBe('SIGKILL')

        // A password may have to be typed once more; who never typed one begins again.
        await visitor.signInWithAmazon(customer.id)
        const accounts = await accountOf(fleet(), customer)
        expect(accounts).toHaveLength(1)
        expect(await linkedTo(fleet(), customer)).toEqual(accounts)
        expect(await whoIs(visitor)).toBe(accounts[0])
        expect(await findDamage(fleet().database, kind)).toEqual([])
      },
      60_000,
    )

    it.each(['in the transaction', 'before ending access'] as const)(
      'inf-crash-points: unlinking is all done or not at all when it dies %s',
      async (moment) => {
        const customer = addCustomer(fleet(), `unlinks-${moment}`.replaceAll(' ', '-'))
        const visitor = fleet().visitor()
        const unlink = await atConnections(fleet(), visitor, customer)
        const { replaced } = await fleet().doom(moment)
        expect((await unlink()).status).toBe(502)
        expect(await findDamage(fleet().database, kind)).toEqual([])
        await replaced
        const { csrf } = await visitor.get(`${base}/connections`)
        if (csrf !== '') await visitor.post(`${base}/connections/unlink`, { csrf })
        expect(await linkedTo(fleet(), customer)).toEqual([])
        expect(await findDamage(fleet().database, kind)).toEqual([])
      },
      60_000,
    )
  },
)
