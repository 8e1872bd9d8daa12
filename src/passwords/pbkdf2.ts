import { pbkdf2 as derive, timingSafeEqual } from 'node:crypto'
import type { PasswordFormat } from './format.js'
import { type PhcHash, parsePhc } from './phc.js'

const digests: Readonly<Record<string, string>> = { 'pbkdf2-sha256': 'sha256', 'pbkdf2-sha512': 'sha512' }

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
  return parsed !== null && Object.hasOwn(digests, parsed.name) && rounds >= 1 && rounds <= mostRounds
    ? parsed
    : null
}

function deriveKey({ name, parameters, salt, hash }: PhcHash, password: string): Promise<Buffer> {
  const { i = 1 } = parameters
  return new Promise((resolve, reject) => {
    derive(password, salt, i, hash.length, digests[name] ?? '', (error, key) =>
      error === null ? resolve(key) : reject(error),
    )
  })
}
