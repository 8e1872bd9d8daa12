import { expect } from 'vitest'
import type { Browser, Page } from '../support/browser.js'
import type { Shop } from '../support/shop.js'

export const base = '/auth/amazon'

/** Every row of every table, for "nothing was written". */
export function snapshot(shop: Shop): Record<string, unknown> {
  const tables = shop.rows("select name from sqlite_master where type = 'table' order by name")
  return Object.fromEntries(tables.map(({ name }) => [name, shop.rows(`select * from "${String(name)}"`)]))
}

/** O-NOWRITE: users, links, tickets, limits and audit are what they were. */
export function expectNoWrite(shop: Shop, before: Record<string, unknown>): void {
  expect(snapshot(shop)).toEqual(before)
}

/** O-NOSESSION: nobody is signed in here, and none of these answers gave out a session. */
export async function expectNoSession(browser: Browser, ...pages: readonly Page[]): Promise<void> {
  expect((await browser.me()).userId).toBeNull()
  for (const { cookies } of pages)
    expect(cookies.filter((line) => line.startsWith('connect.sid'))).toEqual([])
}

/** O-NOUPSTREAM: Amazon saw nothing but the browser itself. */
export function expectNoUpstream(shop: Shop): void {
  expect(upstreamCalls(shop)).toEqual([])
}

/** What the shop itself asked Amazon, in order. */
export function upstreamCalls(shop: Shop): string[] {
  return shop.emulator.log.entries
    .filter(({ endpoint }) => endpoint !== 'authorize')
    .map(({ endpoint }) => endpoint)
}

/** O-HDR: not stored, not framed, not sniffed, its address told to nobody, and nothing loaded from elsewhere. */
export function expectHeaders({ headers, text }: Page): void {
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('x-frame-options')).toBe('DENY')
  expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
  expect(text).not.toMatch(/<(?:script|iframe|object|embed|img|link)\b/i)
  expect(text).not.toMatch(/(?:src|srcset)\s*=|@import|url\(/i)
}

/**
 * O-CLEAN: the browser is sent to a clean address, and finds there a fixed page with a way on. `told` is the refusal's
 * reason or the failure's code. Returns the page at the end.
 */
export async function expectClean(browser: Browser, page: Page, told: string): Promise<Page> {
  expect(page.status).toBe(303)
  const { pathname, searchParams } = new URL(page.location ?? '', browser.shop.origin)
  expect([pathname, searchParams.get('reason') ?? searchParams.get('code')]).toEqual([
    `${base}/problem`,
    told,
  ])
  const known = ['reason', 'return_to', 'reference', ...(searchParams.has('reason') ? [] : ['code'])]
  expect([...searchParams.keys()].filter((name) => !known.includes(name))).toEqual([])
  expectHeaders(page)
  const problem = await browser.get(page.location ?? '')
  expect(problem.status).toBeGreaterThanOrEqual(400)
  expect(problem.text).toContain(`href="${base}/start`)
  expectHeaders(problem)
  return problem
}

/** The transaction cookies that a browser holds. */
export function transactionsOf(browser: Browser): string[] {
  return [...browser.jar.keys()].filter((name) => name.includes('.tx-'))
}
