import { describe, expect, it } from 'vitest'
import { readBody } from '../../src/http/body.js'

const form = 'application/x-www-form-urlencoded'
const most = 64 * 1024

const posted = (body: RequestInit['body'], type = form, headers: Record<string, string> = {}) =>
  new Request('http://inside/', {
    method: 'POST',
    body: body ?? null,
    headers: { 'content-type': type, ...headers },
    ...(body instanceof ReadableStream && { duplex: 'half' }),
  })

async function read(request: Request): Promise<unknown> {
  const body = await readBody(request)
  return typeof body === 'string' ? body : Object.fromEntries(body)
}

describe('readBody', () => {
  it('reads a form, in any spelling of its type', async () => {
    expect(await read(posted('a=1&b=%C3%BC+x'))).toEqual({ a: '1', b: 'ü x' })
    expect(await read(posted('a=1', `${form.toUpperCase()} ; charset=utf-8`))).toEqual({ a: '1' })
  })

  it('reads one flat object of JSON as a form would have posted it', async () => {
    const json = JSON.stringify({ a: 'x', n: 7, yes: true, no: false, gone: null })
    expect(await read(posted(json, 'application/json'))).toEqual({ a: 'x', n: '7', yes: 'on', no: '' })
  })

  it('reads nothing as nothing', async () => {
    expect(await read(posted(null))).toEqual({})
    expect(await read(posted('', 'application/json'))).toEqual({})
    expect(await read(posted(null, 'application/json'))).toEqual({})
  })

  it.each(['[]', '"text"', '7', 'null', '{', '{"a":{}}', '{"a":[]}'])('refuses %s as JSON', async (text) => {
    expect(await read(posted(text, 'application/json'))).toBe('malformed-request')
  })

  it('refuses one name twice, and a NUL in a name or a value', async () => {
    for (const text of ['a=1&a=2', 'a=%00', '%00=a', 'b=1&a=x%00y']) {
      expect(await read(posted(text)), text).toBe('malformed-request')
    }
    expect(await read(posted('{"a":"\\u0000"}', 'application/json'))).toBe('malformed-request')
  })

  it.each(['text/plain', 'multipart/form-data; boundary=x', `text/plain; ${form}`])(
    'refuses a body of %s',
    async (type) => {
      expect(await read(posted('a=1', type))).toBe('unsupported-content-type')
    },
  )

  it('refuses a body that says nothing of its type', async () => {
    const request = new Request('http://inside/', { method: 'POST', body: new Uint8Array([97, 61, 49]) })
    expect(await read(request)).toBe('unsupported-content-type')
  })

  it('takes 64 KiB and no byte more', async () => {
    const text = `a=${'x'.repeat(most - 2)}`
    expect(await read(posted(text))).toEqual({ a: text.slice(2) })
    expect(await read(posted(`${text}x`))).toBe('body-too-large')
    expect(await read(posted('a=1', form, { 'content-length': String(most) }))).toEqual({ a: '1' })
  })

  it('reads nothing of a body that says it is longer', async () => {
    const request = posted('a=1', form, { 'content-length': String(most + 1) })
    expect(await read(request)).toBe('body-too-large')
    expect(request.bodyUsed).toBe(false)
  })

  it('puts a character together that comes in two pieces, and lets go of a stream that is too long', async () => {
    expect(await read(posted(streamOf([[97, 61, 0xc3], [0xbc]])))).toEqual({ a: 'ü' })
    expect(await read(posted(streamOf([[97, 61, 0xc3]])))).toEqual({ a: '\ufffd' })
    const cancelled: unknown[] = []
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(32 * 1024).fill(97)),
      cancel: () => void cancelled.push('cancelled'),
    })
    expect(await read(posted(endless))).toBe('body-too-large')
    expect(cancelled).toEqual(['cancelled'])
  })

  it('tells whoever mounts it that the body was read before', async () => {
    const request = posted('a=1')
    await request.text()
    await expect(readBody(request)).rejects.toThrow(/was read before Sparekey saw it.*request\.clone\(\)/)
  })
})

function streamOf(chunks: readonly (readonly number[])[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(new Uint8Array(chunk))
      controller.close()
    },
  })
}
