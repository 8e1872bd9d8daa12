import { createHash } from 'node:crypto'
import { hash as makeBcrypt } from '@node-rs/bcrypt'
import { describeHash, verifyNobody, verifyPasswordHash } from 'sparekey/passwords'
import { describe, expect, it } from 'vitest'

describe('a password', () => {
  it('with half a character is not read as one with the sign for that', async () => {
    const hash = await makeBcrypt('a\ufffd', 4)
    expect(await verifyPasswordHash(hash, 'a\ufffd')).toBe(true)
    expect(await verifyPasswordHash(hash, 'a\ud800')).toBe(false)
  })
})

describe('bcrypt', () => {
  it('does not take a salt in a second spelling', async () => {
    const hash = await makeBcrypt('correct horse', 4, Buffer.alloc(16))
    const respelt = `${hash.slice(0, 28)}/${hash.slice(29)}`
    expect(hash.charAt(28)).toBe('.')
    expect(describeHash(respelt).problem).toBe('malformed')
    expect(await verifyPasswordHash(respelt, 'correct horse')).toBe(false)
  })

  it('of PHP ends the password at a NUL, as PHP does', async () => {
    const hash = (await makeBcrypt('before', 4)).replace('$2b$', '$2y$')
    expect(await verifyPasswordHash(hash, 'before\0after')).toBe(true)
  })

  it('with a pepper matches only with that pepper', async () => {
    const hash = await makeBcrypt('correct horsepepper', 4)
    expect(await verifyPasswordHash(hash, 'correct horse', { pepper: 'pepper' })).toBe(true)
    expect(await verifyPasswordHash(hash, 'correct horse', { pepper: 'Pepper' })).toBe(false)
    expect(await verifyPasswordHash(hash, 'correct horse')).toBe(false)
  })
})

describe('Drupal', () => {
  // Of 512 and 513 times `x`, by the generator's formula.
  const hashes = {
    512: '$S$5dkaryMl6zdUdhWRATJp71YIh43Hc2rRARQwQr6WqDkRJsWfuWiU',
    513: '$S$5tShB0O3jtxAFpbT4a1nZ8jBv0MlhT2Vbo9FJBW.t6UpUQWHdl3V',
  }

  it('refuses a password of more than 512 bytes', async () => {
    expect(await verifyPasswordHash(hashes[512], 'x'.repeat(512))).toBe(true)
    expect(await verifyPasswordHash(hashes[513], 'x'.repeat(513))).toBe(false)
  })
})

describe('verifyNobody', () => {
  it('spends what a hash with options costs', async () => {
    const like = createHash('sha512').update('x').digest('hex')
    const scheme = { pbkdf2: 'sha512', rounds: 60_000, keyBytes: 64 } as const
    const started = process.cpuUsage()
    await verifyNobody('correct horse', { like, scheme, salt: 'salt' })
    const nobody = process.cpuUsage(started).user
    const again = process.cpuUsage()
    await verifyPasswordHash(like, 'correct horse', { scheme, salt: 'salt' })
    const somebody = process.cpuUsage(again).user
    expect(nobody).toBeGreaterThan(somebody / 3)
    expect(nobody).toBeLessThan(somebody * 3)
  })
})
