import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'

afterEach(() => vi.resetModules())

/** The functions as a runtime without Node's modules has them. */
async function inJavaScript() {
  vi.resetModules()
  vi.stubGlobal('process', { ...process, getBuiltinModule: undefined })
  return import('../../src/flows/digest.js')
}

/** The functions in a runtime that gives out its own, and what was asked of it. */
async function withOwnModules() {
  const asked: string[] = []
  const getBuiltinModule = (name: string) => {
    asked.push(name)
    const note =
      <T extends unknown[], R>(method: string, make: (...given: T) => R) =>
      (...given: T): R => {
        asked.push(method)
        return make(...given)
      }
    return { createHash: note('createHash', createHash), createHmac: note('createHmac', createHmac) }
  }
  vi.resetModules()
  vi.stubGlobal('process', { ...process, getBuiltinModule })
  return { asked, ...(await import('../../src/flows/digest.js')) }
}

const hex = (digest: string): string => Buffer.from(digest, 'base64url').toString('hex')

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
        expect(other.sha256(text)).toBe(native.sha256(text))
        expect(other.hmacSha256(key, text)).toBe(native.hmacSha256(key, text))
      }),
    )
  })

  it('is made by the runtime’s own module, which is asked for once', async () => {
    const { asked, hmacSha256, sha256 } = await withOwnModules()
    const key = new Uint8Array(32)
    expect(sha256('é')).toBe((await inJavaScript()).sha256('é'))
    expect([hmacSha256(key, 'a').length, sha256('b').length]).toEqual([43, 43])
    expect(asked.filter((name) => name.includes('crypto'))).toEqual(['node:crypto'])
    expect(asked.filter((name) => name.startsWith('create'))).toEqual([
      'createHash',
      'createHmac',
      'createHash',
    ])
  })
})
