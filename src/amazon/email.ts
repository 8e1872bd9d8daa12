/** In characters (RFC 5321 §4.5.3.1.3, less the angle brackets). */
export const longestAddress = 254
const longestLocalPart = 64

// A dot-atom: no spaces, controls, quotes, comments, lists or angle brackets, no dot at either end or twice in a row.
const localPart = /^[^\p{C}\p{Z}()<>[\]:;@\\,."]+(?:\.[^\p{C}\p{Z}()<>[\]:;@\\,."]+)*$/u
// Labels of letters and digits, at least two, and the last one not a number: no address literals, no trailing dot.
const domain =
  /^(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?\.)+(?!\p{N}+$)[\p{L}\p{N}][\p{L}\p{M}\p{N}-]*$/u

/**
 * The address exactly as Amazon sent it, or null when it is not plainly one address. Then the customer has no email
 * here: sign-in goes on, and nothing is mailed or compared.
 */
export function parseEmail(value: string): string | null {
  if (value.length > longestAddress || !hasOneReading(value)) return null
  const at = value.indexOf('@')
  const isAddress =
    at > 0 && at <= longestLocalPart && localPart.test(value.slice(0, at)) && domain.test(value.slice(at + 1))
  return isAddress ? value : null
}

// `＠` and `ﬀ` turn into ASCII under NFKC, `ı` and `ſ` when a database changes case: then a check made here and a
// comparison made there would be about two different addresses.
function hasOneReading(value: string): boolean {
  return Array.from(value).every((character) => {
    if (character <= '\x7f') return true
    return isBeyondAscii(character.normalize('NFKC') + character.toLowerCase() + character.toUpperCase())
  })
}

function isBeyondAscii(text: string): boolean {
  return Array.from(text).every((character) => character > '\x7f')
}
