import { pbkdf2 as derive, timingSafeEqual } from 'node:crypto'
import type { PasswordFormat } from './format.js'
import { type PhcHash, parsePhc } from './phc.js'

// Any beginning of a key verifies as well as the whole, so one that was cut is not let through.
const digests = new Map([
  ['pbkdf2-sha256', { digest: 'sha256', keyBytes: 32 }],
  ['pbkdf2-sha512', { digest: 'sha512', keyBytes: 64 }],
])

// About ten seconds of one core.
const mostRounds = 20_000_000

/** `$pbkdf2-sha256$i=…$salt$hash`, and the same with sha512. */
export const pbkdf2: PasswordFormat = {
  name: 'pbkdf2',
  recognizes: (hash) => parsePbkdf2(hash) !== null,
  async verify(hash, password) {
    const parsed = parsePbkdf2(hash)
    return parsed !== null && timingSafeEqual(await deriveKey(parsed, password), parsed.hash)
  },
  async spend(hash, password) {
    const parsed = parsePbkdf2(hash)
    if (parsed !== null) await deriveKey(parsed, password)
  },
}

function parsePbkdf2(text: string): PhcHash | null {
  const parsed = parsePhc(text)
  const rounds = parsed?.parameters['i'] ?? 0
  return parsed !== null &&
    digests.get(parsed.name)?.keyBytes === parsed.hash.length &&
    rounds >= 1 &&
    rounds <= mostRounds
    ? parsed
    : null
}

function deriveKey({ name, parameters, salt, hash }: PhcHash, password: string): Promise<Buffer> {
  const { i = 1 } = parameters
  return new Promise((resolve, reject) => {
    derive(password, salt, i, hash.length, digests.get(name)?.digest ?? '', (error, key) =>
      error === null ? resolve(key) : reject(error),
    )
  })
}
