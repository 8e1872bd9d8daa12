import { hmac } from '@noble/hashes/hmac.js'
import { sha256 as sha256InJavaScript } from '@noble/hashes/sha2.js'
import { encodeBase64Url } from './base64url.js'
import { nodeCrypto } from './builtin-modules.js'

// WebCrypto answers later, and costs a thread's way there and back for a text of a line.

/** SHA-256 of a text in UTF-8: 32 bytes, as base64url. */
export function sha256(text: string): string {
  if (nodeCrypto !== undefined)
    return nodeCrypto.createHash('sha256').update(text, 'utf8').digest('base64url')
  return encodeBase64Url(sha256InJavaScript(new TextEncoder().encode(text)))
}

/** HMAC-SHA-256 (RFC 2104) of a text in UTF-8: 32 bytes, as base64url. */
export function hmacSha256(key: Uint8Array, text: string): string {
  if (nodeCrypto !== undefined)
    return nodeCrypto.createHmac('sha256', key).update(text, 'utf8').digest('base64url')
  return encodeBase64Url(hmac(sha256InJavaScript, key, new TextEncoder().encode(text)))
}
