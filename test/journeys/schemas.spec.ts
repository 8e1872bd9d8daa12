import { randomBytes } from 'node:crypto'
import { test as base, expect, type Page } from '@playwright/test'
import { createConnection } from 'mysql2/promise'
import pg from 'pg'
import { type Application, passwords } from '../schemas/application.js'
import { applications } from '../schemas/applications.js'
import type { Site } from '../schemas/site.js'
import { setStage } from '../schemas/stage.js'
import { type RunningServer, startServer } from '../support/server-process.js'
import type { SqlServerKind } from '../support/server-recipes.js'
import { amazonButton, beAtAmazon } from './bookshop.js'

/** Makes an empty database on a server that is started when it is first needed, and that all journeys of a worker share. */
type CreateDatabase = (kind: SqlServerKind) => Promise<string>

const test = base.extend<object, { readonly createDatabase: CreateDatabase }>({
  createDatabase: [
    // Playwright reads the names of the fixtures a fixture needs off its first parameter.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, provide) => {
      const running = new Map<SqlServerKind, Promise<RunningServer>>()
      await provide(async (kind) => {
        const started = running.get(kind) ?? startServer(kind)
        running.set(kind, started)
        const server = await started
        const name = `journey_${randomBytes(8).toString('hex')}`
        await createOn[kind](server, `create database ${name}`)
        return server.urlOf(name)
      })
      for (const started of running.values()) await (await started).stop()
    },
    { scope: 'worker' },
  ],
})

const createOn: Record<SqlServerKind, (server: RunningServer, statement: string) => Promise<void>> = {
  async postgres(server, statement) {
    const client = new pg.Client(server.urlOf('postgres'))
    await client.connect()
    await client.query(statement)
    await client.end()
  },
  async mariadb(server, statement) {
    const connection = await createConnection(server.urlOf('mysql'))
    await connection.query(statement)
    await connection.end()
  },
}

test.describe.configure({ mode: 'parallel' })

for (const application of applications) {
  test(`${application.name}: a customer finds her account, and a new one gets hers`, async ({
    page,
    createDatabase,
  }) => {
    await onSite(application, createDatabase, async (site) => {
      await page.goto(site.origin)
      await amazonButton(page).click()
      await beAtAmazon(page, /^Vera Winter/)
      await page.getByLabel(/Your password for/).fill('not this one')
      await page.getByRole('button', { name: 'Connect and sign in' }).click()
      await page.getByLabel(/Your password for/).fill(passwords.vera)
      await page.getByRole('button', { name: 'Connect and sign in' }).click()
      const [vera] = await site.host.findAccountsByEmail('vera@ex.test')
      expect(await signedInAs(page)).toBe(vera?.id)
      await page.getByRole('link', { name: 'Sign out' }).click()
      await amazonButton(page).click()
      expect(await signedInAs(page), 'comes back without a question').toBe(vera?.id)
      await page.getByRole('link', { name: 'Sign out' }).click()
      await page.context().clearCookies()
      await amazonButton(page).click()
      await beAtAmazon(page, /^Lena Park/)
      await finishRegistration(page)
      const [lena] = await site.host.findAccountsByEmail('lena@reader.example')
      expect(await signedInAs(page)).toBe(lena?.id)
    })
  })
}

async function onSite(
  application: Application,
  createDatabase: CreateDatabase,
  visit: (site: Site) => Promise<void>,
): Promise<void> {
  const stage = await setStage(application, createDatabase)
  try {
    for (const ended of [await stage.init(), await stage.sparekey('migrate')]) {
      expect(ended.code, `${ended.output}${ended.problem}`).toBe(0)
    }
    const site = await stage.openSite()
    try {
      await visit(site)
    } finally {
      await site.close()
    }
  } finally {
    stage.clear()
  }
}

async function signedInAs(page: Page): Promise<string> {
  await expect(page.getByRole('heading', { name: 'Welcome' })).toBeVisible()
  return decodeURIComponent(await page.locator('output').innerText())
}

/** Where an application wants a username, one is proposed: a new customer has only to agree. */
async function finishRegistration(page: Page): Promise<void> {
  const create = page.getByRole('button', { name: 'Create account' })
  await expect(create.or(page.getByRole('heading', { name: 'Welcome' }))).toBeVisible()
  if (await create.isVisible()) await create.click()
}
