import { describe, expect, it } from 'vitest'
import { failureCodes, refusalReasons } from '../../../src/linking/reasons.js'
import {
  availableLocales,
  chooseLocale,
  directionOf,
  messagesFor,
} from '../../../src/pages/messages/index.js'

describe.each(availableLocales)('the texts in %s', (locale) => {
  const messages = messagesFor(locale)

  it.each(refusalReasons)('say what %s means', (reason) => {
    expect(messages.refusals[reason].title).toMatch(/\S/)
    expect(messages.refusals[reason].happened).toMatch(/\S/)
  })

  it.each(failureCodes)('say what %s means and what to do next', (code) => {
    expect(messages.failures[code].happened).toMatch(/\S/)
    expect(messages.failures[code].next).toMatch(/\S/)
  })

  it('have a text for every reason and code, and for nothing else', () => {
    expect(Object.keys(messages.refusals).toSorted()).toEqual([...refusalReasons].toSorted())
    expect(Object.keys(messages.failures).toSorted()).toEqual([...failureCodes].toSorted())
  })

  it.each(['linked', 'unlinked', 'signedUp', 'passwordSet', 'existing'] as const)(
    'write the mail %s',
    (kind) => {
      const details = {
        siteName: 'Fernweh Books',
        when: new Date('2026-11-22T18:41:00Z'),
        settingsUrl: 'https://books.example/auth/amazon/connections',
        place: '203.0.113.7',
        undoUrl: null,
      }
      const { subject, body } = messages.mails[kind]
      expect(subject(details)).toContain('Fernweh Books')
      expect(subject(details)).not.toMatch(/[\r\n]/)
      expect(body(details)).toContain(details.settingsUrl)
      expect(body(details)).toMatch(/2026.*UTC/)
      expect(body(details)).toContain('203.0.113.7')
      expect(body({ ...details, place: null })).not.toContain('203.0.113.7')
    },
  )

  it('let the mail about a new link take it back', () => {
    const undoUrl = 'https://books.example/auth/amazon/undo?token=t'
    const details = {
      siteName: 'Fernweh Books',
      when: new Date(0),
      settingsUrl: 'https://s',
      place: null,
      undoUrl,
    }
    expect(messages.mails.linked.body(details)).toContain(undoUrl)
  })

  it.each(['proof', 'registration', 'setPassword'] as const)('write the mail with a code %s', (kind) => {
    const details = {
      siteName: 'Fernweh Books',
      code: '7K2QX-9MTBA',
      until: 'noon',
      url: 'https://books.example/c',
    }
    const { subject, body } = messages.codeMails[kind]
    expect(subject(details)).toContain('Fernweh Books')
    expect(subject(details)).not.toContain(details.code)
    // On a line of its own, so that it is found and copied as one.
    expect(body(details).split('\n')).toContain(details.code)
    expect(body(details)).toContain(details.until)
  })
})

describe('messagesFor', () => {
  it('serves a region with its language, and an unknown language with English', () => {
    expect(messagesFor('en-GB')).toBe(messagesFor('en'))
    expect(messagesFor('tlh')).toBe(messagesFor('en'))
  })
})

describe('directionOf', () => {
  it.each([
    ['ar', 'rtl'],
    ['he-IL', 'rtl'],
    ['en', 'ltr'],
    ['de-AT', 'ltr'],
  ])('of %s is %s', (locale, direction) => {
    expect(directionOf(locale)).toBe(direction)
  })
})

describe('chooseLocale among the languages there are', () => {
  it.each([
    ['pt-BR,pt;q=0.9,en-US;q=0.8', 'pt'],
    ['pt-PT', 'pt'],
    ['en-GB,en;q=0.9,de;q=0.8', 'en'],
    // Whoever reads traditional characters reads simplified ones more easily than another language.
    ['zh-Hant', 'zh'],
    ['zh-TW,zh;q=0.9,en;q=0.8', 'zh'],
    ['zh-Hans-CN', 'zh'],
    ['ar-EG', 'ar'],
    ['hi-IN,en;q=0.5', 'hi'],
    ['ja;q=0.1, fr;q=0.9, *;q=0.5', 'fr'],
    ['tlh, *', 'en'],
    ['*;q=0.1, it;q=0', 'en'],
    ['de;q=0.500, es;q=0.501', 'es'],
    ['sv, nb, it;q=0.1', 'it'],
  ])('answers %s with %s', (header, locale) => {
    expect(chooseLocale(header, availableLocales)).toBe(locale)
  })
})

describe('chooseLocale', () => {
  const available = ['en', 'de', 'pt-BR', 'zh']

  it.each([
    ['de', 'de'],
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['fr, de;q=0.5', 'de'],
    ['en;q=0.2, de;q=0.7', 'de'],
    ['de;q=0, en', 'en'],
    ['PT', 'pt-BR'],
    ['zh-Hant-TW', 'zh'],
    ['*', 'en'],
    ['', 'en'],
    ['<script>, ;;;q=x, de', 'de'],
    [null, 'en'],
    [`${'x,'.repeat(100_000)}de`, 'en'],
  ])('answers %.40j with %s', (header, locale) => {
    expect(chooseLocale(header, available)).toBe(locale)
  })
})
