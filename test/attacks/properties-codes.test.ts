import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ProfileRule, profileChanges } from '../../src/flows/keep-profile.js'
import { createCode, parseCode } from '../../src/flows/mail-code.js'
import { readCookies } from '../../src/http/cookies.js'
import { createKeys } from '../../src/http/keys.js'
import { parseReturnTo } from '../../src/http/return-to.js'
import { openMail, openUndo, sealMail, sealUndo } from '../../src/http/seal-mail.js'
import { openTicket } from '../../src/http/seal-ticket.js'
import { codeFor, openMailingSite } from '../life/mails.js'
import { PlainVisitor } from '../support/plain-site.js'
import { base } from './oracles.js'

const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 })
const code = bytes.map((drawn) => createCode(() => drawn))

describe('a mailed code', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(code, (made) => {
        expect(made).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
        expect(parseCode(made)).toBe(made)
      }),
    )
  })

  it('is read through whatever a person or a keyboard makes of it', () => {
    const noise = fc.constantFrom('', ' ', '-', '\u2013', '\t', '\n', '.', '\u00a0', '\u200b')
    const lookAlike = fc.constantFrom(
      (letter: string) => letter,
      (letter: string) => letter.toLowerCase(),
      (letter: string) => letter.replace('0', 'O').replace('1', 'l'),
      (letter: string) => letter.replace('0', 'o').replace('1', 'I'),
    )
    const changes = fc.array(fc.tuple(lookAlike, noise), { minLength: 11, maxLength: 11 })
    fc.assert(
      fc.property(code, changes, (made, changed) => {
        const typed = Array.from(made, (letter, index) => {
          const [change, after] = changed[index] ?? [(same: string) => same, '']
          return change(letter) + after
        }).join('')
        expect(parseCode(typed)).toBe(made)
      }),
    )
  })

  it('is none of any other length, and never becomes a code by itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (typed) => {
        const parsed = parseCode(typed)
        if (parsed === null) return
        expect(parsed).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/)
        expect(parseCode(parsed)).toBe(parsed)
      }),
      { numRuns: 2000 },
    )
  })

  it('opens nothing when a single letter is another', async () => {
    const site = openMailingSite()
    site.add({ email: 'vera@ex.test', emailProven: true })
    const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
    const letter = fc.constantFrom(...alphabet.split(''))
    await fc.assert(
      fc.asyncProperty(fc.nat(9), letter, async (at, other) => {
        // Each try from an Amazon account of its own and an hour later: the limits are another test's.
        site.now = new Date(site.now.getTime() + 2 * 60 * 60 * 1000)
        site.customer = { ...site.customer, user_id: `amzn1.account.${site.now.getTime()}` }
        const visitor = new PlainVisitor(site)
        await visitor.signInWithAmazon()
        const { csrf } = await visitor.get(`${base}/link`)
        await visitor.post(`${base}/link/mail`, { csrf })
        const right = codeFor(site, 'vera@ex.test').replace('-', '')
        fc.pre(right.length === 10 && right[at] !== other)
        const wrong = right.slice(0, at) + other + right.slice(at + 1)
        expect((await visitor.post(`${base}/link`, { csrf, code: wrong })).status).toBe(403)
        expect(site.links.allLinks()).toEqual([])
      }),
      { numRuns: 40 },
    )
  })
})

const keys = createKeys(['first-secret-0123456789-abcdefghijkl'], 'here')
const text = fc.string({ unit: 'grapheme', maxLength: 60 })

describe('sealed undo links and mails', () => {
  const undo = fc.record({
    accountId: text,
    identity: fc.record({ issuer: text, subject: text }),
    linkedAt: fc.nat(),
    expiresAt: fc.nat(),
  })
  const mail = fc.record({
    accountId: text,
    mail: fc.record({ to: text, subject: text, text: fc.string({ maxLength: 2000 }), html: text }),
  })

  it('open to what was sealed, and only as what they are', async () => {
    await fc.assert(
      fc.asyncProperty(undo, mail, async (one, other) => {
        const [sealedUndo, sealedMail] = [await sealUndo(keys, one), await sealMail(keys, other)]
        expect(await openUndo(keys, sealedUndo)).toEqual(one)
        expect(await openMail(keys, sealedMail)).toEqual(other)
        expect([await openUndo(keys, sealedMail), await openMail(keys, sealedUndo)]).toEqual([null, null])
        expect([await openTicket(keys, sealedUndo), await openTicket(keys, sealedMail)]).toEqual([null, null])
      }),
      { numRuns: 60 },
    )
  })

  it('do not open once anything about them is another', async () => {
    const sealed = await sealUndo(keys, {
      accountId: '1',
      identity: { issuer: 'i', subject: 's' },
      linkedAt: 1,
      expiresAt: 2,
    })
    // The last letter of a part may hold bits that count for nothing.
    const tampered = fc
      .tuple(fc.nat(sealed.length - 1), fc.string({ maxLength: 3 }))
      .map(([at, put]) => sealed.slice(0, at) + put + sealed.slice(at + 1))
      .filter((value) => Buffer.compare(decoded(value), decoded(sealed)) !== 0)
    await fc.assert(
      fc.asyncProperty(tampered, async (value) => {
        expect(await openUndo(keys, value)).toBeNull()
      }),
      { numRuns: 400 },
    )
  })
})

