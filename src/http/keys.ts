import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { encodeBase64Url } from '../flows/base64url.js'
import { hmacSha256 } from '../flows/digest.js'

/** What a key is for. One secret gives one key for each, so that no sealed value opens anywhere else. */
export type Purpose =
  | 'transaction'
  | 'code-verifier'
  | 'ticket'
  | 'client-ticket'
  | 'device'
  | 'csrf'
  | 'mail-code'
  | 'undo'
  | 'outbox'
  | 'hand-over'

/** The keys of one secret. */
export interface KeySet {
  /** Public name of the secret, so that the right one is found at once. */
  readonly id: string
  readonly bytes: (purpose: Purpose) => Uint8Array
}

/** Newest first: the first seals, all open. */
export type Keys = readonly [KeySet, ...KeySet[]]

/** Derives all keys from the host's secrets. The namespace keeps two instances with one secret apart. */
export function createKeys(secrets: readonly [string, ...string[]], namespace: string): Keys {
  const [first, ...rest] = secrets
  return [createKeySet(first, namespace), ...rest.map((secret) => createKeySet(secret, namespace))]
}

function createKeySet(secret: string, namespace: string): KeySet {
  const derived = new Map<string, Uint8Array>()
  const derive = (label: string): Uint8Array => {
    const known = derived.get(label)
    if (known !== undefined) return known
    const input = new TextEncoder().encode(secret)
    const info = new TextEncoder().encode(`sparekey v1 ${namespace} ${label}`)
    const key = hkdf(sha256, input, undefined, info, 32)
    derived.set(label, key)
    return key
  }
  return { id: encodeBase64Url(derive('key-id').slice(0, 6)), bytes: (purpose) => derive(purpose) }
}

/** The key that a sealed value names, for jose. */
export function findKey(keys: Keys, purpose: Purpose): (header: { kid?: string }) => Uint8Array {
  return ({ kid }) => {
    const keySet = keys.find(({ id }) => id === kid)
    if (keySet === undefined) throw new Error('unknown key')
    return keySet.bytes(purpose)
  }
}

/** A MAC over text, base64url. */
export function createMac(key: Uint8Array, text: string): string {
  return hmacSha256(key, text)
}

/** A MAC in any other spelling than ours is none. */
export function isMacOf(key: Uint8Array, text: string, mac: string): boolean {
  return isSameText(createMac(key, text), mac)
}

/** Compares in time that depends on the lengths only. */
export function isSameText(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (let index = 0; index < a.length; index += 1) difference |= a.charCodeAt(index) ^ b.charCodeAt(index)
  return difference === 0
}
