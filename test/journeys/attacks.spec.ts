import { test as plain } from '@playwright/test'
import { addUser, openShop, type Shop } from '../support/shop.js'
import { amazonButton, beAtAmazon, expect, signInHere, test } from './bookshop.js'

const vera = { email: 'vera@bookshop.example', password: 'winter-reading' }

test.describe('forms and frames', () => {
  test('csp-form-action-break: a strict form-action lets the button through, on the shop’s page and on ours', async ({
    page,
    shop,
  }) => {
    const blocked: string[] = []
    page.on('console', (message) => {
      if (message.text().includes('form-action')) blocked.push(message.text())
    })
    await signInHere(page, shop, vera.email, vera.password)
    const answer = await page.goto(`${shop.shopUrl}/account`)
    expect(answer?.headers()['content-security-policy']).toContain("form-action 'self'")
    await page.getByRole('button', { name: 'Login with Amazon', exact: true }).click()
    await expect(page).toHaveURL(/\/ap\/oa/)
    const settings = await page.goto(`${shop.shopUrl}/auth/amazon/connections`)
    expect(settings?.headers()['content-security-policy']).toContain("form-action 'self'")
    await page.getByRole('button', { name: 'Login with Amazon', exact: true }).click()
    await expect(page).toHaveURL(/\/ap\/oa/)
    expect(blocked).toEqual([])
  })

  test('frame-doubleclick: two clicks on one spot connect nothing', async ({ page, shop }) => {
    await signInHere(page, shop, vera.email, vera.password)
    await page.getByRole('button', { name: 'Login with Amazon', exact: true }).click()
    await beAtAmazon(page, /Lena Park/)
    const connect = page.getByRole('button', { name: 'Connect this Amazon account' })
    await connect.dblclick()
    await connect.dblclick()
    await expect(page).toHaveURL(/\/auth\/amazon\/link$/)
    await page.goto(`${shop.shopUrl}/auth/amazon/connections`)
    await expect(page.getByText('No Amazon account is connected')).toBeVisible()
  })
})

test.describe('a window that another site opens', () => {
  test('xsleak-login-state: tells its opener nothing', async ({ context, page, shop }) => {
    await page.goto(`${shop.amazon.origin}/`)
    const opened = context.waitForEvent('page')
    await page.evaluate((url) => {
      Reflect.set(window, 'theirs', window.open(url))
    }, `${shop.shopUrl}/auth/amazon/start`)
    await expect(amazonButton(await opened)).toBeVisible()
    // Cut off: to the opener the window looks closed, whatever happens in it.
    await expect.poll(() => page.evaluate(() => Reflect.get(window, 'theirs')?.closed)).toBe(true)
  })

  test('popup-opener: has no opener', async ({ context, page, shop }) => {
    await page.goto(`${shop.amazon.origin}/`)
    const opened = context.waitForEvent('page')
    await page.evaluate((url) => void window.open(url), `${shop.shopUrl}/auth/amazon/start`)
    const popup = await opened
    await expect(amazonButton(popup)).toBeVisible()
    expect(await popup.evaluate(() => window.opener)).toBeNull()
  })
})

plain.describe('a shop with a strict session cookie', () => {
  let shop: Shop
  plain.beforeEach(async () => {
    shop = await openShop({ cookie: { sameSite: 'strict' } })
  })
  plain.afterEach(() => shop.close())

  plain(
    'frame-link-prompt: neither another site nor the shop itself can frame the prompt',
    async ({ page }) => {
      addUser(shop, { email: 'vera@ex.test' })
      await page.goto(`${shop.origin}/auth/amazon/start`)
      await beAtAmazon(page, /Vera Winter/)
      await expect(page).toHaveURL(/\/auth\/amazon\/link/)
      const prompt = page.url()
      for (const outside of ['http://localhost:1', shop.origin]) {
        const body = `<iframe src="${prompt}"></iframe>`
        await page.route(`${outside}/framing`, (route) => route.fulfill({ contentType: 'text/html', body }))
        await page.goto(`${outside}/framing`, { waitUntil: 'commit' })
        // Chromium puts a page of its own into a frame that was refused.
        await expect.poll(() => page.frames()[1]?.url()).toMatch(/^chrome-error:/)
      }
    },
  )

  plain(
    'cookie-samesite-strict-host: the basket comes along, and the next page knows who signed in',
    async ({ page, context }) => {
      // To a browser 127.0.0.1 and localhost are two sites, as Amazon and the shop are; their ports do not count.
      await context.route(/\/auth\/amazon\/start/, async (route) => {
        const response = await route.fetch({ maxRedirects: 0 })
        const location = response.headers()['location']?.replace('127.0.0.1', 'localhost') ?? ''
        await route.fulfill({ response, headers: { ...response.headers(), location } })
      })
      await page.goto(`${shop.origin}/me`)
      await page.evaluate(async () => {
        const headers = { 'content-type': 'application/json' }
        await fetch('/basket', { method: 'POST', headers, body: JSON.stringify({ item: 'tea' }) })
      })
      await page.goto(`${shop.origin}/auth/amazon/start?return_to=/me`)
      await expect(page).toHaveURL(/^http:\/\/localhost:/)
      await beAtAmazon(page, /Nora Bird/)
      await expect(page).toHaveURL(`${shop.origin}/me`)
      const me: unknown = JSON.parse(await page.locator('body').innerText())
      expect(me).toMatchObject({ userId: 1, basket: 'tea' })
    },
  )

  plain(
    'br-cookies-off: without cookies the page says so, and stays where it is',
    async ({ page, context }) => {
      await page.goto(`${shop.origin}/auth/amazon/start`)
      await context.clearCookies({ name: /\.tx-/ })
      await beAtAmazon(page, /Nora Bird/)
      await expect(page).toHaveURL(/\/auth\/amazon\/problem\?reason=transaction-missing/)
      await expect(page.getByText('allow cookies')).toBeVisible()
    },
  )
})
