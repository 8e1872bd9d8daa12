import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buttonStyles, renderButton } from '../../src/pages/button.js'
import { renderConfirm } from '../../src/pages/confirm.js'
import { renderLink } from '../../src/pages/link.js'
import { availableLocales } from '../../src/pages/messages/index.js'
import type { Frame } from '../../src/pages/models.js'
import { contentSecurityPolicy } from '../../src/pages/security-policy.js'
import { misfitsOf, openWithAxe, show, violationsOf } from './one-document.js'
import { aConfirmPage, aFrame, aFrameIn, aLinkPage, everyState } from './states.js'

const site = 'https://books.example'
let browser: Browser

beforeAll(async () => {
  const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync']
  const offline = ['--disable-background-networking', '--disable-component-update']
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', ...quiet, ...offline],
  })
})

afterAll(() => browser.close())

/** A browser at the shop, which answers every path with the page of that name, under the real policy. */
async function openShop(options: BrowserContextOptions, pages: ReadonlyMap<string, string>): Promise<Page> {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  await context.route('**', async (route) => {
    const html = pages.get(new URL(route.request().url()).pathname.slice(1))
    if (html === undefined) return route.abort()
    const headers = { 'content-security-policy': contentSecurityPolicy(aFrame().nonce) }
    return route.fulfill({ contentType: 'text/html; charset=utf-8', headers, body: html })
  })
  return page
}

/** The problem pages differ only in their words: one of each kind stands for all in each language. */
const hasOwnShape = (name: string): boolean =>
  !name.startsWith('problem-') || ['problem-too-many-attempts', 'problem-internal'].includes(name)

/** The pages of all states, without the step that would leave them at once. */
function stayingPages(frame = aFrame()): Map<string, string> {
  const staying = [...everyState(frame)].map(([name, html]): [string, string] => [
    name,
    html.replace(/<meta http-equiv="refresh"[^>]*>/, ''),
  ])
  return new Map(staying)
}

const everything = (): boolean => true

const narrow = { viewport: { width: 320, height: 640 } }

const looks: [string, BrowserContextOptions, 'ltr' | 'rtl', (name: string) => boolean][] = [
  ['in light colours', { colorScheme: 'light' }, 'ltr', everything],
  ['in dark colours', { colorScheme: 'dark' }, 'ltr', hasOwnShape],
  ['on a narrow screen, from right to left', narrow, 'rtl', hasOwnShape],
]

const translations = availableLocales.filter((locale) => locale !== 'en')

/** What axe reports on each page that has something to report. */
async function reportsOn(frame: Frame, options: BrowserContextOptions, isTried: (name: string) => boolean) {
  const page = await openWithAxe(browser, options)
  const reports = await violationsOf(
    page,
    [...stayingPages(frame)].filter(([name]) => isTried(name)),
  )
  await page.context().close()
  return reports
}

describe('axe', () => {
  it('reports what is wrong, so that its silence means something', async () => {
    const page = await openWithAxe(browser, {})
    const html = renderLink(aLinkPage(), aFrame({ theme: { '--sparekey-text': '#eeeeee' } }))
    const unlabelled = html.replace('<label for="password">', '<label>')
    const { broken = [] } = await violationsOf(page, [['broken', unlabelled]])
    const ids = broken.map(({ id }) => id)
    expect(ids).toEqual(expect.arrayContaining(['color-contrast', 'label']))
    await page.context().close()
  })

  it.each(looks)(
    'has nothing to report on the pages %s',
    async (_look, options, direction, isTried) => {
      expect(await reportsOn(aFrame({ direction }), options, isTried)).toEqual({})
    },
    60_000,
  )

  it.each(translations)(
    'has nothing to report on the pages in %s',
    async (locale) => {
      expect(await reportsOn(aFrameIn(locale), {}, hasOwnShape)).toEqual({})
    },
    60_000,
  )
})

