import type { NormalizedColumn } from './options.js'

/** A text all in one case, letter by letter: nothing gets longer, as in the programs that filled the column. */
export function inCase(letterCase: NormalizedColumn['case'] | undefined, text: string): string {
  if (letterCase === undefined) return text
  return Array.from(text, (letter) => changed(letter, letterCase)).join('')
}

function changed(letter: string, letterCase: NormalizedColumn['case']): string {
  const other = letterCase === 'lower' ? letter.toLowerCase() : letter.toUpperCase()
  return other.length === letter.length ? other : letter
}

// Only A to Z. `toLowerCase` would take the Kelvin sign for a k, and one person's address for another's.
export function foldCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}
