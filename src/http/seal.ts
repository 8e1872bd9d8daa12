import { EncryptJWT, jwtDecrypt } from 'jose'
import { findKey, type Keys, type Purpose } from './keys.js'

/** What a sealed value is, and how long it may be. */
export interface Seal {
  readonly purpose: Purpose
  /** Named in the header, so that no value opens as one of another kind. */
  readonly type: string
  /** Longer is none of ours; checked before any cryptography. */
  readonly maximumLength: number
}

/** Encrypts a value under the newest key. */
export async function sealValue([keySet]: Keys, seal: Seal, value: unknown): Promise<string> {
  return new EncryptJWT({ value })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: seal.type, kid: keySet.id })
    .encrypt(keySet.bytes(seal.purpose))
}

/** The value as it was sealed; null for anything this site did not seal. */
export async function openValue<T>(keys: Keys, seal: Seal, sealed: string): Promise<T | null> {
  if (sealed.length > seal.maximumLength) return null
  try {
    const { payload } = await jwtDecrypt<{ value: T }>(sealed, findKey(keys, seal.purpose), {
      typ: seal.type,
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    })
    return payload.value
  } catch {
    return null
  }
}
