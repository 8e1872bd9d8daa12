// Each reads one spelling only: a second one would let a changed hash match as well as the stored one.

/** Base64 with its padding. */
export function decodeBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64')
  return text !== '' && bytes.toString('base64') === text ? bytes : null
}

/** Base64 without padding, as in the PHC format. */
export function decodeUnpadded(text: string): Buffer | null {
  return decodeBase64(text + '='.repeat((4 - (text.length % 4)) % 4))
}

/** Passlib's base64: no padding, and a dot for the plus. */
export function decodeDotted(text: string): Buffer | null {
  return text.includes('+') ? null : decodeUnpadded(text.replaceAll('.', '+'))
}

/** Hexadecimal, in one case throughout. */
export function decodeHex(text: string): Buffer | null {
  return /^(?:(?:[0-9a-f]{2})+|(?:[0-9A-F]{2})+)$/.test(text) ? Buffer.from(text, 'hex') : null
}

/** Hexadecimal where the length says so, else base64. */
export function decodeHexOrBase64(text: string, bytes: number): Buffer | null {
  const decoded = text.length === 2 * bytes ? decodeHex(text) : decodeBase64(text)
  return decoded?.length === bytes ? decoded : null
}

const crypt64 = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** The base64 of crypt(3): the lowest six bits of each three bytes first. */
export function encodeCrypt64(bytes: Buffer): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const chunk = bytes.subarray(at, at + 3)
    const value = chunk.readUIntLE(0, chunk.length)
    for (let digit = 0; digit <= chunk.length; digit += 1) text += crypt64.charAt((value >> (6 * digit)) & 63)
  }
  return text
}

/** The value of one such digit, or -1. */
export function crypt64Value(digit: string): number {
  return crypt64.indexOf(digit)
}
