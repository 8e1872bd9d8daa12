/** A hash in the PHC string format: `$name$parameter=number,…$salt$hash`. */
export interface PhcHash {
  readonly name: string
  readonly parameters: Readonly<Record<string, number>>
  readonly salt: Buffer
  readonly hash: Buffer
}

const shape =
  /^\$(?<name>[a-z0-9-]{1,32})\$(?<parameters>[a-z]+=\d{1,10}(?:,[a-z]+=\d{1,10})*)\$(?<salt>[A-Za-z0-9+/.]{11,128})\$(?<hash>[A-Za-z0-9+/.]{22,256})$/

// A shorter salt is a sign of a broken hash.
const leastSaltBytes = 8

/** Reads a PHC string, or answers null for anything else. Passlib's alphabet with a dot for the plus is read too. */
export function parsePhc(text: string): PhcHash | null {
  const { name, parameters, salt, hash } = shape.exec(text)?.groups ?? {}
  if (name === undefined || parameters === undefined || salt === undefined || hash === undefined) return null
  const parsed = { name, parameters: parseParameters(parameters), salt: decode(salt), hash: decode(hash) }
  return parsed.salt.length < leastSaltBytes ? null : parsed
}

function parseParameters(text: string): Record<string, number> {
  return Object.fromEntries(
    text
      .split(',')
      .map((pair) => [pair.slice(0, pair.indexOf('=')), Number(pair.slice(pair.indexOf('=') + 1))]),
  )
}

function decode(text: string): Buffer {
  return Buffer.from(text.replaceAll('.', '+'), 'base64')
}