function decoded(sealed: string): Buffer {
  return Buffer.concat(
    sealed.split('.').flatMap((part) => [Buffer.from(part, 'base64url'), Buffer.from('.')]),
  )
}

describe('a return address', () => {
  const origin = 'https://shop.example'
  const site = { origin, prefix: '/store', basePath: '/auth/amazon', defaultReturnTo: '/store/' }
  const pieces = [
    '/',
    '\\',
    '..',
    '.',
    '%2f',
    '%5C',
    '%',
    '@',
    ':',
    '#',
    '?',
    'evil.example',
    '//',
    '\t',
    '\n',
    '\0',
  ]
  const more = [
    'javascript:',
    'data:',
    'https:',
    ';',
    '%00',
    '%09',
    '\u2215',
    'store',
    'auth/amazon',
    'link',
    '&',
    '=',
  ]
  const address = fc
    .array(fc.oneof(fc.constantFrom(...pieces, ...more), fc.string({ maxLength: 4 })), { maxLength: 10 })
    .map((parts) => parts.join(''))

  it('leads to this site in every reading, and to no route of ours but settings', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          address,
          address.map((path) => `/${path}`),
        ),
        (raw) => {
          const emitted = parseReturnTo(site as never, raw)
          expect(emitted === raw || emitted === site.defaultReturnTo).toBe(true)
          expect(emitted).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/)
          for (const reading of [emitted, decodeURIComponent(emitted.split(/[?#]/)[0] ?? '')]) {
            const url = new URL(reading, origin)
            expect(url.origin).toBe(origin)
            expect(new URL(url.pathname, origin).origin).toBe(origin)
            if (url.pathname !== '/store/auth/amazon/connections')
              expect(url.pathname.toLowerCase()).not.toMatch(/^\/store\/auth\/amazon(?:\/|$)/)
          }
        },
      ),
      { numRuns: 20_000 },
    )
  })
})

describe('a cookie header', () => {
  it('is read once, and a name that comes twice not at all', () => {
    const name = fc.stringMatching(/^[a-c]{1,2}$/)
    const value = fc.stringMatching(/^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]{0,5}$/)
    const blanks = fc.stringMatching(/^[ \t]{0,3}$/)
    const pairs = fc.array(fc.tuple(blanks, name, value, blanks), { maxLength: 6 })
    fc.assert(
      fc.property(pairs, (given) => {
        const header = given.map(([before, key, held, after]) => `${before}${key}=${held}${after}`).join(';')
        const request = new Request('http://inside/', { headers: { cookie: header } })
        const once = given.filter(([, key]) => given.filter(([, other]) => other === key).length === 1)
        expect(readCookies(request)).toEqual(new Map(once.map(([, key, held]) => [key, held])))
      }),
    )
  })
})

describe('a profile rule', () => {
  const field = fc.option(fc.constantFrom('', ' ', 'Ada', 'Grace', 'Vera'))
  const rule = fc.constantFrom<ProfileRule>('never', 'fill-if-empty', 'until-edited', 'always')

  it('takes nothing away, and writes over own words only where it is told to', () => {
    fc.assert(
      fc.property(rule, field, field, field, (kept, local, seen, told) => {
        const rules = { name: kept, postalCode: 'never' } as const
        const before = { name: seen, email: null, postalCode: null }
        const { name } = profileChanges(rules, { name: local }, before, {
          name: told,
          email: 'x',
          postalCode: 'x',
        })
        if (name === undefined) return
        expect([name, kept]).toEqual([told, expect.not.stringMatching('never') as string])
        const isEmpty = (local ?? '').trim() === ''
        if (kept === 'fill-if-empty') expect(isEmpty).toBe(true)
        if (kept === 'until-edited') expect(isEmpty || local === seen).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
