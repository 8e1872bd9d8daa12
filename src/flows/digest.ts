import { hmac } from '@noble/hashes/hmac.js'
import { sha256 as sha256InJavaScript } from '@noble/hashes/sha2.js'

/** The part of `node:crypto` that is used here. */
interface NodeCrypto {
  createHash(algorithm: 'sha256'): { update(text: string, encoding: 'utf8'): { digest(): Uint8Array } }
  createHmac(
    algorithm: 'sha256',
    key: Uint8Array,
  ): { update(text: string, encoding: 'utf8'): { digest(): Uint8Array } }
}

interface RuntimeWithModules {
  readonly process?: { readonly getBuiltinModule?: (name: string) => NodeCrypto | undefined }
}

// WebCrypto answers later, and costs a thread's way there and back for a text of a line. Every runtime that has Node's
// module of that name gives it out here, and none has to be asked to bundle it.
const runtime: RuntimeWithModules = { process: Reflect.get(globalThis, 'process') }
const crypto = runtime.process?.getBuiltinModule?.('node:crypto')

/** SHA-256 of a text in UTF-8: 32 bytes. */
export function sha256(text: string): Uint8Array {
  if (crypto !== undefined) return crypto.createHash('sha256').update(text, 'utf8').digest()
  return sha256InJavaScript(new TextEncoder().encode(text))
}

/** HMAC-SHA-256 (RFC 2104) of a text in UTF-8: 32 bytes. */
export function hmacSha256(key: Uint8Array, text: string): Uint8Array {
  if (crypto !== undefined) return crypto.createHmac('sha256', key).update(text, 'utf8').digest()
  return hmac(sha256InJavaScript, key, new TextEncoder().encode(text))
}
