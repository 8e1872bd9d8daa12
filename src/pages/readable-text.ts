// Controls and bidi overrides: with them a name could reorder the words around it. `\s` covers the line separators.
const deceptive = /[\p{Cc}\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/gu

const longestShown = 120

/** Text that somebody else wrote, made fit to show: on one line, in its own order, of bounded length. */
export function readableText(text: string): string {
  const cleaned = text
    .slice(0, longestShown * 4)
    .replace(deceptive, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const letters = [...new Intl.Segmenter().segment(cleaned)]
  if (letters.length <= longestShown) return cleaned
  return `${cleaned.slice(0, letters[longestShown - 1]?.index)}…`
}
