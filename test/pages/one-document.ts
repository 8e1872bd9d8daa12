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

type NamedPages = readonly (readonly [name: string, html: string])[]

/** Puts a whole page in the place of what the document shows. */
export async function show(page: Page, html: string): Promise<void> {
  await page.evaluate((text) => {
    const fresh = new DOMParser().parseFromString(text, 'text/html')
    document.replaceChild(document.adoptNode(fresh.documentElement), document.documentElement)
  }, html)
}

/** What axe reports, by page. Pages with nothing to report are left out. */
export async function violationsOf(page: Page, pages: NamedPages) {
  return page.evaluate(async (texts) => {
    const reports: Record<string, { id: string; nodes: string[] }[]> = {}
    for (const [name, html] of texts) {
      const fresh = new DOMParser().parseFromString(html, 'text/html')
      document.replaceChild(document.adoptNode(fresh.documentElement), document.documentElement)
      const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'] })
      const found = violations.map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => node.html) }))
      if (found.length > 0) reports[name] = found
    }
    return reports
  }, pages)
}

/** What sticks out of the window, and what is too low for a thumb, by page. A tick counts with its label. */
export async function misfitsOf(page: Page, pages: NamedPages) {
  return page.evaluate((texts) => {
    const targets = 'a, button, select, label[for=mine], input:not([type=hidden], [type=checkbox])'
    const misfits: Record<string, string[]> = {}
    const isLow = (element: Element) => element.getBoundingClientRect().height < 43.9
    const sticksOut = (element: Element) => {
      const { left, right } = element.getBoundingClientRect()
      return left < -0.5 || right > innerWidth + 0.5 || element.scrollWidth > innerWidth
    }
    for (const [name, html] of texts) {
      const fresh = new DOMParser().parseFromString(html, 'text/html')
      document.replaceChild(document.adoptNode(fresh.documentElement), document.documentElement)
      const wide = [...document.querySelectorAll('html, body *')].filter(sticksOut)
      const low = [...document.querySelectorAll(targets)].filter(isLow)
      const found = [...wide, ...low].map(({ outerHTML }) => outerHTML.slice(0, 200))
      if (found.length > 0) misfits[name] = found
    }
    return misfits
  }, pages)
}
