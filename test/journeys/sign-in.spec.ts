import { amazonButton, beAtAmazon, expect, putInBasket, signOut, test } from './bookshop.js'

test.describe('a new customer', () => {
  test('gets an account with one press, and comes back to it', async ({ page, shop }) => {
    await page.goto(`${shop.shopUrl}/sign-in`)
    await amazonButton(page).click()
    await beAtAmazon(page, /Lena Park/)
    await expect(page).toHaveURL(`${shop.shopUrl}/account`)
    await expect(page.getByText('lena@reader.example')).toBeVisible()
    await expect(page.getByText('not confirmed yet')).toBeVisible()
    await signOut(page, shop)
    await page.goto(`${shop.shopUrl}/sign-in`)
    await amazonButton(page).click()
    await expect(page).toHaveURL(`${shop.shopUrl}/account`)
    await expect(page.getByText('lena@reader.example')).toBeVisible()
  })

  test('without a name or an address at Amazon is asked for what the shop needs', async ({ page, shop }) => {
    await page.goto(`${shop.shopUrl}/register`)
    await amazonButton(page).click()
    await beAtAmazon(page, /no name/i)
    await expect(page.getByRole('heading', { name: 'One more step' })).toBeVisible()
    await page.getByRole('button', { name: 'Create account' }).click()
    await expect(page).toHaveURL(/\/auth\/amazon\/register/)
    await page.getByLabel('Name').fill('Noa Name')
    await page.getByRole('button', { name: 'Create account' }).click()
    await expect(page).toHaveURL(`${shop.shopUrl}/account`)
    await expect(page.getByLabel('Name')).toHaveValue('Noa Name')
  })

  test('keeps the basket through checkout', async ({ page, shop }) => {
    const title = await putInBasket(page, shop)
    await page.getByRole('link', { name: 'Go to checkout' }).click()
    await amazonButton(page).click()
    await beAtAmazon(page, /Lena Park/)
    await expect(page).toHaveURL(`${shop.shopUrl}/checkout`)
    await expect(page.getByText(title).first()).toBeVisible()
    await page.getByRole('button', { name: 'Place the order' }).click()
    await expect(page).toHaveURL(/\/orders\//)
    await expect(page.getByText(title).first()).toBeVisible()
  })
})

test.describe('a customer who says no at Amazon', () => {
  test('reads what happened, and may try again', async ({ page, shop }) => {
    await page.goto(`${shop.shopUrl}/sign-in`)
    await amazonButton(page).click()
    await beAtAmazon(page, /Lena Park/, 'Cancel')
    await expect(page).toHaveURL(/\/auth\/amazon\/problem\?reason=authorization-declined/)
    await page.getByRole('link', { name: 'Try again' }).click()
    await page.getByRole('button', { name: 'Allow', exact: true }).click()
    await expect(page).toHaveURL(`${shop.shopUrl}/account`)
  })
})

test.describe('ordinary browsers', () => {
  test('two tabs sign in at once and both arrive', async ({ context, page, shop }) => {
    const other = await context.newPage()
    await page.goto(`${shop.shopUrl}/auth/amazon/start?return_to=/basket`)
    await other.goto(`${shop.shopUrl}/auth/amazon/start?return_to=/account`)
    await beAtAmazon(other, /Lena Park/)
    await expect(other).toHaveURL(`${shop.shopUrl}/account`)
    // Amazon remembers the consent by now, and asks only who this is.
    await page.getByRole('button', { name: /Lena Park/ }).click()
    await expect(page).toHaveURL(`${shop.shopUrl}/basket`)
  })

  test('the back button after signing in frightens nobody', async ({ page, shop }) => {
    await page.goto(`${shop.shopUrl}/sign-in`)
    await amazonButton(page).click()
    await beAtAmazon(page, /Lena Park/)
    await expect(page).toHaveURL(`${shop.shopUrl}/account`)
    const exchanges = shop.amazon.log.of('token').length
    await page.goBack()
    await page.goForward()
    await page.goto(`${shop.shopUrl}/account`)
    await expect(page.getByText('lena@reader.example')).toBeVisible()
    expect(shop.amazon.log.of('token')).toHaveLength(exchanges)
  })

  test('a link from another site shows the button first', async ({ page, shop }) => {
    const elsewhere = `${shop.amazon.origin}/`
    await page.goto(elsewhere)
    await page.evaluate(
      (url) => {
        const link = document.createElement('a')
        link.href = url
        link.textContent = 'free books'
        document.body.append(link)
      },
      `${shop.shopUrl.replace('localhost', '127.0.0.1')}/auth/amazon/start`,
    )
    await page.getByText('free books').click()
    await expect(amazonButton(page)).toBeVisible()
    await expect(page).toHaveURL(/\/auth\/amazon\/start/)
  })
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('everything works', async ({ page, shop }) => {
    await page.goto(`${shop.shopUrl}/sign-in`)
    await amazonButton(page).click()
    await beAtAmazon(page, /^Vera Winter/)
    await page.getByLabel(/Your password for/).fill('winter-reading')
    await page.getByRole('button', { name: 'Connect and sign in' }).click()
    await expect(page).toHaveURL(`${shop.shopUrl}/account`)
    await page.getByRole('link', { name: 'See or remove the link' }).click()
    await page.getByRole('button', { name: 'Remove this connection' }).click()
    await expect(page.getByRole('status')).toContainText('removed')
  })
})

test.describe('with the keyboard only', () => {
  test('a customer proves the account and signs in', async ({ page, shop }) => {
    const press = async (key: string, name: string | RegExp, limit = 40): Promise<void> => {
      for (let presses = 0; presses < limit; presses += 1) {
        const focused = await page.evaluate(() => {
          const element = document.activeElement
          if (element === document.body) return ''
          const label = element instanceof HTMLInputElement ? (element.labels?.[0]?.textContent ?? '') : ''
          return `${label} ${element?.getAttribute('aria-label') ?? ''} ${element?.textContent ?? ''}`
        })
        if (typeof name === 'string' ? focused.includes(name) : name.test(focused)) return
        await page.keyboard.press(key)
      }
      throw new Error(`${String(name)} cannot be reached with ${key}`)
    }
    await page.goto(`${shop.shopUrl}/sign-in`)
    await press('Tab', 'Login with Amazon')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/ap\/oa/)
    await press('Tab', /Vera Winter/)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Allow', exact: true })).toBeVisible()
    await press('Tab', /^\s*Allow/)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/auth\/amazon\/link/)
    await press('Tab', /Your password for/)
    await page.keyboard.type('winter-reading')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(`${shop.shopUrl}/account`)
  })
})
