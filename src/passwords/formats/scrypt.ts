import { decodeUnpadded } from '../encodings.js'
import type { PasswordFormat } from '../format.js'
import { scryptHash } from '../functions/scrypt.js'
import { parseNumbers, parsePhc } from '../phc.js'

/** `$scrypt$ln=…,r=…,p=…$salt$hash`: the PHC form, and passlib's. */
export const scrypt: PasswordFormat = {
  name: 'scrypt',
  parse(hash) {
    if (!hash.startsWith('$scrypt$')) return null
    const parsed = parsePhc(hash)
    const numbers = parseNumbers(parsed?.parameters ?? '', 'ln', 'r', 'p')
    if (parsed === null || parsed.version !== null || numbers === null) return 'malformed'
    const [log2Cost = 0, blockSize = 0, parallelization = 0] = numbers
    return scryptHash({
      cost: 2 ** log2Cost,
      blockSize,
      parallelization,
      salt: decodeUnpadded(parsed.salt),
      expected: decodeUnpadded(parsed.hash),
      keyBytes: 32,
    })
  },
}
