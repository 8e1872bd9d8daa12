/** A name in two columns. */
export interface NameParts {
  readonly first: string
  readonly last: string | null
}

/**
 * The last word is the family's, everything before it the given name. A name all in Chinese, Japanese or Korean script
 * begins with the family; without a space nobody can tell where it ends, so the whole stays together.
 */
export function splitName(name: string): NameParts {
  const words = name.trim().split(/\s+/u)
  const [only = ''] = words
  if (words.length === 1) return { first: only, last: null }
  if (isFamilyFirst(name)) return { first: words.slice(1).join(' '), last: only }
  return { first: words.slice(0, -1).join(' '), last: words.at(-1) ?? null }
}

/** The name as its owner writes it. */
export function joinName(first: string | null, last: string | null): string | null {
  const parts = [first, last].flatMap((part) => part?.trim() || [])
  const ordered = isFamilyFirst(parts.join('')) ? parts.toReversed() : parts
  return ordered.length === 0 ? null : ordered.join(' ')
}

function isFamilyFirst(name: string): boolean {
  return /^(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々\s])+$/u.test(name)
}
