import { createCipheriv } from 'node:crypto'
import { decodeBase64 } from '../encodings.js'
import type { ParsedHash, PasswordFormat } from '../format.js'
import { deriveScrypt, isSound, isTooCostly } from '../functions/scrypt.js'
import type { PasswordOptions } from '../options.js'

/** Firebase Authentication, as its users are exported: the project's key, enciphered with what scrypt makes of the password. */
export const firebase: PasswordFormat = { name: 'firebase-scrypt', parse }

function parse(hash: string, { firebase: project, salt }: PasswordOptions): ParsedHash {
  if (project === undefined) return null
  const expected = decodeBase64(hash)
  const signerKey = decodeBase64(project.signerKey)
  if (expected === null || signerKey === null || expected.length !== signerKey.length) return null
  if (salt === undefined || salt === '') return 'needs-option'
  const ownSalt = decodeBase64(salt)
  const separator = Buffer.from(project.saltSeparator, 'base64')
  const cost = { cost: 2 ** project.memoryCost, blockSize: project.rounds, parallelization: 1, keyBytes: 64 }
  if (ownSalt === null || !isSound(cost)) return 'malformed'
  if (isTooCostly(cost)) return 'too-costly'
  const wholeSalt = Buffer.concat([ownSalt, separator])
  return {
    expected,
    async derive(password) {
      const key = await deriveScrypt(password, wholeSalt, cost)
      return createCipheriv('aes-256-ctr', key.subarray(0, 32), Buffer.alloc(16)).update(signerKey)
    },
  }
}
