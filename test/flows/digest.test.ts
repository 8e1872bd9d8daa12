import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'

afterEach(() => vi.resetModules())

/** The functions as a runtime without Node's modules has them. */
async function inJavaScript() {
  vi.resetModules()
  vi.stubGlobal('process', { ...process, getBuiltinModule: undefined })
  return import('../../src/flows/digest.js')
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

describe.each([
  ['with the runtime’s own', () => import('../../src/flows/digest.js')],
  ['in JavaScript', inJavaScript],
])('digests %s', (_name, load) => {
  it('give what the standards give', async () => {
    const { hmacSha256, sha256 } = await load()
    // FIPS 180-4's `abc`, and test case 2 of RFC 4231.
    expect(hex(sha256('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(hex(hmacSha256(new TextEncoder().encode('Jefe'), 'what do ya want for nothing?'))).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    )
  })
})

describe('a digest', () => {
  it('is the same in every runtime, for any text and key', async () => {
    const native = await import('../../src/flows/digest.js')
    const other = await inJavaScript()
    expect(other.sha256).not.toBe(native.sha256)
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.uint8Array({ maxLength: 100 }), (text, key) => {
        expect(hex(other.sha256(text))).toBe(hex(native.sha256(text)))
        expect(hex(other.hmacSha256(key, text))).toBe(hex(native.hmacSha256(key, text)))
      }),
    )
  })
})
