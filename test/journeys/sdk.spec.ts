import type { Page } from '@playwright/test'
import { beAtAmazon, expect, type ShopInTime, signInHere, signOut, test } from './bookshop.js'

/** Presses the button of a page with Amazon's SDK, and answers in the window that opens. */
async function signInByPopup(page: Page, shop: ShopInTime, who: RegExp, decision?: 'Cancel'): Promise<void> {
  await page.goto(`${shop.shopUrl}/browser-sdk/`)
  const opened = page.waitForEvent('popup')
  await page.getByRole('button', { name: 'Login with Amazon' }).click()
  const popup = await opened
  const closed = popup.waitForEvent('close')
  await beAtAmazon(popup, who, decision)
  await closed
}

test.describe("a page with Amazon's JavaScript SDK", () => {
  test('signs a newcomer in, without leaving the page for Amazon', async ({ page, shop }) => {
    await signInByPopup(page, shop, /Lena Park/)
    await expect(page).toHaveURL(`${shop.shopUrl}/account`)
    await expect(page.getByText('lena@reader.example')).toBeVisible()
    const [exchange] = shop.amazon.log.of('token')
    expect(exchange?.parameters['client_secret']).toBeUndefined()
    expect(shop.amazon.log.of('tokeninfo')).toHaveLength(1)
  })

  test('links an account that is there by its password, on the page of the shop', async ({ page, shop }) => {
    await signInByPopup(page, shop, /Vera Winter/)
    await expect(page.getByRole('heading', { name: 'You already have an account' })).toBeVisible()
    await page.getByLabel(/^Your password for/).fill('winter-reading')
    await page.getByRole('button', { name: 'Connect and sign in' }).click()
    await expect(page).toHaveURL(`${shop.shopUrl}/account`)
    await expect(page.getByText('vera@bookshop.example').first()).toBeVisible()
  })

  test('asks a newcomer without a name for one', async ({ page, shop }) => {
    await signInByPopup(page, shop, /no name/i)
    await expect(page.getByRole('heading', { name: 'One more step' })).toBeVisible()
    await page.getByLabel('Name').fill('Noa Name')
    await page.getByRole('button', { name: 'Create account' }).click()
    await expect(page).toHaveURL(`${shop.shopUrl}/account`)
  })

  test('asks before it puts one customer in the place of another', async ({ page, shop }) => {
    await signInByPopup(page, shop, /Lena Park/)
    await expect(page).toHaveURL(`${shop.shopUrl}/account`)
    await signOut(page, shop)
    await signInHere(page, shop, 'vera@bookshop.example', 'winter-reading')
    await page.goto(`${shop.shopUrl}/browser-sdk/`)
    // Amazon knows Lena and her consent by now, and its window asks nothing more.
    await page.getByRole('button', { name: 'Login with Amazon' }).click()
    await expect(page).toHaveURL(`${shop.shopUrl}/auth/amazon/link`)
    await expect(page.getByText('vera@bookshop.example').first()).toBeVisible()
  })

  test('says why nobody was signed in', async ({ page, shop }) => {
    await signInHere(page, shop, 'vera@bookshop.example', 'winter-reading')
    await signInByPopup(page, shop, /Lena Park/)
    await expect(page.getByRole('status')).toContainText('is not connected to the account')
  })

  test('stays where it is when the customer says no', async ({ page, shop }) => {
    await signInByPopup(page, shop, /Lena Park/, 'Cancel')
    await expect(page.getByRole('status')).toHaveText('access_denied')
    expect(shop.amazon.log.of('token')).toHaveLength(0)
  })

  test('learns that the implicit grant is gone', async ({ page, shop }) => {
    await page.goto(`${shop.shopUrl}/browser-sdk/`)
    await page.waitForFunction('window.amazon?.Login.getClientId() !== null')
    const opened = page.waitForEvent('popup')
    const answer = page.evaluate(
      `new Promise((resolve) => amazon.Login.authorize({ scope: 'profile' }, ({ error }) => resolve(error)))`,
    )
    await opened
    expect(await answer).toBe('unauthorized_client')
  })
})
