import { createHmac } from 'node:crypto'
import { afterwards, isStored, type PasswordFormat } from '../format.js'
import { bcryptHash } from '../functions/bcrypt.js'
import { asWordPressSpells } from './phpass.js'

/** WordPress since 6.8: `$wp` and a bcrypt hash of an HMAC of the password, which has no 72 bytes to stop at. */
export const wordpress: PasswordFormat = {
  name: 'wordpress-bcrypt',
  parse(hash) {
    if (!hash.startsWith('$wp')) return null
    const parsed = afterwards(bcryptHash(hash.slice('$wp'.length)) ?? 'malformed', (password) =>
      Buffer.from(createHmac('sha384', 'wp-sha384').update(password).digest('base64')),
    )
    return isStored(parsed) ? { ...parsed, spellings: asWordPressSpells } : parsed
  },
}
