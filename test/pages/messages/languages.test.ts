import { describe, expect, it } from 'vitest'
import { availableLocales, directionOf, messagesFor } from '../../../src/pages/messages/index.js'
import type { Messages } from '../../../src/pages/messages/messages.js'
import { formatDay, formatDuration, formatMoment } from '../../../src/pages/moments.js'
import { titleOf } from '../markup.js'
import { aFrame, everyState } from '../states.js'

const site = 'Fernweh Books'
const when = new Date('2026-11-22T18:41:00Z')
const settingsUrl = 'https://books.example/auth/amazon/connections'
const translations = availableLocales.filter((locale) => locale !== 'en')

/** What each message is given, in place of the words that a page would give it. */
const given = site
const aMail = {
  siteName: site,
  when,
  settingsUrl,
  place: '203.0.113.7',
  undoUrl: null,
  code: '7K2QX-9MTBA',
  until: 'noon',
  url: settingsUrl,
}

/** Every message of a language by its path: `refusals.declined.title`. Functions are called. */
function textsOf(messages: Messages): Map<string, string> {
  return new Map(textsBelow(messages, ''))
}

function textsBelow(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value === 'function') {
    const text: unknown = path.startsWith('mails.') ? value(aMail) : value(given)
    return [[path, String(text)]]
  }
  const entries = Object.entries(value ?? {})
  return entries.flatMap(([key, inner]) => textsBelow(inner, path === '' ? key : `${path}.${key}`))
}

const english = textsOf(messagesFor('en'))

/** What is the same word in another language, and not forgotten. */
const sameAsEnglish: Record<string, readonly string[]> = {
  de: ['common.problemPrefix', 'register.name'],
  it: ['common.password'],
}

/** Words that no other language here shares: Italian says "account" too. */
const englishWords = /\b(please|your|sign[- ]in|sign out|try again|back to|the)\b/i

const sameEverywhere = ['common.betweenSentences', 'connections.title', 'register.colon']

const scripts: Record<string, RegExp> = {
  ja: /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u,
  zh: /\p{Script=Han}/u,
  hi: /\p{Script=Devanagari}/u,
  ar: /\p{Script=Arabic}/u,
}

const foreignQuotes: Record<string, RegExp> = {
  de: /[”«»「」]/,
  fr: /[„“”「」]/,
  es: /[„“”「」]/,
  it: /[„“”「」]/,
  pt: /[„«»「」]/,
  ja: /[„“”«»]/,
  zh: /[„«»「」]/,
  hi: /[„«»「」]/,
  ar: /[„“”「」]/,
}

