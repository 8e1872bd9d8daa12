import { ar } from './ar.js'
import { de } from './de.js'
import { en } from './en.js'
import { es } from './es.js'
import { fr } from './fr.js'
import { hi } from './hi.js'
import { it } from './it.js'
import { ja } from './ja.js'
import type { Messages } from './messages.js'
import { pt } from './pt.js'
import { zh } from './zh.js'

const languages = { en, de, fr, es, it, pt, ja, zh, hi, ar } as const satisfies Record<string, Messages>

/** The languages that have texts, best known first: the first is the one for everybody else. */
export const availableLocales: readonly string[] = Object.keys(languages)

/** The texts for a locale or, failing its region (`en-GB`), for its language; English otherwise. */
export function messagesFor(locale: string): Messages {
  const available = new Map<string, Messages>(Object.entries(languages))
  return available.get(bestMatch(locale, availableLocales) ?? 'en') ?? en
}

/** The writing direction of a locale. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  const rightToLeft = ['ar', 'fa', 'he', 'ur']
  return rightToLeft.includes(languageOf(locale)) ? 'rtl' : 'ltr'
}

/** The locale that an `Accept-Language` header prefers among those available; the first available when none fits. */
export function chooseLocale(acceptLanguage: string | null, available: readonly string[]): string {
  for (const wanted of parseAcceptLanguage(acceptLanguage ?? '')) {
    const match = bestMatch(wanted, available)
    if (match !== null) return match
  }
  return available[0] ?? 'en'
}

/** Language ranges in the order of preference, RFC 9110 §12.5.4. What cannot be read is left out. */
function parseAcceptLanguage(header: string): string[] {
  const entries = header.slice(0, 500).split(',')
  const ranges = entries.flatMap((entry) => {
    const match = /^\s*([a-z]{1,8}(?:-[a-z0-9]{1,8})*)\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*$/i.exec(entry)
    return match?.[1] === undefined ? [] : [{ range: match[1], quality: Number(match[2] ?? 1) }]
  })
  const accepted = ranges.filter(({ quality }) => quality > 0)
  return accepted.toSorted((a, b) => b.quality - a.quality).map(({ range }) => range)
}

/** The same tag, else any of the same language (`pt-BR` serves `pt`, and the other way round). */
function bestMatch(wanted: string, available: readonly string[]): string | null {
  const exact = available.find((locale) => locale.toLowerCase() === wanted.toLowerCase())
  const related = available.find((locale) => languageOf(locale) === languageOf(wanted))
  return exact ?? related ?? null
}

function languageOf(locale: string): string {
  return locale.toLowerCase().split('-')[0] ?? ''
}
