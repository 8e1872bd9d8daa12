import { createHash } from 'node:crypto'
import { RateLimiterRedis } from 'rate-limiter-flexible'
import type { Limiter } from '../ports/limiter.js'
import { createLimiter } from './counting-limiter.js'

export interface RedisLimiterOptions {
  /** A client of `ioredis`, or a connected one of `redis` (node-redis 4 and later). */
  readonly client: object
  /** Begins the name of every key. Default `sparekey`. */
  readonly prefix?: string
}

/**
 * Counts attempts in Redis, for all instances together. When Redis does not answer, nobody may try: what is counted here
 * guards passwords.
 *
 * @throws TypeError when `client` is neither kind.
 */
export function redisLimiter({ client, prefix = 'sparekey' }: RedisLimiterOptions): Limiter {
  const kind = kindOf(client)
  return createLimiter(
    ({ name, attempts, windowSeconds }) =>
      new RateLimiterRedis({
        storeClient: client,
        useRedisPackage: kind === 'redis',
        keyPrefix: `${prefix}:${name}`,
        points: attempts,
        duration: windowSeconds,
      }),
    // Keys name accounts and addresses of clients; a digest counts as well, tells nobody, and has one length.
    (key) => createHash('sha256').update(key).digest('base64url'),
  )
}

function kindOf(client: object): 'ioredis' | 'redis' {
  if (hasFunction(client, 'defineCommand')) return 'ioredis'
  if (hasFunction(client, 'sendCommand') && hasFunction(client, 'eval')) return 'redis'
  throw new TypeError(
    'redisLimiter: client must be one of ioredis, or of redis 4 and later: createClient(…).',
  )
}

function hasFunction(client: unknown, name: string): boolean {
  return typeof client === 'object' && client !== null && typeof Reflect.get(client, name) === 'function'
}
