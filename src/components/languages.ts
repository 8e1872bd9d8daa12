import { chooseLocale, directionOf } from '../pages/messages/locale.js'
import type { Messages } from '../pages/messages/messages.js'

// Bundlers cut at `import()`: a visitor loads the one language that they read.
const loaders: Readonly<Record<string, () => Promise<Messages>>> = {
  en: async () => (await import('../pages/messages/en.js')).en,
  de: async () => (await import('../pages/messages/de.js')).de,
  fr: async () => (await import('../pages/messages/fr.js')).fr,
  es: async () => (await import('../pages/messages/es.js')).es,
  it: async () => (await import('../pages/messages/it.js')).it,
  pt: async () => (await import('../pages/messages/pt.js')).pt,
  ja: async () => (await import('../pages/messages/ja.js')).ja,
  zh: async () => (await import('../pages/messages/zh.js')).zh,
  hi: async () => (await import('../pages/messages/hi.js')).hi,
  ar: async () => (await import('../pages/messages/ar.js')).ar,
}

export const languages: readonly string[] = Object.keys(loaders)

/** One language, ready to be written in. */
export interface Language {
  readonly locale: string
  readonly direction: 'ltr' | 'rtl'
  readonly messages: Messages
}

/** The texts in the language that fits best: of a page, or of a list like `navigator.languages`. */
export async function loadLanguage(wanted: readonly string[]): Promise<Language> {
  const locale = chooseLocale(wanted.join(','), languages)
  const load = loaders[locale]
  if (load === undefined) throw new Error(`no texts for ${locale}`)
  return { locale, direction: directionOf(locale), messages: await load() }
}
