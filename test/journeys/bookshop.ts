import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { AMAZON_CLIENT } from '../../demo/amazon.js'
import { type Demo, startDemo } from '../../demo/demo.js'

export { expect }

/** The bookshop, and hands on its clock. */
export interface ShopInTime extends Demo {
  wait(minutes: number): void
}

interface Fixtures {
  readonly shop: ShopInTime
}

/** Each journey has a bookshop and an emulated Amazon of its own; afterwards no secret may have shown anywhere. */
export const test = base.extend<Fixtures>({
  // Playwright reads the names of the fixtures a fixture needs off its first parameter.
  // oxlint-disable-next-line no-empty-pattern
  shop: async ({}, provide) => {
    const folder = mkdtempSync(join(tmpdir(), 'bookshop-'))
    let later = 0
    const clock = () => new Date(Date.now() + later)
    const demo = await startDemo({ folder, port: 0, emulatorPort: 0, clock })
    await provide({
      ...demo,
      wait: (minutes) => {
        later += minutes * 60_000
      },
    })
    await demo.close()
    rmSync(folder, { recursive: true })
  },
  context: async ({ context, shop }, provide) => {
    const seen = watch(context, shop)
    await provide(context)
    expect(secretsIn(seen, shop), 'secrets shown to the browser').toEqual([])
  },
})

/** What the browser came to see of the shop: addresses that stayed on the address line, pages, console lines. */
function watch(context: BrowserContext, shop: Demo): string[] {
  const seen: string[] = []
  context.on('page', (page) => {
    page.on('framenavigated', (frame) => {
      if (frame.url().startsWith(shop.shopUrl)) seen.push(frame.url())
    })
    page.on('console', (message) => seen.push(message.text()))
    page.on('response', (response) => {
      if (!response.url().startsWith(shop.shopUrl) || response.status() >= 300) return
      void response.text().then(
        (text) => seen.push(text),
        () => undefined,
      )
    })
  })
  return seen
}

function secretsIn(seen: readonly string[], shop: Demo): string[] {
  const asked = shop.amazon.log
    .of('token')
    .flatMap(({ parameters }) => [parameters['code'], parameters['code_verifier']])
  const secrets = [...asked, AMAZON_CLIENT.clientSecret, 'Atza|', 'Atzr|'].filter(
    (secret) => secret !== undefined,
  )
  return secrets.filter((secret) => seen.some((text) => text.includes(secret)))
}

export const amazonButton = (page: Page) => page.getByRole('link', { name: 'Login with Amazon', exact: true })

/** On the emulator's pages: choose who you are, and allow what is asked. */
export async function beAtAmazon(
  page: Page,
  name: string | RegExp,
  decision: 'Allow' | 'Cancel' = 'Allow',
): Promise<void> {
  await expect(page).toHaveURL(/\/ap\/oa/)
  await page.getByRole('button', { name }).first().click()
  await page.getByRole('button', { name: decision, exact: true }).click()
}

/** "Connect this Amazon account": says twice that it is meant. */
export async function sayYes(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Connect this Amazon account?' })).toBeVisible()
  await page.getByRole('checkbox', { name: 'Yes, this is my Amazon account' }).check()
  await page.getByRole('button', { name: 'Connect this Amazon account' }).click()
}

export async function signInHere(page: Page, shop: Demo, email: string, password: string): Promise<void> {
  await page.goto(`${shop.shopUrl}/sign-in`)
  await page.getByLabel('Email address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL(`${shop.shopUrl}/account`)
}

export async function signOut(page: Page, shop: Demo): Promise<void> {
  await page.goto(`${shop.shopUrl}/account`)
  await page.getByRole('button', { name: 'Sign out' }).click()
}

export async function putInBasket(page: Page, shop: Demo): Promise<string> {
  await page.goto(shop.shopUrl)
  await page.locator('a[href^="/books/"]').first().click()
  const title = await page.getByRole('heading', { level: 1 }).innerText()
  await page.getByRole('button', { name: 'Add to basket' }).click()
  return title
}

/** Opens the newest mail's link to this path of the shop. */
export async function followMail(page: Page, shop: Demo, path: string): Promise<void> {
  await page.goto(`${shop.shopUrl}/outbox`)
  await page.locator(`article.mail a[href*="${path}"]`).first().click()
}
