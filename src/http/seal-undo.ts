import { EncryptJWT, jwtDecrypt } from 'jose'
import type { Undo } from '../flows/undo.js'
import { findKey, type Keys } from './keys.js'

const type = 'sparekey-undo+v1'
const maximumLength = 2048

/** An undo as part of an address in a mail: encrypted, because it names an account and a subject. */
export async function sealUndo([keySet]: Keys, undo: Undo): Promise<string> {
  return new EncryptJWT({ undo: { ...undo } })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: type, kid: keySet.id })
    .encrypt(keySet.bytes('undo'))
}

/** Null for anything this site did not seal. */
export async function openUndo(keys: Keys, value: string): Promise<Undo | null> {
  if (value.length > maximumLength) return null
  try {
    const { payload } = await jwtDecrypt<{ undo: Undo }>(value, findKey(keys, 'undo'), {
      typ: type,
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    })
    return payload.undo
  } catch {
    return null
  }
}
