import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import type { AxeResults } from 'axe-core'

declare global {
  /** What axe-core leaves in the page. */
  var axe: { run(where: Document, options: object): Promise<AxeResults> }
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Loading axe takes longer than running it: one document holds it, and shows one page after the other. */
export async function openWithAxe(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  await page.setContent('<!doctype html><title>Empty</title>')
  await page.addScriptTag({ content: axeSource })
  return page
}

/** Puts a whole page in the place of what the document shows, and says what axe reports. */
export async function violationsOf(page: Page, html: string): Promise<[string, string[]][]> {
  await show(page, html)
  const violations = await page.evaluate(async () => {
    const results = await globalThis.axe.run(document, { resultTypes: ['violations'] })
    return results.violations.map(({ id, nodes }): [string, string[]] => [id, nodes.map((node) => node.html)])
  })
  return violations
}

/** Puts a whole page in the place of what the document shows. */
export async function show(page: Page, html: string): Promise<void> {
  await page.evaluate((text) => {
    const fresh = new DOMParser().parseFromString(text, 'text/html')
    document.replaceChild(document.adoptNode(fresh.documentElement), document.documentElement)
  }, html)
}
