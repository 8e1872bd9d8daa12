import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'

afterEach(() => vi.resetModules())

/** The functions as a runtime without Node's modules has them. */
async function inJavaScript() {
  vi.resetModules()
  vi.stubGlobal('process', { ...process, getBuiltinModule: undefined })
  return import('../../src/flows/base64url.js')
}

const ofRuntime = () => import('../../src/flows/base64url.js')

const notCanonical = [
  'A',
  'AB',
  'AAB',
  'AAAAA',
  'AA==',
  'A A',
  '+//+',
  '!AAA',
  'AAA!',
  'AAA\n',
  'AAA\u00e9',
  '\u{1f600}AA',
]

describe.each([
  ['with the runtime’s own', ofRuntime],
  ['in JavaScript', inJavaScript],
])('base64url %s', (_name, load) => {
  // RFC 4648 §10, without the padding.
  it.each([
    ['', ''],
    ['f', 'Zg'],
    ['fo', 'Zm8'],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg'],
    ['fooba', 'Zm9vYmE'],
    ['foobar', 'Zm9vYmFy'],
  ])('writes and reads what the standard gives for "%s"', async (text, encoded) => {
    const { encodeBase64Url, parseBase64Url } = await load()
    expect(encodeBase64Url(new TextEncoder().encode(text))).toBe(encoded)
    expect(new TextDecoder().decode(parseBase64Url(encoded) ?? undefined)).toBe(text)
  })

  it('writes and reads the letters that base64 has others for', async () => {
    const { encodeBase64Url, parseBase64Url } = await load()
    expect(encodeBase64Url(Uint8Array.from([251, 255, 254]))).toBe('-__-')
    expect(Array.from(parseBase64Url('-__-') ?? [])).toEqual([251, 255, 254])
  })

  it('writes part of a larger buffer', async () => {
    const { encodeBase64Url } = await load()
    expect(encodeBase64Url(new TextEncoder().encode('-foobar-').subarray(1, 7))).toBe('Zm9vYmFy')
  })

  it.each(notCanonical)('reads nothing from "%s", which no bytes are written as', async (text) => {
    expect((await load()).parseBase64Url(text)).toBeNull()
  })
})

describe('base64url', () => {
  it('is the same in every runtime, there and back', async () => {
    const own = await ofRuntime()
    const other = await inJavaScript()
    expect(other.encodeBase64Url).not.toBe(own.encodeBase64Url)
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = own.encodeBase64Url(bytes)
        expect(other.encodeBase64Url(bytes)).toBe(text)
        expect(Array.from(own.parseBase64Url(text) ?? [])).toEqual(Array.from(bytes))
        expect(Array.from(other.parseBase64Url(text) ?? [])).toEqual(Array.from(bytes))
      }),
    )
  })
})
