import { describe, expect, it } from 'vitest'
import { createBreaker } from '../../src/amazon/breaker.js'
import { AmazonError } from '../../src/amazon/errors.js'
import type { TransportRequest } from '../../src/amazon/transport.js'

const request: TransportRequest = {
  endpoint: 'token',
  url: 'https://api.amazon.com/auth/o2/token',
  method: 'POST',
  headers: {},
  timeoutMilliseconds: 5000,
  maximumBytes: 65_536,
}

/** A breaker over an Amazon that answers as it is told, with a clock that is moved by hand. */
function aBreaker() {
  let status: number | null = 200
  let seconds = 0
  let calls = 0
  const transport = async () => {
    calls += 1
    if (status === null) throw new AmazonError('amazon-timeout', request)
    return {
      status,
      contentType: 'application/json',
      headers: { retryAfter: null, requestId: null },
      text: '{}',
    }
  }
  const breaker = createBreaker(transport, () => new Date(seconds * 1000))
  return {
    ...breaker,
    calls: () => calls,
    answer: (next: number | null) => (status = next),
    pass: (more: number) => (seconds += more),
    call: async () => (await breaker.transport(request).catch((error: AmazonError) => error.code)) as unknown,
    callTimes: async (times: number) => {
      for (let turn = 0; turn < times; turn += 1) await breaker.transport(request).catch(() => undefined)
    },
  }
}

describe('createBreaker', () => {
  it.each([500, 503, 429, null])(
    'opens after thirty outages in a row (%s), and makes no more calls',
    async (status) => {
      const amazon = aBreaker()
      amazon.answer(status)
      await amazon.callTimes(29)
      expect(amazon.isOpen()).toBe(false)
      await amazon.callTimes(1)
      expect(amazon.isOpen()).toBe(true)
      expect(await amazon.call()).toBe('amazon-unavailable')
      expect(amazon.calls()).toBe(30)
    },
  )

  it('takes a refusal for an answer', async () => {
    const amazon = aBreaker()
    amazon.answer(400)
    await amazon.callTimes(100)
    expect(amazon.isOpen()).toBe(false)
  })

  it('begins to count anew after one good answer', async () => {
    const amazon = aBreaker()
    amazon.answer(503)
    await amazon.callTimes(29)
    amazon.answer(200)
    await amazon.callTimes(1)
    amazon.answer(503)
    await amazon.callTimes(29)
    expect(amazon.isOpen()).toBe(false)
  })

  it('lets one call try after five seconds, and the others when that one succeeds', async () => {
    const amazon = aBreaker()
    amazon.answer(null)
    await amazon.callTimes(30)
    amazon.pass(5)
    const first = amazon.call()
    expect(await amazon.call()).toBe('amazon-unavailable')
    expect(await first).toBe('amazon-timeout')
    expect(amazon.calls()).toBe(31)
    amazon.answer(200)
    expect(await amazon.call()).toBe('amazon-unavailable')
    amazon.pass(5)
    expect(await amazon.call()).toMatchObject({ status: 200 })
    expect(await amazon.call()).toMatchObject({ status: 200 })
  })
})
