import type { Browser, Page } from '@playwright/test'
import { beAtAmazon, expect, type ShopInTime, test } from './bookshop.js'

/** The TV's page, switched on, to the point where it shows Amazon's code. */
async function switchOn(page: Page, shop: ShopInTime): Promise<string> {
  await page.clock.install()
  await page.goto(`${shop.shopUrl}/tv/`)
  await page.getByRole('button', { name: 'Login with Amazon' }).click()
  const shown = page.getByRole('status')
  await expect(shown).toContainText(`${shop.amazon.origin}/code`)
  return (await shown.innerText()).split(' ').at(-1) ?? ''
}

/** On the phone, which is another browser: the code of the TV, at Amazon. */
async function typeAtAmazon(phone: Page, shop: ShopInTime, who: RegExp, code: string): Promise<void> {
  await phone.goto(`${shop.amazon.origin}/code`)
  await phone.getByRole('button', { name: who }).first().click()
  await phone.getByLabel('Code shown by your device').fill(code)
  await phone.getByRole('button', { name: 'Allow', exact: true }).click()
  await expect(phone.getByRole('status')).toContainText('Success')
}

/** What the TV shows for the phone by now: an address of the shop and a code. */
async function readFinish(page: Page, shop: ShopInTime): Promise<string> {
  await page.clock.fastForward(30_000)
  const shown = page.getByRole('status')
  await expect(shown).toContainText(`${shop.shopUrl}/auth/amazon/device`)
  return (await shown.innerText()).split(' ').at(-1) ?? ''
}

async function goOn(phone: Page, shop: ShopInTime, code: string): Promise<void> {
  await phone.goto(`${shop.shopUrl}/auth/amazon/device`)
  await phone.getByLabel('Code on your device').fill(code)
  await phone.getByRole('button', { name: 'Login with Amazon' }).click()
  await expect(phone).toHaveURL(/\/ap\/oa/)
  await phone.getByRole('button', { name: 'Allow', exact: true }).click()
}

async function pickUpPhone(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage()
}

test.describe('a TV', () => {
  test('signs a newcomer in, once the code was typed at Amazon', async ({ page, browser, shop }) => {
    const code = await switchOn(page, shop)
    const phone = await pickUpPhone(browser)
    await typeAtAmazon(phone, shop, /Lena Park/, code)
    await page.clock.fastForward(30_000)
    await expect(page.getByRole('status')).toHaveText('You are signed in.')
    await page.goto(`${shop.shopUrl}/account`)
    await expect(page.getByText('lena@reader.example')).toBeVisible()
    await phone.context().close()
  })

  test('is linked by a password that is typed on the phone, which is signed in to nothing', async ({
    page,
    browser,
    shop,
  }) => {
    const code = await switchOn(page, shop)
    const phone = await pickUpPhone(browser)
    await typeAtAmazon(phone, shop, /Vera Winter/, code)
    await goOn(phone, shop, await readFinish(page, shop))
    await phone.getByLabel(/^Your password for/).fill('winter-reading')
    await phone.getByRole('button', { name: 'Connect and sign in' }).click()
    await expect(phone.getByRole('heading', { name: 'That was all' })).toBeVisible()
    await phone.goto(`${shop.shopUrl}/account`)
    await expect(phone).toHaveURL(/\/sign-in/)
    await page.clock.fastForward(5000)
    await expect(page.getByRole('status')).toHaveText('You are signed in.')
    await page.goto(`${shop.shopUrl}/account`)
    await expect(page.getByText('vera@bookshop.example').first()).toBeVisible()
    await phone.context().close()
  })

  test('gets its account from a registration on the phone', async ({ page, browser, shop }) => {
    const code = await switchOn(page, shop)
    const phone = await pickUpPhone(browser)
    await typeAtAmazon(phone, shop, /no name/i, code)
    await goOn(phone, shop, await readFinish(page, shop))
    await phone.getByLabel('Name').fill('Noa Name')
    await phone.getByRole('button', { name: 'Create account' }).click()
    await expect(phone.getByRole('heading', { name: 'That was all' })).toBeVisible()
    await page.clock.fastForward(5000)
    await expect(page.getByRole('status')).toHaveText('You are signed in.')
    await phone.context().close()
  })

  test("is not connected by somebody else's Amazon account on the phone", async ({ page, browser, shop }) => {
    const code = await switchOn(page, shop)
    const stranger = await pickUpPhone(browser)
    await typeAtAmazon(stranger, shop, /Not Vera/, code)
    const finish = await readFinish(page, shop)
    const victim = await pickUpPhone(browser)
    await victim.goto(`${shop.shopUrl}/auth/amazon/device?code=${finish}`)
    await victim.getByRole('button', { name: 'Login with Amazon' }).click()
    await beAtAmazon(victim, /Vera Winter/)
    await expect(victim).toHaveURL(/reason=device-code-wrong/)
    await expect(victim.getByText('The code does not fit this Amazon account')).toBeVisible()
    await stranger.context().close()
    await victim.context().close()
  })
})
