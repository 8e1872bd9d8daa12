import type { PasswordFormat } from '../format.js'
import { argon2Hash } from '../functions/argon2.js'

/** `$argon2id$v=19$m=…,t=…,p=…$salt$hash`, and `argon2i` and `argon2d`. */
export const argon2: PasswordFormat = { name: 'argon2', parse: argon2Hash }
