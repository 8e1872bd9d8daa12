import { NodeBuffer } from './builtin-modules.js'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

// RFC 4648 §3.5: of the last character only the bits that belong to a byte may be set, or one value had many texts.
const canonical = /^(?:[\w-]{4})*(?:[\w-][AQgw]|[\w-]{2}[AEIMQUYcgkosw048])?$/

/** Bytes as base64url without padding (RFC 4648 §5). */
export function encodeBase64Url(bytes: Uint8Array): string {
  if (NodeBuffer !== undefined)
    return NodeBuffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url')
  let text = ''
  let held = 0
  let heldBits = 0
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff
    for (heldBits += 8; heldBits >= 6; heldBits -= 6) text += alphabet[(held >> (heldBits - 6)) & 63]
  }
  return heldBits === 0 ? text : text + alphabet[(held << (6 - heldBits)) & 63]
}

/** The bytes of a base64url text, or null when it is not canonical base64url. */
export function parseBase64Url(text: string): Uint8Array | null {
  if (!canonical.test(text)) return null
  if (NodeBuffer !== undefined) return NodeBuffer.from(text, 'base64url')
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = binary.codePointAt(index) ?? 0
  return bytes
}
