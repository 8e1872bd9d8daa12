import fc from 'fast-check'
import { recognizeHash, verifyPasswordHash } from 'sparekey/passwords'
import { describe, expect, it } from 'vitest'
import { oneOfEach } from './vectors.js'

const cases = oneOfEach()

// Two names of one thing: the hash is the same one under either.
const sameMark = (hash: string): string => hash.replace(/\$2[aby]\$/, '$2b$').replace('$H$', '$P$')

const changes = fc.oneof(
  fc.nat().map((at) => (hash: string) => hash.slice(0, at % hash.length)),
  fc
    .nat()
    .map((at) => (hash: string) => hash.slice(0, at % hash.length) + hash.slice((at % hash.length) + 1)),
  fc.tuple(fc.nat(), fc.constantFrom('$', '.', '/', '+', '=', 'a', 'Z', '0', '9', ':', '\n', '\0', 'é')).map(
    ([at, sign]) =>
      (hash: string) =>
        hash.slice(0, at % hash.length) + sign + hash.slice((at % hash.length) + 1),
  ),
  fc.tuple(fc.nat(), fc.string({ minLength: 1, maxLength: 4 })).map(
    ([at, more]) =>
      (hash: string) =>
        hash.slice(0, at % (hash.length + 1)) + more + hash.slice(at % (hash.length + 1)),
  ),
)

describe.each(cases)('a stored hash of %s', (name, { hash, password, options }) => {
  // These take a tenth of a second for each check.
  const numRuns = /spring|firebase/.test(name) ? 4 : 30

  it('matches nothing once it is cut, altered or continued', async () => {
    await fc.assert(
      fc.asyncProperty(changes, async (change) => {
        const changed = change(hash)
        fc.pre(sameMark(changed) !== sameMark(hash))
        expect(await verifyPasswordHash(changed, password, options), changed).toBe(false)
      }),
      { numRuns },
    )
  })

  it('matches nothing once its last character is another one, or gone, or followed by one', async () => {
    const others = Array.from('AQgw048./+=aZ9 \n', (sign) => hash.slice(0, -1) + sign)
    const followed = [`${hash}=`, `${hash}A`, `${hash}\n`, ` ${hash}`, hash.slice(0, -1), hash.slice(0, -2)]
    for (const changed of [...others, ...followed].filter((each) => each !== hash).slice(0, numRuns)) {
      expect(await verifyPasswordHash(changed, password, options), changed).toBe(false)
    }
  })

  it('is not matched by another password, nor by itself', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 80 }), async (other) => {
        fc.pre(!other.includes('\0') && other !== password)
        expect(await verifyPasswordHash(hash, other, options)).toBe(false)
      }),
      { numRuns: Math.ceil(numRuns / 5) },
    )
    for (const other of [
      hash,
      ` ${password}`,
      `${password} `,
      password.toUpperCase(),
      `${password}\n`,
      '',
    ].slice(0, numRuns)) {
      expect(await verifyPasswordHash(hash, other, options), other).toBe(false)
    }
  })

  it('is not matched by a password that is too long, or that holds half a character', async () => {
    expect(await verifyPasswordHash(hash, password.padEnd(1025), options)).toBe(false)
    expect(await verifyPasswordHash(hash, `${password}\ud83d`, options)).toBe(false)
    expect(recognizeHash(hash, options)).not.toBeNull()
  })
})
