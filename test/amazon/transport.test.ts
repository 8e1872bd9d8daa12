import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { createFetchTransport, createTransport, type TransportRequest } from '../../src/amazon/transport.js'
import { describeTransport } from './transport-suite.js'

describeTransport('the transport over fetch', createTransport)

const request: TransportRequest = {
  endpoint: 'token',
  url: 'http://127.0.0.1:1/',
  method: 'GET',
  headers: {},
  timeoutMilliseconds: 40,
  maximumBytes: 10,
}

describe('the transport over an injected fetch', () => {
  it('keeps its deadline even when that fetch does not heed the signal', async () => {
    const transport = createFetchTransport(() => new Promise(() => undefined))
    await expect(transport(request)).rejects.toMatchObject({ code: 'amazon-timeout', endpoint: 'token' })
  })

  it('refuses a redirect whose status the runtime hides', async () => {
    const hidden = Object.defineProperty(new Response(null, { status: 200 }), 'type', {
      value: 'opaqueredirect',
    })
    const transport = createFetchTransport(async () => hidden)
    await expect(transport(request)).rejects.toMatchObject({ code: 'amazon-answer-invalid' })
  })

  it('asks that fetch not to follow redirects', async () => {
    const transport = createFetchTransport(async (_url, init) => new Response(init?.redirect ?? ''))
    expect((await transport(request)).text).toBe('manual')
  })

  it('keeps a character together that arrives in two pieces', async () => {
    const body = new ReadableStream({
      start: (controller) => {
        controller.enqueue(Uint8Array.of(0x22, 0xc3))
        controller.enqueue(Uint8Array.of(0xbc, 0x22))
        controller.close()
      },
    })
    const transport = createFetchTransport(async () => new Response(body))
    expect((await transport(request)).text).toBe('"ü"')
  })

  it('hides what that fetch throws', async () => {
    const transport = createFetchTransport(async () => {
      throw new Error('token Atza|canary', { cause: request })
    })
    const failure = await transport(request).catch((error: unknown) => error)
    expect(failure).toMatchObject({
      code: 'amazon-unreachable',
      message: 'Amazon could not be reached (token)',
    })
    expect(inspect(failure)).not.toContain('canary')
  })
})
