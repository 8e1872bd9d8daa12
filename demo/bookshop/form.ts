/** One field of a posted form, as text. Anything else (missing, repeated) counts as empty. */
export function field(body: unknown, name: string): string {
  if (typeof body !== 'object' || body === null) return ''
  const value: unknown = Object.hasOwn(body, name) ? Reflect.get(body, name) : ''
  return typeof value === 'string' ? value : ''
}

export type Problems = Record<string, string>

const ADDRESS = /^[^\s@<>"(),:;\\[\]]+@[^\s@<>"(),:;\\[\]]+\.[^\s@<>"(),:;\\[\]]+$/
const LONGEST_ADDRESS = 254
const LONGEST_NAME = 100
const SHORTEST_PASSWORD = 10
/** Bcrypt reads no further than this. */
const LONGEST_PASSWORD_BYTES = 72

export function problemWithAddress(email: string): string | null {
  if (email === '') return 'Please enter your email address.'
  if (email.length > LONGEST_ADDRESS || !ADDRESS.test(email))
    return 'This does not look like an email address.'
  return null
}

export function problemWithName(name: string): string | null {
  if (name === '') return 'Please enter your name.'
  return name.length > LONGEST_NAME ? 'Please shorten the name to 100 characters.' : null
}

export function problemWithPostalCode(code: string): string | null {
  return /^[\p{L}\p{N} -]{0,12}$/u.test(code) ? null : 'This does not look like a postal code.'
}

export function problemWithPassword(password: string): string | null {
  if (password.length < SHORTEST_PASSWORD) return 'Please choose at least 10 characters.'
  if (Buffer.byteLength(password) > LONGEST_PASSWORD_BYTES)
    return 'Please choose a shorter password (72 bytes at most).'
  return null
}

/** Only the fields that have a problem. */
export function collectProblems(answers: Record<string, string | null>): Problems {
  return Object.fromEntries(
    Object.entries(answers).flatMap(([name, problem]) => (problem === null ? [] : [[name, problem]])),
  )
}
