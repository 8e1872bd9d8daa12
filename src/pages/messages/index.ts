import { ar } from './ar.js'
import { de } from './de.js'
import { en } from './en.js'
import { es } from './es.js'
import { fr } from './fr.js'
import { hi } from './hi.js'
import { it } from './it.js'
import { ja } from './ja.js'
import { bestMatch } from './locale.js'
import type { Messages } from './messages.js'
import { pt } from './pt.js'
import { zh } from './zh.js'

export { chooseLocale, directionOf } from './locale.js'

const languages = { en, de, fr, es, it, pt, ja, zh, hi, ar } as const satisfies Record<string, Messages>

/** The languages that have texts, best known first: the first is the one for everybody else. */
export const availableLocales: readonly string[] = Object.keys(languages)

/** The texts for a locale or, failing its region (`en-GB`), for its language; English otherwise. */
export function messagesFor(locale: string): Messages {
  const available = new Map<string, Messages>(Object.entries(languages))
  return available.get(bestMatch(locale, availableLocales) ?? 'en') ?? en
}
