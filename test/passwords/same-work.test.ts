import type * as Crypto from 'node:crypto'
import type * as Argon2 from '@node-rs/argon2'
import type * as Bcrypt from '@node-rs/bcrypt'
import { verifyNobody, verifyPasswordHash } from 'sparekey/passwords'
import { describe, expect, it, vi } from 'vitest'
import { oneOfEach } from './vectors.js'

/** What was computed, as far as it costs: function and cost, never the password. */
const work = vi.hoisted((): unknown[] => [])

vi.mock('@node-rs/bcrypt', async (load) => {
  const real = await load<typeof Bcrypt>()
  const hash: typeof real.hash = (password, cost, salt) => {
    work.push(['bcrypt', cost])
    return real.hash(password, cost, salt)
  }
  return { ...real, hash }
})

vi.mock('@node-rs/argon2', async (load) => {
  const real = await load<typeof Argon2>()
  const hashRaw: typeof real.hashRaw = (password, options) => {
    work.push(['argon2', options?.memoryCost, options?.timeCost, options?.parallelism, options?.algorithm])
    return real.hashRaw(password, options)
  }
  return { ...real, hashRaw }
})

vi.mock('node:crypto', async (load) => {
  const real = await load<typeof Crypto>()
  const pbkdf2 = (...given: Parameters<typeof real.pbkdf2>): void => {
    const [, , rounds, bytes, digest] = given
    work.push(['pbkdf2', rounds, bytes, digest])
    real.pbkdf2(...given)
  }
  const scrypt = (...given: readonly unknown[]): void => {
    const [, , bytes, options] = given
    work.push(['scrypt', bytes, options])
    Reflect.apply(real.scrypt, real, [...given])
  }
  return { ...real, pbkdf2, scrypt, default: { ...real, pbkdf2, scrypt } }
})

vi.mock('../../src/passwords/functions/digest-rounds.js', { spy: true })
vi.mock('../../src/passwords/functions/digest-threads.js', () => ({
  createDigestThreads: () => ({
    run: async ({ digest, rounds }: { digest: string; rounds: number }) => {
      work.push(['digests', digest, rounds])
      return null
    },
  }),
}))

async function workOf(check: () => Promise<unknown>): Promise<unknown[]> {
  work.splice(0)
  await check()
  return [...work]
}

const weak = /^(?:ldap-s|digest|plain|salt-column|.*sha1)/

describe.each(oneOfEach())('%s', (_name, { format, hash, password, options = {} }) => {
  it('costs the same for a right password, a wrong one, one that is too long, and for nobody', async () => {
    const right = await workOf(() => verifyPasswordHash(hash, password, options))
    const wrong = await workOf(() => verifyPasswordHash(hash, 'wrong horse', options))
    const long = await workOf(() => verifyPasswordHash(hash, 'x'.repeat(1025), options))
    const nobody = await workOf(() => verifyNobody('wrong horse', { like: hash, ...options }))
    expect(wrong).toEqual(right)
    expect(long).toEqual(right)
    expect(nobody).toEqual(right)
    // One digest costs nothing to speak of.
    if (!weak.test(format)) expect(right).not.toEqual([])
  })
})

describe('a site of which no hash is known', () => {
  it('spends one bcrypt of the usual cost for nobody', async () => {
    expect(await workOf(() => verifyNobody('wrong horse'))).toEqual([['bcrypt', 10]])
    expect(await workOf(() => verifyNobody('wrong horse', { like: 'unknown' }))).toEqual([['bcrypt', 10]])
  })
})
