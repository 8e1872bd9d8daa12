import type { Page } from '@playwright/test'
import type { Demo } from '../../demo/demo.js'
import { amazonButton, beAtAmazon, expect, sayYes, signInHere, signOut, test } from './bookshop.js'

const vera = { email: 'vera@bookshop.example', password: 'winter-reading' }

async function meetPrompt(page: Page, shop: Demo, customer: RegExp = /^Vera Winter/): Promise<void> {
  await page.goto(`${shop.shopUrl}/sign-in`)
  await amazonButton(page).click()
  await beAtAmazon(page, customer)
  await expect(page.getByRole('heading', { name: 'You already have an account' })).toBeVisible()
}

test.describe('a customer whose email has an account here', () => {
  test('with the right password is linked, signed in, and told by mail', async ({ page, shop }) => {
    await meetPrompt(page, shop)
    await page.getByLabel(/Your password for/).fill(vera.password)
    await page.getByRole('button', { name: 'Connect and sign in' }).click()
    await expect(page).toHaveURL(`${shop.shopUrl}/account`)
    await expect(page.getByText(vera.email)).toBeVisible()
    await page.goto(`${shop.shopUrl}/outbox`)
    await expect(page.getByText(/Amazon/).first()).toBeVisible()
    await signOut(page, shop)
    await page.goto(`${shop.shopUrl}/sign-in`)
    await amazonButton(page).click()
    await expect(page).toHaveURL(`${shop.shopUrl}/account`)
  })

  test('with a wrong password stays, reads why, and the field has the focus', async ({ page, shop }) => {
    await meetPrompt(page, shop)
    await page.getByLabel(/Your password for/).fill('not-my-password')
    await page.getByRole('button', { name: 'Connect and sign in' }).click()
    await expect(page).toHaveTitle(/^Problem: /)
    await expect(page.getByLabel(/Your password for/)).toBeFocused()
    await expect(page.getByLabel(/Your password for/)).toHaveValue('')
    await page.getByLabel(/Your password for/).fill(vera.password)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(`${shop.shopUrl}/account`)
  })

  test('with a forgotten password sets a new one by mail and finishes', async ({ page, shop }) => {
    await meetPrompt(page, shop)
    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await expect(page.getByText(/sign in at .* with Amazon\?/i)).toBeVisible()
    await page.getByLabel('Email address').fill(vera.email)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await page.goto(`${shop.shopUrl}/outbox`)
    await page.locator('a[href*="/reset-password"]').first().click()
    await page.getByLabel('New password').fill('a-brand-new-chapter')
    await page.getByRole('button', { name: 'Set the password' }).click()
    await expect(page.getByText('we go on connecting your Amazon account')).toBeVisible()
    await page.getByLabel('Email address').fill(vera.email)
    await page.getByLabel('Password', { exact: true }).fill('a-brand-new-chapter')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await sayYes(page)
    await expect(page.getByText('With Amazon.')).toBeVisible()
  })

  test('signs in on the shop’s own page and says yes', async ({ page, shop }) => {
    await meetPrompt(page, shop)
    await page.getByRole('link', { name: /Sign in on the .* sign-in page/ }).click()
    await page.getByLabel('Email address').fill(vera.email)
    await page.getByLabel('Password', { exact: true }).fill(vera.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await sayYes(page)
    await expect(page.getByRole('link', { name: 'See or remove the link' })).toBeVisible()
  })

  test('says "this is not my account" and opens another', async ({ page, shop }) => {
    await meetPrompt(page, shop, /Not Vera/)
    await page.getByRole('button', { name: 'This is not my account' }).click()
    await expect(page.getByRole('heading', { name: 'One more step' })).toBeVisible()
    await expect(page.getByLabel('Email address')).toHaveValue('')
    await page.getByLabel('Email address').fill(vera.email)
    await page.getByRole('button', { name: 'Create account' }).click()
    await expect(page.getByLabel('Email address')).toHaveAttribute('aria-invalid', 'true')
    await page.getByLabel('Email address').fill('not.vera@reader.example')
    await page.getByRole('button', { name: 'Create account' }).click()
    await expect(page).toHaveURL(`${shop.shopUrl}/account`)
    await expect(page.getByText('not.vera@reader.example')).toBeVisible()
  })

  test('presses the button twice and is signed in once', async ({ page, shop }) => {
    await meetPrompt(page, shop)
    await page.getByLabel(/Your password for/).fill(vera.password)
    await page.getByRole('button', { name: 'Connect and sign in' }).dblclick()
    await expect(page).toHaveURL(`${shop.shopUrl}/account`)
    await expect(page.getByText(vera.email)).toBeVisible()
  })

  test('goes on with another Amazon account', async ({ page, shop }) => {
    await meetPrompt(page, shop)
    await page.goto(`${shop.amazon.origin}/ap/adam`)
    await page
      .getByRole('button', { name: /sign in as somebody else|sign out/i })
      .first()
      .click()
    await page.goto(`${shop.shopUrl}/auth/amazon/link`)
    await page.getByRole('link', { name: 'Use another Amazon account' }).click()
    await beAtAmazon(page, /Lena Park/)
    await expect(page).toHaveURL(`${shop.shopUrl}/account`)
    await expect(page.getByText('lena@reader.example')).toBeVisible()
  })

  test('whose account was closed is refused after the password', async ({ page, shop }) => {
    await meetPrompt(page, shop, /Otto Falk/)
    await page.getByLabel(/Your password for/).fill('overdue-notice')
    await page.getByRole('button', { name: 'Connect and sign in' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/closed|disabled|cannot/i)
    await page.goto(`${shop.shopUrl}/account`)
    await expect(page).toHaveURL(/sign-in/)
  })
})

test.describe('a signed-in customer', () => {
  test('links from the account page and unlinks in settings', async ({ page, shop }) => {
    await signInHere(page, shop, vera.email, vera.password)
    await page.getByRole('button', { name: 'Login with Amazon', exact: true }).click()
    await beAtAmazon(page, /Lena Park/)
    await expect(page.getByText('Lena Park')).toBeVisible()
    await sayYes(page)
    await expect(page.getByRole('button', { name: 'Remove this connection' })).toBeVisible()
    await page.getByRole('button', { name: 'Remove this connection' }).click()
    await expect(page.getByRole('status')).toContainText('removed')
    await expect(page.getByText('No Amazon account is connected')).toBeVisible()
    await page.goto(`${shop.shopUrl}/outbox`)
    await expect(page.locator('article.mail')).toHaveCount(2)
  })

  test('cannot remove the only way in', async ({ page, shop }) => {
    await page.goto(`${shop.shopUrl}/sign-in`)
    await amazonButton(page).click()
    await beAtAmazon(page, /Lena Park/)
    await page.getByRole('link', { name: 'See or remove the link' }).click()
    await expect(page.getByRole('button', { name: 'Remove this connection' })).toHaveCount(0)
    await expect(page.getByText(/only way|password/i).first()).toBeVisible()
  })
})
