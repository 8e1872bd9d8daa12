import { createHash, randomBytes, randomUUID } from 'node:crypto'

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const alphanumerics = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
// No vowels and no digits that look like letters: a customer types this with a remote control.
const userCodeLetters = 'BCDFGHJKLMNPQRSTVWXZ'

function pick(alphabet: string, length: number): string {
  // 256 is no multiple of 62 or 20: the slight bias does not matter in a double.
  return Array.from(randomBytes(length), (byte) => alphabet.charAt(byte % alphabet.length)).join('')
}

/** `user_id` of a customer as one company sees it: `amzn1.account.A` and 27 more of A-Z2-7, the same on every run. */
export function pairwiseUserId(customerId: string, company: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([company, customerId]))
    .digest()
  const letters = Array.from(digest.subarray(0, 27), (byte) => base32.charAt(byte % 32))
  return `amzn1.account.A${letters.join('')}`
}

export function applicationIdOf(clientId: string): string {
  return `amzn1.application.${createHash('sha256').update(clientId).digest('hex').slice(0, 32)}`
}

export function createClientId(): string {
  return `amzn1.application-oa2-client.${randomBytes(16).toString('hex')}`
}

/** The same for a client id on every run. No secret: whoever reads this can derive it, and it opens nothing but the emulator. */
export function clientSecretOf(clientId: string): string {
  return `amzn1.oa2-cs.v1.${createHash('sha256').update(`secret of ${clientId}`).digest('hex')}`
}

/** 20 alphanumerics that start with `AN`, as seen in life. */
export function createCode(): string {
  return `AN${pick(alphanumerics, 18)}`
}

export type TokenPrefix = 'Atza' | 'Atzr'

/** Amazon's are at least 350 characters, at most 2048 bytes; `length` counts the prefix too. */
export function createToken(prefix: TokenPrefix, length: number): string {
  return `${prefix}|${randomBytes(length).toString('base64url')}`.slice(0, length)
}

export function createUserCode(): string {
  return pick(userCodeLetters, 6)
}

export { randomUUID as createRequestId }

export function createErrorIndex(): string {
  return randomBytes(60).toString('base64url')
}

export function createSessionId(): string {
  return randomBytes(24).toString('base64url')
}
