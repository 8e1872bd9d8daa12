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
export function bestMatch(wanted: string, available: readonly string[]): string | null {
  const exact = available.find((locale) => locale.toLowerCase() === wanted.toLowerCase())
  const related = available.find((locale) => languageOf(locale) === languageOf(wanted))
  return exact ?? related ?? null
}

function languageOf(locale: string): string {
  return locale.toLowerCase().split('-')[0] ?? ''
}
