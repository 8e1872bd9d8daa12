import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createFinishCode, isFinishCode, parseFinishCode } from '../../src/flows/finish-elsewhere.js'
import type { Wiring } from '../../src/flows/wiring.js'

const quarterMilliseconds = 15 * 60 * 1000
const start = new Date('2026-03-01T12:00:00Z')

/** What a code is made of, so many quarters of an hour later. */
function wiringAt(quarters: number, issuer = 'shop'): Wiring {
  const clock = () => new Date(start.getTime() + quarters * quarterMilliseconds)
  const fingerprint = (text: string) => createHash('sha256').update(text).digest('base64url')
  return Object.assign(Object.create(null), { clock, fingerprint, issuer })
}

describe('a code that a device shows', () => {
  const code = createFinishCode(wiringAt(0), 'vera')

  it('is two groups of four letters that nobody mixes up', () => {
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
  })

  it.each([
    ['in the same quarter of an hour', 0.99, true],
    ['in the next one', 1.99, true],
    ['in the one after that', 2, false],
    ['before it was shown', -0.01, false],
  ])('works %s: %d, %s', (_when, quarters, works) => {
    expect(isFinishCode(wiringAt(quarters), code, 'vera')).toBe(works)
  })

  it('works for no other Amazon account, and for no other company’s', () => {
    expect(isFinishCode(wiringAt(0), code, 'mallory')).toBe(false)
    expect(isFinishCode(wiringAt(0, 'other'), code, 'vera')).toBe(false)
  })

  it.each([
    ['7k2q x9mt', '7K2Q-X9MT'],
    [' OoIi-lL00.', '0011-1100'],
    ['7K2Q—X9MT', '7K2Q-X9MT'],
  ])('is read as it was meant: %s', (typed, meant) => {
    expect(parseFinishCode(typed)).toBe(meant)
  })

  it.each(['', '7K2Q-X9M', '7K2Q-X9MTA', `${' '.repeat(40)}7K2QX9MT`])('is not "%s"', (typed) => {
    expect(parseFinishCode(typed)).toBeNull()
  })
})