describe('the pages at 320 pixels', () => {
  it.each(availableLocales)(
    'need no sideways scrolling in %s, and suit a thumb',
    async (locale) => {
      const page = await openWithAxe(browser, narrow)
      const pages = stayingPages(aFrameIn(locale, 'Donaudampfschifffahrtsgesellschaft'))
      expect(await misfitsOf(page, [...pages])).toEqual({})
      await page.context().close()
    },
    60_000,
  )

  it('are read from the right in Arabic', async () => {
    const page = await openWithAxe(browser, narrow)
    await show(page, renderLink(aLinkPage(), aFrameIn('ar')))
    const middleOf = (selector: string) =>
      page.locator(selector).evaluate((element) => {
        const range = document.createRange()
        range.selectNodeContents(element)
        const { left, right } = range.getBoundingClientRect()
        return (left + right) / 2
      })
    expect(await middleOf('label[for=password]')).toBeGreaterThan(160)
    await show(page, renderConfirm(aConfirmPage(), aFrameIn('ar')))
    const tick = await page.locator('#mine').boundingBox()
    const label = await page.locator('label[for=mine]').boundingBox()
    expect(tick?.x).toBeGreaterThan(label?.x ?? Number.POSITIVE_INFINITY)
    await page.context().close()
  })
})

describe('the pages under their own policy', () => {
  it('are styled, and are not hindered in anything', async () => {
    const page = await openShop({}, stayingPages())
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    await page.goto(`${site}/link`)
    expect(await page.locator('main').evaluate((card) => getComputedStyle(card).maxWidth)).toBe('448px')
    expect(complaints.filter((text) => !text.includes('favicon'))).toEqual([])
    await page.context().close()
  })

  // attacks: frame-link-prompt
  it('cannot be shown in a frame', async () => {
    const framing = `<!doctype html><iframe src="${site}/link"></iframe>`
    const page = await openShop({}, new Map([...stayingPages(), ['framing', framing]]))
    await page.route(`${site}/framing`, (route) => route.fulfill({ contentType: 'text/html', body: framing }))
    await page.goto(`${site}/framing`)
    expect(await page.frameLocator('iframe').getByRole('heading', { level: 1 }).count()).toBe(0)
    await page.context().close()
  })

  it('go on to Amazon by themselves', async () => {
    const page = await openShop({}, new Map([...everyState(aFrame()), ['ap/oa', '<!doctype html>arrived']]))
    await page.goto(`${site}/continue`)
    await page.getByText('arrived').waitFor()
    expect(new URL(page.url()).pathname).toBe('/ap/oa')
    await page.context().close()
  })
})

describe('the focus', () => {
  it.each([
    ['link-wrong-password', '#password'],
    ['link-too-many', '[role=alert]'],
    ['register-wrong', '#field-email'],
    ['connections-wrong-password', '#password'],
  ])('is where the visitor goes on after %s', async (name, selector) => {
    const page = await openShop({}, stayingPages())
    await page.goto(`${site}/${name}`)
    await page.locator(`${selector}:focus`).waitFor({ timeout: 5000 })
    await page.context().close()
  })

  it('passes through the link page in the order in which it is read', async () => {
    const page = await openShop({}, new Map([['link', renderLink(aLinkPage(), aFrame())]]))
    await page.goto(`${site}/link`)
    const order: string[] = []
    for (let step = 0; step < 8; step += 1) {
      await page.keyboard.press('Tab')
      order.push(
        await page.evaluate(
          () => document.activeElement?.id || document.activeElement?.textContent?.trim() || '',
        ),
      )
    }
    expect(order).toEqual([
      'Fernweh Books',
      'username',
      'password',
      'Forgot your password?',
      'Connect and sign in',
      'Sign in on the Fernweh Books sign-in page',
      'This is not my account',
      'Use another Amazon account',
    ])
    await page.context().close()
  })
})

describe('the button in a page of the host', () => {
  const link = renderButton({ kind: 'sign-in', href: '/start', image: 'inline' })
  const picture = renderButton({ kind: 'checkout', href: '/start', image: 'amazon' })
  const form = renderButton({ kind: 'link', action: '/start', image: 'inline' })

  it.each([
    ['the stand-in', link, 'link'],
    ['the picture', picture, 'link'],
    ['the form', form, 'button'],
  ] as const)('is named exactly "Login with Amazon" as %s', async (_kind, html, role) => {
    const host = `<!doctype html><html lang="de"><title>Shop</title><style>${buttonStyles}</style><main><h1>Shop</h1>${html}</main>`
    const context = await browser.newContext()
    await context.route('**', (route) => route.abort())
    const page = await context.newPage()
    await page.setContent(host)
    expect(await page.getByRole(role, { name: /^Login with Amazon$/ }).count()).toBe(1)
    expect((await new AxeBuilder({ page }).setLegacyMode().analyze()).violations).toEqual([])
    await context.close()
  })
})
