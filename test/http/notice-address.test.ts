import { describe, expect, it } from 'vitest'
import { openPlainSite, PlainVisitor } from '../support/plain-site.js'

const start = '/auth/amazon/start'

/** What the operator is told when a browser begins with these headers. */
async function toldAfter(headers: Record<string, string>): Promise<string[]> {
  const site = openPlainSite()
  await new PlainVisitor(site).get(start, headers)
  return site.events.flatMap((event) => (event.type === 'misconfigured' ? [event.message] : []))
}

describe('a site that its customers know by another address', () => {
  const there = 'https://www.shop.example/sign-in'

  it('is told to its operator, with both addresses and the fix', async () => {
    const told = await toldAfter({ 'sec-fetch-site': 'same-origin', referer: there })
    expect(told).toEqual([
      expect.stringMatching(
        /know this site as https:\/\/www\.shop\.example, and baseUrl says https:\/\/shop\.example: set baseUrl/,
      ),
    ])
  })

  it('is no news from its own address, from elsewhere, or from nowhere', async () => {
    for (const headers of [
      { 'sec-fetch-site': 'same-origin', referer: 'https://shop.example/sign-in' },
      { 'sec-fetch-site': 'cross-site', referer: there },
      { 'sec-fetch-site': 'same-origin' },
      { 'sec-fetch-site': 'same-origin', referer: 'no address' },
      { 'sec-fetch-site': 'same-origin', origin: 'null' },
      { referer: there },
    ]) {
      expect(await toldAfter(headers)).toEqual([])
    }
  })
})