describe.each(translations)('the language %s', (locale) => {
  const texts = [...textsOf(messagesFor(locale))]

  it('has every message, and an empty one only where English has one', () => {
    expect(texts.map(([path]) => path)).toEqual([...english.keys()])
    const empty = texts.filter(([path, text]) => text.trim() === '' && english.get(path)?.trim() !== '')
    expect(empty).toEqual([])
  })

  it('left nothing in English', () => {
    const expected = [...sameEverywhere, ...(sameAsEnglish[locale] ?? [])]
    const same = texts.filter(([path, text]) => text.trim() !== '' && english.get(path) === text)
    expect(same.map(([path]) => path).filter((path) => !expected.includes(path))).toEqual([])
    const words = texts.map(([path, text]) => [path, withoutNames(text)] as const)
    expect(words.filter(([, text]) => englishWords.test(text))).toEqual([])
  })

  it('is written in its own script', () => {
    const script = scripts[locale] ?? /\p{Script=Latin}/u
    const written = texts.filter(([path, text]) => text.trim() !== '' && !sameEverywhere.includes(path))
    expect(written.filter(([, text]) => !script.test(text))).toEqual([])
  })

  it('names the site, the duration, the moment and the address wherever English does', () => {
    for (const [path, text] of texts) {
      const original = english.get(path) ?? ''
      const names = [site, settingsUrl, '2026', 'UTC']
      const kept = names.filter((name) => text.includes(name))
      expect(kept, path).toEqual(names.filter((name) => original.includes(name)))
    }
  })

  it('never translates "Login with Amazon"', () => {
    for (const [path, text] of texts) {
      const original = english.get(path) ?? ''
      if (original.includes('Login with Amazon')) expect(text, path).toContain('Login with Amazon')
    }
  })

  it('uses its own quotation marks and apostrophes, and no invisible characters', () => {
    const control = /(?!\n)\p{Cc}|[\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/u
    expect(texts.filter(([, text]) => control.test(text))).toEqual([])
    expect(texts.filter(([, text]) => /["']/.test(text))).toEqual([])
    expect(texts.filter(([, text]) => foreignQuotes[locale]?.test(text))).toEqual([])
    expect(texts.filter(([, text]) => / {2}/.test(text))).toEqual([])
  })

  it('ends its sentences as English does', () => {
    const ending = /[.?!。？！।؟:：»”」“]$/
    for (const [path, text] of texts) {
      if (/[.]$/.test(english.get(path) ?? '')) expect(text, path).toMatch(ending)
    }
  })

  it('quotes a choice by the words that stand on it', () => {
    const { register, refusals, common } = messagesFor(locale)
    expect(register.fieldProblems.taken).toContain(register.haveAccount)
    expect(refusals['password-locked'].next).toContain(common.forgotPassword)
  })

  it('renders every page, in its language and direction', () => {
    const frame = aFrame({ locale, direction: directionOf(locale), messages: messagesFor(locale) })
    for (const [name, html] of everyState(frame)) {
      expect(html, name).toContain(`<html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">`)
      expect(titleOf(html), name).not.toBe('')
      expect(html, name).not.toMatch(/undefined|\bnull\b|\[object|\bNaN\b/)
    }
  })
})

function withoutNames(text: string): string {
  return [site, settingsUrl, 'Login with Amazon'].reduce((left, name) => left.replaceAll(name, ''), text)
}

describe('French', () => {
  it('sets no-break spaces before its high punctuation', () => {
    const texts = [...textsOf(messagesFor('fr')).values()].map((text) => text.replaceAll(settingsUrl, ''))
    expect(
      texts.filter((text) => /[^\u202F][?!;»]/.test(text) || /[^\u00A0\d]:/.test(withoutTime(text))),
    ).toEqual([])
  })
})

function withoutTime(text: string): string {
  return text.replace(/\d+:\d+/g, '')
}

describe('Chinese and Japanese', () => {
  it.each(['zh', 'ja'])('%s joins its sentences without a space', (locale) => {
    const frame = aFrame({ locale, messages: messagesFor(locale) })
    const html = everyState(frame).get('link-wrong-password') ?? ''
    const { happened, next } = messagesFor(locale).refusals['wrong-password']
    expect(html).toContain(`${happened}${next}`)
  })
})

describe('moments and durations', () => {
  it.each([
    ['en', 'November 22, 2026 at 18:41 UTC', 'November 22, 2026', ['1 minute', '2 hours']],
    ['de', '22. November 2026 um 18:41 UTC', '22. November 2026', ['1 Minute', '2 Stunden']],
    ['fr', '22 novembre 2026 à 18:41 UTC', '22 novembre 2026', ['1 minute', '2 heures']],
    ['es', '22 de noviembre de 2026 a las 18:41 UTC', '22 de noviembre de 2026', ['1 minuto', '2 horas']],
    ['it', '22 novembre 2026 alle ore 18:41 UTC', '22 novembre 2026', ['1 minuto', '2 ore']],
    ['pt', '22 de novembro de 2026 às 18:41 UTC', '22 de novembro de 2026', ['1 minuto', '2 horas']],
    ['ja', '2026年11月22日 18:41 UTC', '2026年11月22日', ['1 分', '2 時間']],
    ['zh', '2026年11月22日 UTC 18:41', '2026年11月22日', ['1分钟', '2小时']],
    ['hi', '22 नवंबर 2026 को 18:41 UTC बजे', '22 नवंबर 2026', ['1 मिनट', '2 घंटे']],
    ['ar', '22 نوفمبر 2026 في 18:41 UTC', '22 نوفمبر 2026', ['دقيقة', 'ساعتان']],
  ])('are written in %s as people write them', (locale, moment, day, durations) => {
    expect(plain(formatMoment(when, locale))).toBe(moment)
    expect(plain(formatDay(when, locale))).toBe(day)
    expect([59.5, 3601].map((seconds) => plain(formatDuration(seconds, locale)))).toEqual(durations)
  })
})

/** Intl sets no-break spaces here and there, as its data see fit. */
function plain(text: string): string {
  return text.replace(/\s/g, ' ')
}
