import { decodeDotted, decodeUnpadded } from '../encodings.js'
import type { PasswordFormat } from '../format.js'
import { isPbkdf2Digest, pbkdf2Hash } from '../functions/pbkdf2.js'
import { parseDecimal, parseNumbers, parsePhc } from '../phc.js'

/** `$pbkdf2-sha256$i=…$salt$hash` (PHC) and `$pbkdf2-sha256$…$salt$hash` (passlib); sha512 and, in passlib's, sha1 too. */
export const pbkdf2: PasswordFormat = {
  name: 'pbkdf2',
  parse(hash) {
    if (!/^\$pbkdf2(?:-[a-z0-9]+)?\$/.test(hash)) return null
    const parsed = parsePhc(hash)
    // Passlib writes `$pbkdf2$` for sha1.
    const digest = parsed?.name === 'pbkdf2' ? 'sha1' : parsed?.name.slice('pbkdf2-'.length)
    if (parsed === null || parsed.version !== null || !isPbkdf2Digest(digest)) return 'malformed'
    const passlibs = parseDecimal(parsed.parameters)
    const decode = passlibs === null ? decodeUnpadded : decodeDotted
    const rounds = passlibs ?? parseNumbers(parsed.parameters, 'i')?.[0] ?? 0
    return pbkdf2Hash({ digest, rounds, salt: decode(parsed.salt), expected: decode(parsed.hash) })
  },
}
