import { Redis } from 'ioredis'
import { createClient } from 'redis'
import { redisLimiter } from 'sparekey/redis'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Limit, Limiter } from '../../src/index.js'
import { describeOn, serverUrl } from '../support/servers.js'

const limit: Limit = { name: 'password', attempts: 5, windowSeconds: 60 }

const clients = {
  ioredis: async (): Promise<object> => {
    const client = new Redis(await serverUrl('redis'), { lazyConnect: true, maxRetriesPerRequest: 0 })
    client.on('error', () => {})
    onTestFinished(() => client.disconnect())
    return client
  },
  redis: async (): Promise<object> => {
    const client = createClient({ url: await serverUrl('redis') })
    client.on('error', () => {})
    await client.connect()
    onTestFinished(() => client.destroy())
    return client
  },
}

describeOn('redis').each(['ioredis', 'redis'] as const)('a limiter in Redis, by %s', (kind) => {
  /** One of several instances: a connection of its own, and the same keys. */
  const open = async (prefix: string): Promise<Limiter> =>
    redisLimiter({ client: await clients[kind](), prefix })

  it('allows no more than the limit of a hundred attempts at two instances', async () => {
    const prefix = crypto.randomUUID()
    const both = [await open(prefix), await open(prefix)]
    const tries = Array.from({ length: 100 }, async (_, index) => both[index % 2]?.consume(limit, 'alice'))
    const answers = await Promise.all(tries)
    expect(answers.filter((answer) => answer?.allowed)).toHaveLength(5)
    for (const answer of answers) {
      expect(answer?.retryAfterSeconds).toBeGreaterThanOrEqual(answer?.allowed ? 0 : 1)
      expect(answer?.retryAfterSeconds).toBeLessThanOrEqual(answer?.allowed ? 0 : 60)
    }
  })

  it('counts each key and each limit by itself, and forgets only the key that is reset', async () => {
    const limiter = await open(crypto.randomUUID())
    const single = { ...limit, attempts: 1 }
    expect((await limiter.consume(single, 'alice')).allowed).toBe(true)
    expect((await limiter.consume(single, 'alice')).allowed).toBe(false)
    expect((await limiter.consume(single, 'Alice')).allowed).toBe(true)
    expect((await limiter.consume({ ...single, name: 'mail' }, 'alice')).allowed).toBe(true)
    await limiter.reset(single, 'alice')
    expect((await limiter.consume(single, 'alice')).allowed).toBe(true)
    expect((await limiter.consume(single, 'Alice')).allowed).toBe(false)
  })

  it('takes any text for a key, and tells Redis none of it', async () => {
    const prefix = crypto.randomUUID()
    const limiter = await open(prefix)
    for (const key of ['', 'x'.repeat(10_000), 'a\0b', 'vera@ex.test', '__proto__', '::1'])
      expect((await limiter.consume(limit, key)).allowed).toBe(true)
    const asking = new Redis(await serverUrl('redis'))
    const keys = await asking.keys(`${prefix}*`)
    asking.disconnect()
    expect(keys).toHaveLength(6)
    expect(keys.filter((key) => !/^[\w-]+:password:5\/60:[\w-]{43}$/.test(key))).toEqual([])
  })
})

describe('a limiter whose Redis is gone', () => {
  it('allows nothing', async () => {
    const client = new Redis('redis://127.0.0.1:1', { maxRetriesPerRequest: 0, retryStrategy: () => null })
    client.on('error', () => {})
    onTestFinished(() => client.disconnect())
    await expect(redisLimiter({ client }).consume(limit, 'alice')).rejects.toThrow()
  })

  it('is told from what is no client of Redis', () => {
    expect(() => redisLimiter({ client: {} })).toThrow('ioredis')
    expect(() => redisLimiter({ client: null as never })).toThrow('ioredis')
  })
})
