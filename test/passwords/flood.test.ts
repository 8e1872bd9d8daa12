import { PasswordChecksError, verifyPasswordHash } from 'sparekey/passwords'
import { describe, expect, it } from 'vitest'
import { limitAtOnce } from '../../src/passwords/limit-at-once.js'

describe('a flood of checks', () => {
  it('is refused beyond 500 under way, and taken again when they are done', async () => {
    const hash = `$5$rounds=1000$salt$${'ab'.repeat(21)}a`
    const checks = Array.from({ length: 510 }, () => verifyPasswordHash(hash, 'correct horse'))
    const ended = await Promise.allSettled(checks)
    const refused = ended.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(refused).toHaveLength(10)
    expect(refused.every((reason) => reason instanceof PasswordChecksError)).toBe(true)
    expect(refused[0]).toMatchObject({ code: 'too-many-password-checks' })
    expect(await verifyPasswordHash(hash, 'correct horse')).toBe(false)
  })
})

describe('limitAtOnce', () => {
  it('counts a task that fails as done', async () => {
    const limited = limitAtOnce(1)
    await expect(limited(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    expect(await limited(async () => 'next')).toBe('next')
  })
})
