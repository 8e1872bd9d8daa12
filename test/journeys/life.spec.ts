import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { Demo } from '../../demo/demo.js'
import {
  amazonButton,
  beAtAmazon,
  expect,
  followMail,
  sayYes,
  signInHere,
  signOut,
  test,
} from './bookshop.js'

const vera = { email: 'vera@bookshop.example', password: 'winter-reading' }

async function enter(page: Page, shop: Demo, customer: RegExp): Promise<void> {
  await page.goto(`${shop.shopUrl}/sign-in`)
  await amazonButton(page).click()
  await beAtAmazon(page, customer)
}

async function comeBack(page: Page, shop: Demo): Promise<void> {
  await page.goto(`${shop.shopUrl}/sign-in`)
  await amazonButton(page).click()
}

const settings = (page: Page, shop: Demo) => page.goto(`${shop.shopUrl}/auth/amazon/connections`)

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
}

async function linkVera(page: Page, shop: Demo): Promise<void> {
  await enter(page, shop, /^Vera Winter/)
  await page.getByLabel(/Your password for/).fill(vera.password)
  await page.getByRole('button', { name: 'Connect and sign in' }).click()
  await expect(page).toHaveURL(`${shop.shopUrl}/account`)
}

test.describe('an account without a password', () => {
  test('is proven by a mailed code, which is worth nothing in another browser', async ({
    page,
    shop,
    browser,
  }) => {
    await enter(page, shop, /^Iris Blum/)
    await page.getByRole('button', { name: 'Send me a mail with a code' }).click()
    await expect(page.getByLabel('Code from the mail')).toBeVisible()
    await expectNoViolations(page)
    await page.goto(`${shop.shopUrl}/outbox`)
    const address = await page.locator('article.mail a[href*="/auth/amazon/link"]').getAttribute('href')
    const elsewhere = await browser.newPage()
    await elsewhere.goto(address ?? '')
    await expect(elsewhere.getByLabel('Code from the mail')).toHaveCount(0)
    await elsewhere.goto(`${shop.shopUrl}/account`)
    await expect(elsewhere).toHaveURL(/sign-in/)
    await elsewhere.close()
    await followMail(page, shop, '/auth/amazon/link')
    await expect(page.getByLabel('Code from the mail')).not.toHaveValue('')
    await page.getByRole('button', { name: 'Connect and sign in' }).click()
    await expect(page).toHaveURL(`${shop.shopUrl}/account`)
    await expect(page.getByText('With Amazon.')).toBeVisible()
  })

  test('gets its first one in settings: fresh at Amazon, a code, the shop’s own rules', async ({
    page,
    shop,
  }) => {
    await enter(page, shop, /Lena Park/)
    shop.wait(20)
    await settings(page, shop)
    await expect(page.getByText('Please sign in with Amazon once more')).toBeVisible()
    await page.getByRole('region', { name: 'Set a password' }).getByRole('link').click()
    await page.waitForURL(/connections/)
    await page.getByRole('button', { name: 'Send me a code' }).click()
    const outbox = await page.context().newPage()
    await outbox.goto(`${shop.shopUrl}/outbox`)
    const mail = await outbox.locator('article.mail').first().innerText()
    await outbox.close()
    await page.getByLabel('Code from the mail').fill(/[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(mail)?.[0] ?? '')
    await page.getByLabel(/New password/).fill('short')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Please choose at least 10 characters.')).toBeVisible()
    await expectNoViolations(page)
    await page.getByLabel('Code from the mail').fill(/[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(mail)?.[0] ?? '')
    await page.getByLabel(/New password/).fill('lenas-own-secret')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('status')).toHaveText('Your password is set.')
    await signOut(page, shop)
    await signInHere(page, shop, 'lena@reader.example', 'lenas-own-secret')
  })
})

test.describe('a notice', () => {
  test('says when and from where, and takes back what was not the owner’s doing', async ({
    page,
    shop,
    browser,
  }) => {
    await linkVera(page, shop)
    const owner = await (await browser.newContext()).newPage()
    await owner.goto(`${shop.shopUrl}/outbox`)
    await expect(owner.locator('article.mail').first()).toContainText(/127\.0\.0\.1|::1/)
    await followMail(owner, shop, '/auth/amazon/undo')
    await expectNoViolations(owner)
    await owner.getByRole('button', { name: 'Remove the connection' }).click()
    await expect(owner.getByRole('heading', { level: 1 })).toHaveText('The connection is removed')
    await owner.context().close()
    await page.goto(`${shop.shopUrl}/account`)
    await expect(page).toHaveURL(/sign-in/)
    await comeBack(page, shop)
    await expect(page.getByRole('heading', { name: 'You already have an account' })).toBeVisible()
  })

  test('outlives a mail server that is down', async ({ page, shop }) => {
    await page.goto(`${shop.shopUrl}/outbox`)
    await page.getByRole('button', { name: 'Stop it' }).click()
    await linkVera(page, shop)
    await page.goto(`${shop.shopUrl}/outbox`)
    await expect(page.locator('article.mail')).toHaveCount(0)
    shop.wait(2)
    await page.getByRole('button', { name: 'Start it' }).click()
    await expect(page.locator('article.mail')).toContainText(vera.email)
  })
})

test.describe('the shop’s own ways', () => {
  test('a code by mail comes before anything is bound', async ({ page, shop }) => {
    await enter(page, shop, /^Theo Blank/)
    await page.getByLabel(/Your password for/).fill('folded-corner')
    await page.getByRole('button', { name: 'Connect and sign in' }).click()
    await expect(page.getByRole('heading', { name: 'One more thing' })).toBeVisible()
    const outbox = await page.context().newPage()
    await outbox.goto(`${shop.shopUrl}/outbox`)
    const code = /\b\d{6}\b/.exec(await outbox.locator('article.mail').first().innerText())?.[0] ?? ''
    await outbox.close()
    await page.getByLabel('Code').fill(code)
    await page.getByRole('button', { name: 'Go on' }).click()
    await sayYes(page)
    await expect(page.getByText('With Amazon.')).toBeVisible()
  })

  test('somebody who registers an address that signs in with Amazon is led to the button', async ({
    page,
    shop,
  }) => {
    await enter(page, shop, /Lena Park/)
    await signOut(page, shop)
    await expect(page.getByText('Amazon is another matter')).toBeVisible()
    await page.goto(`${shop.shopUrl}/register`)
    await page.getByLabel('Name').fill('Lena')
    await page.getByLabel('Email address').fill('lena@reader.example')
    await page.getByLabel('Password').fill('a password of hers')
    await page.getByRole('button', { name: 'Open the account' }).click()
    await expect(page.getByText('It signs in with Amazon')).toBeVisible()
    await amazonButton(page).click()
    await expect(page).toHaveURL(`${shop.shopUrl}/account`)
  })

  test('whoever proves an address nobody had confirmed gets an account of their own', async ({
    page,
    shop,
    browser,
  }) => {
    await enter(page, shop, /Lena Park/)
    const owner = await browser.newPage()
    await owner.goto(`${shop.shopUrl}/forgotten-password`)
    await owner.getByLabel('Email address').fill('lena@reader.example')
    await owner.getByRole('button', { name: 'Send the link' }).click()
    await followMail(owner, shop, '/reset-password')
    await owner.getByLabel('New password').fill('only-the-owner-knows')
    await owner.getByRole('button', { name: 'Set the password' }).click()
    await signInHere(owner, shop, 'lena@reader.example', 'only-the-owner-knows')
    await expect(owner.getByText('With Amazon.')).toHaveCount(0)
    await owner.close()
    await page.goto(`${shop.shopUrl}/account`)
    await expect(page.getByText('We have no address of yours.')).toBeVisible()
  })
})

test.describe('what Amazon tells later', () => {
  test('a name follows until it is edited; another address is only suggested', async ({ page, shop }) => {
    await enter(page, shop, /Lena Park/)
    const lena = { id: 'lena', postalCode: null }
    shop.amazon.customers.put({ ...lena, name: 'Lena Winter', email: 'lena@elsewhere.example' })
    await signOut(page, shop)
    await comeBack(page, shop)
    await expect(page.getByLabel('Name')).toHaveValue('Lena Winter')
    await page.getByLabel('Name').fill('Lena the reader')
    await page.getByRole('button', { name: 'Save' }).click()
    shop.amazon.customers.put({ ...lena, name: 'Lena Spring', email: 'lena@elsewhere.example' })
    await signOut(page, shop)
    await comeBack(page, shop)
    await expect(page.getByLabel('Name')).toHaveValue('Lena the reader')
    await settings(page, shop)
    await expectNoViolations(page)
    await page.getByRole('link', { name: 'Change the address here too' }).focus()
    await page.keyboard.press('Enter')
    await page.getByLabel('New address').fill('lena@elsewhere.example')
    await page.getByRole('button', { name: 'Send the mail' }).click()
    await followMail(page, shop, '/change-address')
    await page.getByRole('button', { name: 'Yes, use it' }).click()
    await expect(page.getByText('lena@elsewhere.example')).toBeVisible()
    await settings(page, shop)
    await expect(page.getByRole('link', { name: 'Change the address here too' })).toHaveCount(0)
  })
})
