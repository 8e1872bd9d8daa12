import { createHmac, timingSafeEqual } from 'node:crypto'
import { secret } from '../orders.js'

/** A cookie value that only this site can have made: the session of the floor and of Sparekey's site. */
export function sign(value: string): string {
  return `${value}.${macOf(value)}`
}

/** Null for anything that was not signed here. */
export function unsign(signed: string | null): string | null {
  const end = signed?.lastIndexOf('.') ?? -1
  if (signed === null || end < 0) return null
  const [value, mac] = [signed.slice(0, end), Buffer.from(signed.slice(end + 1))]
  const expected = Buffer.from(macOf(value))
  return mac.length === expected.length && timingSafeEqual(mac, expected) ? value : null
}

export function readCookie(header: string | null | undefined, name: string): string | null {
  for (const pair of (header ?? '').split('; '))
    if (pair.startsWith(`${name}=`)) return pair.slice(name.length + 1)
  return null
}

function macOf(value: string): string {
  return createHmac('sha256', secret).update(value).digest('base64url')
}
