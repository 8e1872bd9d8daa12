import type { Wiring } from '../../src/flows/wiring.js'
import type { Account } from '../../src/index.js'
import type { Limit } from '../../src/ports/limiter.js'

export const now = new Date('2026-03-01T12:00:00.500Z')

/** What of a host and a limiter the smaller steps ask, as they would answer for one account, and what was asked. */
export function aWiring(parts: { host?: object; policy?: object; links?: object; limited?: string }) {
  const consumed: (readonly [string, string])[] = []
  const reset: (readonly [string, string])[] = []
  const limiter = {
    consume: async ({ name }: Limit, key: string) => {
      consumed.push([name, key])
      return name === parts.limited ? { allowed: false, retryAfterSeconds: 7 } : { allowed: true }
    },
    reset: async ({ name }: Limit, key: string) => void reset.push([name, key]),
  }
  const policy = {
    disclosure: 'helpful',
    reauthenticationSeconds: 300,
    ticketLifetimeSeconds: 900,
    ...parts.policy,
  }
  const { host, links } = parts
  // The rest of a wiring is not asked by these steps: who does, gets undefined.
  const wiring: Wiring = Object.assign(Object.create(null), {
    host,
    links,
    limiter,
    policy,
    clock: () => now,
  })
  return { wiring, consumed, reset }
}

export function anAccount(given: Partial<Account> = {}): Account {
  return { id: 'a1', email: 'vera@ex.test', emailProven: true, ...given }
}
