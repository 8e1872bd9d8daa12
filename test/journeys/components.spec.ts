import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'
import { availableLocales, directionOf, messagesFor } from '../../src/pages/messages/index.js'
import { addUser, password, type Shop } from '../support/shop.js'
import { amazonButton, beAtAmazon } from './bookshop.js'
import { bundle, openApp, openShopWithPages } from './components/a-shop.js'

let scripts: ReadonlyMap<string, string>

interface Fixtures {
  readonly shop: Shop
}

const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern
  shop: async ({}, provide) => {
    const shop = await openShopWithPages(scripts, { registration: { require: ['email', 'name'] } })
    await provide(shop)
    await shop.close()
  },
})

test.beforeAll(async () => {
  scripts = await bundle()
})

async function waitAtPrompt(page: Page, shop: Shop, customer: RegExp): Promise<void> {
  await page.goto(`${shop.origin}/sign-in?return-to=/me`)
  await amazonButton(page).click()
  await beAtAmazon(page, customer)
  await expect(page).toHaveURL(/\/prompt/)
  await page.locator('.title').waitFor()
}

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const violationsOn = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).withTags(wcag).analyze()
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
}

test.describe('<sparekey-prompt>', () => {
  test('is answered by keyboard, under a strict policy, and says what was wrong where it is', async ({
    page,
    shop,
  }) => {
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' && /policy|Trusted/i.test(message.text()))
        complaints.push(message.text())
    })
    addUser(shop, { email: 'vera@ex.test' })
    await waitAtPrompt(page, shop, /Vera Winter/)
    const field = page.getByLabel('Your password for Fernweh Books')
    await expect(field).toHaveAttribute('autocomplete', 'current-password')
    await field.focus()
    await page.keyboard.type('a guess')
    await page.keyboard.press('Enter')
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    await expect(field).toBeFocused()
    await expect(field).toHaveAccessibleDescription(/password/)
    await page.keyboard.type(password)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(`${shop.origin}/me`)
    expect(complaints).toEqual([])
  })

  test('speaks every language, in its direction, light and dark, on a narrow screen', async ({
    page,
    shop,
  }) => {
    addUser(shop, { email: 'vera@ex.test' })
    await waitAtPrompt(page, shop, /Vera Winter/)
    await page.setViewportSize({ width: 320, height: 640 })
    for (const locale of availableLocales) {
      const dark = locale === 'ar' || locale === 'de'
      // One of each script and direction for the whole of axe, which takes its time.
      const isChecked = ['en', 'de', 'ja', 'ar'].includes(locale)
      await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' })
      await page.goto(`${shop.origin}/prompt?locale=${locale}`)
      if (dark) await page.evaluate(() => document.documentElement.style.setProperty('color-scheme', 'dark'))
      const { title } = messagesFor(locale).link
      const card = page.locator(`div[lang="${locale}"][dir="${directionOf(locale)}"]`)
      await expect(card.getByRole('heading', { name: title })).toBeVisible()
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(width, locale).toBeLessThanOrEqual(320)
      if (isChecked) expect(await violationsOn(page), locale).toEqual([])
    }
  })

  test('keeps its edges where the system chooses the colours', async ({ page, shop }) => {
    addUser(shop, { email: 'vera@ex.test' })
    await waitAtPrompt(page, shop, /Vera Winter/)
    await page.emulateMedia({ forcedColors: 'active' })
    await expect(page.locator('.primary')).toHaveCSS('border-top-style', 'solid')
    expect(await violationsOn(page)).toEqual([])
  })

  test('goes from "not mine" to the registration, whose problems lead to their fields', async ({
    page,
    shop,
  }) => {
    addUser(shop, { email: 'vera@ex.test' })
    await waitAtPrompt(page, shop, /Mallory/)
    await page.getByRole('button', { name: 'This is not my account' }).click()
    await expect(page.getByRole('heading', { name: 'One more step' })).toBeFocused()
    await page.getByLabel('Email address').fill('vera@ex.test')
    await page.getByRole('button', { name: 'Create account' }).click()
    await expect(page.getByRole('alert')).toBeVisible()
    await expect(page.getByLabel('Email address')).toBeFocused()
    await page.getByRole('button', { name: 'Create account' }).focus()
    await page.getByRole('alert').getByRole('link').click()
    await expect(page.getByLabel('Email address')).toBeFocused()
    expect(await violationsOn(page)).toEqual([])
    await page.getByRole('link', { name: 'I already have an account', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Connect your account' })).toBeVisible()
    await page.getByRole('button', { name: 'Create a new account instead' }).click()
    await expect(page.getByRole('heading', { name: 'One more step' })).toBeFocused()
    await page.getByLabel('Email address').fill('mallory@ex.test')
    await page.getByRole('button', { name: 'Create account' }).click()
    await expect(page).toHaveURL(`${shop.origin}/me`)
  })

  test('says so when nothing waits, and when nobody answers', async ({ page, shop }) => {
    await page.goto(`${shop.origin}/prompt`)
    await expect(page.getByRole('link', { name: 'Try again' })).toBeVisible()
    await expect(page.locator('#told')).toContainText('refused ticket-missing')
    addUser(shop, { email: 'vera@ex.test' })
    await waitAtPrompt(page, shop, /Vera Winter/)
    await page.route('**/auth/amazon/link', (route) => route.abort())
    await page.getByLabel(/^Your password/).fill(password)
    await page.getByRole('button', { name: 'Connect and sign in' }).click()
    await expect(page.getByRole('heading', { name: 'No connection' })).toBeFocused()
    await page.unroute('**/auth/amazon/link')
    await page.getByRole('link', { name: 'Try again' }).click()
    await expect(page.getByLabel(/^Your password/)).toBeVisible()
  })
})

