import { bcrypt } from './bcrypt.js'
import type { PasswordFormat } from './format.js'
import { pbkdf2 } from './pbkdf2.js'
import { scrypt } from './scrypt.js'

const formats: readonly PasswordFormat[] = [bcrypt, scrypt, pbkdf2]

/** The format of a hash, or null when it is none that can be checked: empty, a constant, cut short, unknown. */
export function findFormat(hash: string): PasswordFormat | null {
  return formats.find((format) => format.recognizes(hash)) ?? null
}
