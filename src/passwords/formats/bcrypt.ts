import { afterwards, type PasswordFormat } from '../format.js'
import { bcryptHash } from '../functions/bcrypt.js'

/** `$2a$`, `$2b$` and PHP's `$2y$`; with a pepper as Devise makes it. */
export const bcrypt: PasswordFormat = {
  name: 'bcrypt',
  parse(hash, { pepper = '' }) {
    // Devise puts it behind, where bcrypt's 72 bytes may leave none of it.
    return afterwards(bcryptHash(hash), (password) => Buffer.concat([password, Buffer.from(pepper)]))
  },
}
