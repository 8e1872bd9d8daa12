/** The words of a name: `CUST_EMAIL`, `emailVerified`, `AspNetUsers` and `user_2fa` come apart as a reader takes them. */
export function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '')
}

/** `users` → `user`, `people` → `person`, `addresses` → `address`. */
export function singular(word: string): string {
  if (word === 'people') return 'person'
  if (/(?:s|x|ch|sh)es$/.test(word)) return word.slice(0, -2)
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`
  return /[^su]s$/.test(word) ? word.slice(0, -1) : word
}

export function singularWords(name: string): string[] {
  return wordsOf(name).map(singular)
}

/** A column's name without spelling: whole, and without the table's own name in front (`CUST_NAME` in `CUSTOMER`). */
export function plainNames(table: string, column: string): readonly [whole: string, own: string] {
  const words = wordsOf(column)
  const owners = singularWords(table)
  const [first = '', ...rest] = words
  const isOwned = rest.length > 0 && owners.some((owner) => isShortFor(singular(first), owner))
  const own = isOwned ? rest : words
  return [words.join(''), withoutKind(own).join('')]
}

/** `BLOCKED_DT` and `ACTIVE_FLG` say of what kind they are. */
function withoutKind(words: readonly string[]): readonly string[] {
  const isMarked =
    words.length > 1 && /^(?:dt|ts|tm|dttm|fl|flg|flag|ind|yn|sw|tx|txt)$/.test(words.at(-1) ?? '')
  return isMarked ? words.slice(0, -1) : words
}

/** `cust` for `customer`, `usr` for `user`: the same first letter, the others in order. */
function isShortFor(short: string, long: string): boolean {
  if (short[0] !== long[0]) return false
  let at = 0
  for (const letter of long) if (letter === short[at]) at += 1
  return at === short.length
}

const normalWords = new Set([
  'normalized',
  'normalised',
  'canonical',
  'clean',
  'lower',
  'lowercase',
  'upper',
  'lc',
  'uc',
])

/** `NormalizedEmail`, `username_canonical`: a copy all in one case, for searches. */
export function isNormalized(column: string): boolean {
  return wordsOf(column).some((word) => normalWords.has(word))
}

/** `normalizedemail` → `email`. */
export function withoutNormalWords(column: string): string {
  return wordsOf(column)
    .filter((word) => !normalWords.has(word))
    .join('')
}
