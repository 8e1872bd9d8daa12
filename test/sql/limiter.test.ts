import { memoryLimiter } from 'sparekey/testing'
import { describe, expect, it } from 'vitest'
import type { Limit, Limiter } from '../../src/ports/limiter.js'
import { type Connection, openShop } from './fixture.js'

const limit: Limit = { name: 'password', attempts: 5, windowSeconds: 60 }

async function sqlLimiter(connection: Connection): Promise<Limiter> {
  return (await openShop({}, connection)).host.limiter
}

const limiters: [string, () => Promise<Limiter>][] = [
  ['in memory', async () => memoryLimiter()],
  ['in SQLite', () => sqlLimiter('handle')],
  ['in SQLite through Kysely', () => sqlLimiter('kysely')],
]

describe.each(limiters)('a limiter %s', (_where, create) => {
  it('allows no more than the limit of two hundred attempts at once', async () => {
    const limiter = await create()
    const answers = await Promise.all(Array.from({ length: 200 }, () => limiter.consume(limit, 'alice')))
    expect(answers.filter((answer) => answer.allowed)).toHaveLength(5)
    for (const { allowed, retryAfterSeconds } of answers) {
      expect(retryAfterSeconds).toBeGreaterThanOrEqual(allowed ? 0 : 1)
      expect(retryAfterSeconds).toBeLessThanOrEqual(allowed ? 0 : 60)
    }
  })

  it('counts each key and each limit by itself', async () => {
    const limiter = await create()
    const single = { ...limit, attempts: 1 }
    expect((await limiter.consume(single, 'alice')).allowed).toBe(true)
    expect((await limiter.consume(single, 'alice')).allowed).toBe(false)
    expect((await limiter.consume(single, 'Alice')).allowed).toBe(true)
    expect((await limiter.consume({ ...single, name: 'mail' }, 'alice')).allowed).toBe(true)
  })

  it('forgets the attempts of a key that is reset, and of no other', async () => {
    const limiter = await create()
    const single = { ...limit, attempts: 1 }
    await limiter.consume(single, 'alice')
    await limiter.consume(single, 'bob')
    await limiter.reset(single, 'alice')
    expect((await limiter.consume(single, 'alice')).allowed).toBe(true)
    expect((await limiter.consume(single, 'bob')).allowed).toBe(false)
  })

  it('takes any text for a key', async () => {
    const limiter = await create()
    for (const key of ['', 'x'.repeat(10_000), 'a\0b', "'; --", '__proto__', '::1']) {
      expect((await limiter.consume(limit, key)).allowed).toBe(true)
    }
  })
})

describe('a limiter in SQLite', () => {
  it('starts a new window when the old one has passed, and says how long that takes', async () => {
    let now = new Date('2026-03-01T12:00:00Z')
    const { host } = await openShop({ clock: () => now })
    const single = { ...limit, attempts: 1 }
    await host.limiter.consume(single, 'alice')
    now = new Date('2026-03-01T12:00:45Z')
    expect(await host.limiter.consume(single, 'alice')).toEqual({ allowed: false, retryAfterSeconds: 15 })
    now = new Date('2026-03-01T12:01:00Z')
    expect((await host.limiter.consume(single, 'alice')).allowed).toBe(true)
  })

  it('stores no key in the clear, and sweeps what has passed', async () => {
    let now = new Date('2026-03-01T12:00:00Z')
    const { host, rows } = await openShop({ clock: () => now })
    await Promise.all(
      Array.from({ length: 30 }, (_, index) => host.limiter.consume(limit, `alice${index}@shop.test`)),
    )
    expect(JSON.stringify(rows('select * from sparekey_limits'))).not.toContain('alice')
    now = new Date('2026-03-02T12:00:00Z')
    for (let index = 0; index < 4; index += 1) await host.limiter.consume(limit, 'bob')
    expect(rows('select * from sparekey_limits')).toHaveLength(1)
  })
})
