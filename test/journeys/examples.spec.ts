import { test as base, expect, type Page } from '@playwright/test'
import { startDatabase, type ThrowAwayDatabase } from '../../examples/database.js'
import { type RunningExample, startExample } from '../../examples/example.js'
import { examples } from '../../examples/examples.js'
import { amazonButton, beAtAmazon } from './bookshop.js'

const vera = { name: 'Vera Winter', email: 'vera@bookshop.example', password: 'winter-reading' }

for (const example of examples) {
  base.describe(`examples/${example.name}`, () => {
    let running: RunningExample | undefined
    let database: ThrowAwayDatabase | null = null
    const at = (path: string): string => `${running?.url}${path}`

    base.beforeAll(async () => {
      // Some are built first.
      base.setTimeout(240_000)
      database = await startDatabase(example)
      running = await startExample(example, { databaseUrl: database?.url ?? '' })
    })
    base.afterAll(async () => {
      await running?.close()
      await database?.close()
    })

    const pressButton = async (page: Page): Promise<void> => {
      await page.goto(at(example.signInPage))
      await amazonButton(page).click()
    }
    const signOut = (page: Page) => page.getByRole('button', { name: 'Sign out' }).click()

    base('a new customer gets an account with one press', async ({ page }) => {
      await pressButton(page)
      await beAtAmazon(page, /Lena Park/)
      await expect(page).toHaveURL(at(example.accountPage))
      await expect(page.getByText('lena@reader.example').first()).toBeVisible()
      await signOut(page)
      await expect(amazonButton(page)).toBeVisible()
    })

    base('a customer of long ago shows their password once, and never again', async ({ page }) => {
      await page.goto(at(example.signUpPage))
      await page.getByLabel('Name', { exact: true }).fill(vera.name)
      await page.getByLabel('Email address').fill(vera.email)
      await page.getByLabel('Password', { exact: true }).fill(vera.password)
      await page.getByRole('button', { name: 'Sign up' }).click()
      await expect(page).toHaveURL(at(example.accountPage))
      await signOut(page)
      await expect(amazonButton(page)).toBeVisible()
      await pressButton(page)
      await beAtAmazon(page, /Vera Winter/)
      await expect(page.getByRole('heading', { name: 'You already have an account' })).toBeVisible()
      await page.getByLabel(/^Your password for/).fill('a guess')
      await page.getByRole('button', { name: 'Connect and sign in' }).click()
      await expect(page.getByLabel(/^Your password for/)).toHaveAttribute('aria-invalid', 'true')
      await page.getByLabel(/^Your password for/).fill(vera.password)
      await page.getByRole('button', { name: 'Connect and sign in' }).click()
      await expect(page).toHaveURL(at(example.accountPage))
      await signOut(page)
      await expect(amazonButton(page)).toBeVisible()
      await pressButton(page)
      await expect(page).toHaveURL(at(example.accountPage))
      await expect(page.getByText(vera.email).first()).toBeVisible()
      await page.goto(at('/auth/amazon/connections'))
      await page.getByRole('button', { name: 'Remove this connection' }).waitFor()
    })

    base('a customer who says no at Amazon reads what happened, and may try again', async ({ page }) => {
      await pressButton(page)
      await beAtAmazon(page, /Otto Falk/, 'Cancel')
      await expect(page.getByRole('heading', { name: 'You are not signed in' })).toBeVisible()
      await page.getByRole('link', { name: 'Try again' }).click()
      await page.getByRole('button', { name: 'Allow', exact: true }).click()
      await expect(page).toHaveURL(at(example.accountPage))
    })
  })
}
