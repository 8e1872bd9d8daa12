import { hash as makeHash } from '@node-rs/bcrypt'
import { bcryptCosts } from '../bounds.js'
import type { ParsedHash } from '../format.js'

// `$2x$` is the mark of hashes from a broken program: left out.
const shape = /^\$(?<variant>2[aby])\$(?<cost>\d\d)\$(?<salt>[./A-Za-z0-9]{22})(?<digest>[./A-Za-z0-9]{31})$/

const bcrypt64 = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Reads a bcrypt hash, bare or inside another format. It looks at the first 72 bytes of a password only. */
export function bcryptHash(hash: string): ParsedHash {
  if (!/^\$2[aby]\$/.test(hash)) return null
  const { variant, cost: digits, salt: saltDigits = '', digest = '' } = shape.exec(hash)?.groups ?? {}
  const cost = Number(digits)
  const salt = decode(saltDigits)
  // The last digit of the salt holds bits that no program sets; with them a changed hash would match.
  if (salt === null || !(cost >= bcryptCosts.least && cost <= 31)) return 'malformed'
  if (cost > bcryptCosts.most) return 'too-costly'
  return {
    expected: Buffer.from(digest),
    async derive(password) {
      // The binding hashes a NUL like any byte. PHP, whose mark `$2y$` is, ends the password there.
      const bytes = variant === '2y' ? upToNul(password) : password
      const made = await makeHash(bytes, cost, salt)
      return Buffer.from(made.slice(-31))
    },
  }
}

/** What a program in C sees of a password: nothing from its first NUL on. */
export function upToNul(password: Buffer): Buffer {
  const end = password.indexOf(0)
  return end === -1 ? password : password.subarray(0, end)
}

function decode(text: string): Buffer | null {
  const usual = Array.from(text, (digit) => base64.charAt(bcrypt64.indexOf(digit))).join('')
  const bytes = Buffer.from(usual, 'base64')
  return usual !== '' && bytes.toString('base64').startsWith(usual) ? bytes : null
}