test.describe('<sparekey-connections>', () => {
  test('connects an Amazon account and removes it', async ({ page, shop }) => {
    addUser(shop, { email: 'v@ex.test' })
    await page.request.post(`${shop.origin}/sign-in`, { data: { email: 'v@ex.test', password } })
    await page.goto(`${shop.origin}/settings?return-to=/settings`)
    await page.getByRole('button', { name: 'Login with Amazon' }).click()
    await beAtAmazon(page, /Nora Bird/)
    await page.getByRole('checkbox', { name: 'Yes, this is my Amazon account' }).check()
    await page.getByRole('button', { name: 'Connect this Amazon account' }).click()
    await page.getByRole('button', { name: 'Remove this connection' }).waitFor()
    await expect(page.getByText('n•••@ex.test')).toBeVisible()
    expect(await violationsOn(page)).toEqual([])
    await page.getByRole('button', { name: 'Remove this connection' }).click()
    await expect(page.locator('.notice')).toHaveText('The connection to Amazon is removed.')
    await expect(page.getByRole('button', { name: 'Login with Amazon' })).toBeVisible()
  })
})

base.describe('an app at another origin', () => {
  base('begins, comes back with a code, and gets its session for it', async ({ page }) => {
    const app = await openApp(scripts)
    const shop = await openShopWithPages(scripts, { origins: [app.origin], pages: {} })
    try {
      const here = `${app.origin}/sign-in?base-url=${encodeURIComponent(shop.origin)}`
      await page.goto(`${here}&return-to=${encodeURIComponent(here)}`)
      await amazonButton(page).click()
      await beAtAmazon(page, /Nora Bird/)
      await expect(page.locator('#told')).toHaveText(/signed-in 1/)
      expect(page.url().startsWith(app.origin)).toBe(true)
      // The same address once more: the code was used, and the verifier is gone.
      await page.reload()
      await expect(page.locator('#told')).toHaveText(/refused code-rejected/)
    } finally {
      await app.close()
      await shop.close()
    }
  })

  base('comes back to it from a form of the site', async ({ page }) => {
    const app = await openApp(scripts)
    const shop = await openShopWithPages(scripts, { origins: [app.origin], pages: {} })
    try {
      addUser(shop, { email: 'vera@ex.test' })
      const here = `${app.origin}/sign-in?base-url=${encodeURIComponent(shop.origin)}`
      await page.goto(`${here}&return-to=${encodeURIComponent(here)}`)
      await amazonButton(page).click()
      await beAtAmazon(page, /Vera Winter/)
      await page.getByLabel(/^Your password/).fill(password)
      await page.getByRole('button', { name: 'Connect and sign in' }).click()
      await expect(page.locator('#told')).toHaveText(/signed-in 1/)
      expect(page.url().startsWith(app.origin)).toBe(true)
    } finally {
      await app.close()
      await shop.close()
    }
  })
})
