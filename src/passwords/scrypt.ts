import { scrypt as derive, timingSafeEqual } from 'node:crypto'
import type { PasswordFormat } from './format.js'
import { type PhcHash, parsePhc } from './phc.js'

// 512 MiB: more than anybody asks of a sign-in, less than would bring the machine down.
const mostMemory = 512 * 1024 * 1024
const mostParallel = 16

// What programs store. Any beginning of a key verifies as well as the whole, so one that was cut is not let through.
const keyBytes: readonly number[] = [32, 64]

/** `$scrypt$ln=…,r=…,p=…$salt$hash`. */
export const scrypt: PasswordFormat = {
  name: 'scrypt',
  recognizes: (hash) => parseScrypt(hash) !== null,
  async verify(hash, password) {
    const parsed = parseScrypt(hash)
    return parsed !== null && timingSafeEqual(await deriveKey(parsed, password), parsed.hash)
  },
  async spend(hash, password) {
    const parsed = parseScrypt(hash)
    if (parsed !== null) await deriveKey(parsed, password)
  },
}

function parseScrypt(text: string): PhcHash | null {
  const parsed = parsePhc(text)
  if (parsed?.name !== 'scrypt' || !keyBytes.includes(parsed.hash.length)) return null
  const { ln = 0, r = 0, p = 0 } = parsed.parameters
  const isSound =
    ln >= 1 && ln <= 24 && r >= 1 && p >= 1 && p <= mostParallel && memoryOf(ln, r) <= mostMemory
  return isSound ? parsed : null
}

function memoryOf(ln: number, r: number): number {
  return 128 * r * 2 ** ln
}

function deriveKey({ parameters, salt, hash }: PhcHash, password: string): Promise<Buffer> {
  const { ln = 1, r = 1, p = 1 } = parameters
  // Node refuses above 32 MiB unless told how much it may take.
  const options = { N: 2 ** ln, r, p, maxmem: 2 * memoryOf(ln, r) + 128 * r * p }
  return new Promise((resolve, reject) => {
    derive(password, salt, hash.length, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    )
  })
}
