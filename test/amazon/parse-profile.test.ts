import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AmazonError } from '../../src/amazon/errors.js'
import { type Profile, parseProfile } from '../../src/amazon/profile.js'

const sent = {
  user_id: 'amzn1.account.AGSUBJECT',
  name: 'Ada',
  email: 'ada@ex.test',
  postal_code: 'SW1A 1AA',
}
const read: Profile = {
  subject: 'amzn1.account.AGSUBJECT',
  name: 'Ada',
  email: 'ada@ex.test',
  postalCode: 'SW1A 1AA',
}

const parseSent = (changes: object): Profile =>
  parseProfile(JSON.parse(JSON.stringify({ ...sent, ...changes })))

function codeOf(json: unknown): string {
  try {
    parseProfile(json)
    return 'taken'
  } catch (error) {
    if (!(error instanceof AmazonError)) throw error
    return error.code
  }
}

function holdsItsLimits(json: unknown): boolean {
  if (codeOf(json) !== 'taken') return true
  const { subject, name, email, postalCode } = parseProfile(json)
  return (
    /^[\x21-\x7e]([\x20-\x7e]{0,253}[\x21-\x7e])?$/.test(subject) &&
    (name === null || /^[^\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]{1,200}$/u.test(name)) &&
    (email === null || /^[^\p{C}\p{Z}@",;<>()]{1,64}@[^\p{C}\p{Z}@",;<>()]+$/u.test(email)) &&
    (postalCode === null || /^[^\p{C}]{1,32}$/u.test(postalCode))
  )
}

describe('parseProfile', () => {
  it('reads the documented fields and drops all others', () => {
    expect(parseSent({ role: 'admin', emailVerified: true, mobile_number: '1' })).toEqual(read)
  })

  it.each(['name', 'email', 'postal_code'])('does without %s: absent, null or ""', (field) => {
    const missing = field === 'postal_code' ? { postalCode: null } : { [field]: null }
    for (const value of [undefined, null, ''])
      expect(parseSent({ [field]: value })).toEqual({ ...read, ...missing })
  })

  it.each([
    ['of an unexpected form', 'somebody'],
    ['named like a property', '__proto__'],
    ['of 255 characters', 'x'.repeat(255)],
  ])('takes a subject %s as it is', (_name, user_id) => expect(parseSent({ user_id }).subject).toBe(user_id))

  it.each([
    ['missing', undefined],
    ['null', null],
    ['empty', ''],
    ['a space', ' '],
    ['with a space inside', 'a b'],
    ['led by a space', ' a'],
    ['followed by a space', 'a '],
    ['of 256 characters', 'x'.repeat(256)],
    ['with a control character', 'a\u0000'],
    ['with a line break', 'a\nb'],
    ['beyond ASCII', 'amzn1.account.Ä'],
    ['a number', 0],
    ['true', true],
    ['an array', ['V', 'M']],
    ['an object', { $ne: null }],
  ])('refuses a subject that is %s', (_name, user_id) => {
    expect(codeOf({ ...sent, user_id })).toBe('amazon-profile-invalid')
  })

  it.each(['name', 'email', 'postal_code'])('refuses a %s of another type', (field) => {
    for (const value of [7, true, ['v@ex.test', 'm@ex.test'], { toString: 'x' }, 0, false]) {
      expect(codeOf({ ...sent, [field]: value })).toBe('amazon-profile-invalid')
    }
  })

  it.each([null, undefined, 'profile', 7, [], [sent]])('refuses %j for a profile', (json) => {
    expect(codeOf(json)).toBe('amazon-profile-invalid')
  })

  it('refuses the legacy shape, alone and beside the flat one', () => {
    const Profile = { CustomerId: 'amzn1.account.ANOTHER', Name: 'Ada', PrimaryEmail: 'v@ex.test' }
    expect(codeOf({ Profile, 'Request-Id': 'x' })).toBe('amazon-profile-legacy')
    expect(codeOf({ ...sent, Profile })).toBe('amazon-profile-legacy')
    expect(codeOf(Profile)).toBe('amazon-profile-legacy')
  })

  it.each([
    ['Ada\u0000\u001b[31m\u007f', 'Ada[31m'],
    ['\u202eadA\u2066\u200f', 'adA'],
    ['Ada\u2028Lovelace\ufeff\u200b', 'AdaLovelace'],
    ['  Ada Lovelace\n', 'Ada Lovelace'],
    ['Ada\ud800', 'Ada'],
    ['<img src=x onerror=1>', '<img src=x onerror=1>'],
    ['👩‍👩‍👧 می‌خواهم', '👩‍👩‍👧 می‌خواهم'],
    ['𝒜'.repeat(300), '𝒜'.repeat(200)],
    [`${'a'.repeat(199)} b`, 'a'.repeat(199)],
    [' \u200e\n', null],
  ])('cleans the name %j', (name, cleaned) => expect(parseSent({ name }).name).toBe(cleaned))

  it.each([
    [' 100-0001 ', '100-0001'],
    ['〒100-0001', '〒100-0001'],
    ['1'.repeat(32), '1'.repeat(32)],
    ['1'.repeat(33), null],
    ['1\n2', null],
    ['1\u202e2', null],
  ])('reads the postal code %j', (postal_code, postalCode) => {
    expect(parseSent({ postal_code }).postalCode).toBe(postalCode)
  })

  it('treats an address that is not plainly one as no email', () => {
    expect(parseSent({ email: 'a@x.test, b@y.test' })).toEqual({ ...read, email: null })
  })

  it('is not moved by prototypes', () => {
    const text =
      '{"__proto__":{"user_id":"M","isAdmin":true},"constructor":{"prototype":{"x":1}},"user_id":"V"}'
    const profile = parseProfile(JSON.parse(text))
    expect(profile).toEqual({ subject: 'V', name: null, email: null, postalCode: null })
    expect(Object.getPrototypeOf(profile)).toBe(Object.prototype)
    expect('isAdmin' in {}).toBe(false)
    expect(codeOf(JSON.parse('{"__proto__":{"user_id":"M"}}'))).toBe('amazon-profile-invalid')
    expect(codeOf(Object.create(sent))).toBe('amazon-profile-invalid')
  })

  it('gives a profile within its limits, or an AmazonError, for any JSON', () => {
    const anyCharacter = fc.integer({ min: 0, max: 0x10ffff }).map((point) => String.fromCodePoint(point))
    const hostile = fc.oneof(fc.string({ unit: anyCharacter }), fc.string(), fc.jsonValue({ maxDepth: 2 }))
    const user_id = fc.oneof(fc.string({ minLength: 1 }), hostile)
    const json = fc.record(
      { user_id, name: hostile, email: hostile, postal_code: hostile },
      { requiredKeys: [] },
    )
    fc.assert(fc.property(fc.oneof(json, fc.jsonValue({ maxDepth: 2 })), holdsItsLimits), { numRuns: 500 })
  })

  it('takes every ordinary address as it is', () => {
    fc.assert(
      fc.property(fc.emailAddress({ size: 'small' }), (email) => {
        fc.pre(email.indexOf('@') <= 64 && !/\.[0-9]+$/.test(email))
        expect(parseSent({ email }).email).toBe(email)
      }),
    )
  })
})
