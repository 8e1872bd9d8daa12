import { describe, expect, it } from 'vitest'
import { countAttempt } from '../../src/flows/count-attempt.js'
import { createCode, parseCode } from '../../src/flows/mail-code.js'
import { endProofs, isProofEnded, proofTime } from '../../src/flows/proofs.js'
import { aWiring, now } from './a-wiring.js'

const lifetime = 900_000
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds)

describe('the end of proofs', () => {
  it('is kept until the last of them could have been used', async () => {
    const ended: unknown[] = []
    const links = { endProofs: async (...given: unknown[]) => void ended.push(given) }
    await endProofs(aWiring({ links }).wiring, 'a1')
    expect(ended).toEqual([['a1', later(lifetime)]])
  })

  it('voids what was asked for until then, and nothing that was asked for afterwards', async () => {
    const { wiring } = aWiring({ links: { proofsEnded: async () => later(lifetime) } })
    expect(await isProofEnded(wiring, 'a1', now.getTime() - 1)).toBe(true)
    expect(await isProofEnded(wiring, 'a1', now.getTime())).toBe(true)
    expect(await isProofEnded(wiring, 'a1', now.getTime() + 1)).toBe(false)
  })

  it('voids nothing where none was, nor where the store keeps none', async () => {
    const none = aWiring({ links: { proofsEnded: async () => null } })
    expect(await isProofEnded(none.wiring, 'a1', 0)).toBe(false)
    const without = aWiring({ links: {} })
    expect(await isProofEnded(without.wiring, 'a1', 0)).toBe(false)
    await expect(endProofs(without.wiring, 'a1')).resolves.toBeUndefined()
  })

  it('fails as the store’s doing where the store broke', async () => {
    const broken = async (): Promise<never> => {
      throw new Error('broken')
    }
    const { wiring } = aWiring({ links: { endProofs: broken, proofsEnded: broken } })
    await expect(endProofs(wiring, 'a1')).rejects.toMatchObject({ code: 'store-failed' })
    await expect(isProofEnded(wiring, 'a1', 0)).rejects.toMatchObject({ code: 'store-failed' })
  })

  it('comes with each binding, which voids all proofs but its own', () => {
    const { wiring } = aWiring({})
    expect(proofTime(wiring, later(-60_000))).toEqual({
      validUntil: later(lifetime - 60_000),
      endsUntil: later(lifetime),
    })
  })
})

describe('countAttempt', () => {
  const limit = { name: 'a', attempts: 1, windowSeconds: 60 }
  const other = { ...limit, name: 'b' }

  it('counts everywhere until the first no', async () => {
    const { wiring, consumed } = aWiring({ limited: 'b' })
    const wait = await countAttempt(wiring, [
      [limit, 'x'],
      [other, 'y'],
      [limit, 'z'],
    ])
    expect(wait).toBe(7)
    expect(consumed).toEqual([
      ['a', 'x'],
      ['b', 'y'],
    ])
  })

  it('lets through what every counter lets through, and counts nobody unknown', async () => {
    const { wiring, consumed } = aWiring({})
    const counters = [
      [limit, null],
      [other, 'y'],
    ] as const
    expect(await countAttempt(wiring, counters)).toBe(0)
    expect(consumed).toEqual([['b', 'y']])
  })

  it('never says no and "now" in one breath', async () => {
    const { wiring } = aWiring({})
    wiring.limiter.consume = async () => ({ allowed: false, retryAfterSeconds: 0 })
    expect(await countAttempt(wiring, [[limit, 'x']])).toBe(1)
  })
})

describe('a mailed code', () => {
  it('is ten letters that nobody mixes up, in two groups', () => {
    const all = Array.from({ length: 32 }, (_, index) => index)
    const codes = [
      all.slice(0, 10),
      all.slice(10, 20),
      all.slice(20, 30),
      [30, 31, 32, 33, 63, 64, 95, 96, 254, 255],
    ]
    expect(codes.map((bytes) => createCode(() => Uint8Array.from(bytes)))).toEqual([
      '01234-56789',
      'ABCDE-FGHJK',
      'MNPQR-STVWX',
      'YZ01Z-0Z0YZ',
    ])
  })

  it('asks for as many random bytes as it has letters', () => {
    const asked: number[] = []
    createCode((bytes) => {
      asked.push(bytes)
      return new Uint8Array(bytes)
    })
    expect(asked).toEqual([10])
  })

  it.each([
    ['7k2qx-9mtba', '7K2QX-9MTBA'],
    [' 7K2Q X9MT—BA.', '7K2QX-9MTBA'],
    ['OoIiL-lABCD', '00111-1ABCD'],
  ])('is read as it was meant: %s', (typed, meant) => {
    expect(parseCode(typed)).toBe(meant)
  })

  it.each(['', '7K2QX-9MTB', '7K2QX-9MTBAA', '----------'])('is not "%s"', (typed) => {
    expect(parseCode(typed)).toBeNull()
  })
})
