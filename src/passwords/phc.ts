/** A hash in the PHC string format: `$name$v=…$parameter=number,…$salt$hash`. */
interface PhcHash {
  readonly name: string
  /** The `v=` part, where there is one. */
  readonly version: number | null
  /** As written, in their order. */
  readonly parameters: string
  readonly salt: string
  readonly hash: string
}

const shape =
  /^\$(?<name>[a-z0-9-]{1,32})(?:\$v=(?<version>[1-9]\d{0,2}))?\$(?<parameters>[a-z0-9=,]{1,64})\$(?<salt>[A-Za-z0-9+/.]{11,128})\$(?<hash>[A-Za-z0-9+/.]{22,256})$/

/** Splits a PHC string, or answers null for anything else. A salt below eight bytes is a sign of a broken hash. */
export function parsePhc(text: string): PhcHash | null {
  const { name, version, parameters, salt, hash } = shape.exec(text)?.groups ?? {}
  if (name === undefined || parameters === undefined || salt === undefined || hash === undefined) return null
  return { name, version: version === undefined ? null : Number(version), parameters, salt, hash }
}

/** The numbers of `a=1,b=2`, which must be these names in this order; null otherwise. */
export function parseNumbers(text: string, ...names: readonly string[]): number[] | null {
  const pairs = text.split(',')
  const numbers = names.map((name, index) => parseNumber(pairs[index], name))
  return pairs.length === names.length && numbers.every((number) => number !== null) ? numbers : null
}

function parseNumber(pair: string | undefined, name: string): number | null {
  const [found, digits = ''] = pair?.split('=') ?? []
  return found === name && pair === `${name}=${digits}` ? parseDecimal(digits) : null
}

/** A positive number in its usual spelling: neither `007` nor `1e3`. */
export function parseDecimal(digits: string): number | null {
  return /^[1-9]\d{0,9}$/.test(digits) ? Number(digits) : null
}
