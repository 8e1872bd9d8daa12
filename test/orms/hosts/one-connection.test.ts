import { hash } from '@node-rs/bcrypt'
import type { Host } from 'sparekey'
import { sqlLinks } from 'sparekey/sql'
import { expect, it, onTestFinished } from 'vitest'
import { openPlainSite, type PlainHost, PlainVisitor, vera } from '../../support/plain-site.js'
import { openKnexSite } from './knex-site.js'

/** A shop over Knex and SQLite: Sparekey's links and the app's accounts share the only connection there is. */
async function openShop() {
  const site = await openKnexSite()
  onTestFinished(() => site.close())
  const links = sqlLinks({ database: site.knex })
  await links.migrate()
  const asked: string[] = []
  const held: string[] = []
  const isHeld = (): boolean => site.knex.client.pool.numUsed() > 0
  const watched = new Proxy(site.host, {
    get(host, name: keyof Host) {
      const own: unknown = host[name]
      if (typeof own !== 'function') return own
      return (...given: unknown[]) => {
        asked.push(name)
        if (isHeld()) held.push(name)
        // As an app does that writes more than one row: with another transaction open this waits for ever.
        return site.knex.transaction(async () => {}).then(() => Reflect.apply(own, host, given))
      }
    },
  })
  const { limiter } = links
  const options = { links, limiter, registration: { page: 'when-needed' as const } }
  const shop = openPlainSite({ ...options, host: watched as Partial<PlainHost> })
  return { ...site, shop, links, asked, held }
}

it('holds no connection while a function of the app runs, from sign-up to unlinking', async () => {
  const { shop, asked, held, links, addUser } = await openShop()
  const newcomer = new PlainVisitor(shop)
  expect((await newcomer.signInWithAmazon()).status).toBe(303)
  expect(newcomer.signedInAs).toBe('1')

  const again = new PlainVisitor(shop)
  await again.signInWithAmazon()
  expect(again.signedInAs).toBe('1')

  const id = await addUser({ email: 'wes@ex.test', passwordHash: await hash('a password', 4) })
  shop.customer = { user_id: 'amzn1.account.WES', name: 'Wes', email: 'wes@ex.test' }
  const owner = new PlainVisitor(shop)
  await owner.signInWithAmazon()
  const prompt = await owner.get('/auth/amazon/link')
  await owner.post('/auth/amazon/link', { csrf: prompt.csrf, password: 'a password' })
  expect(owner.signedInAs).toBe(id)
  expect(await links.findLinkOfAccount(id)).not.toBeNull()

  const settings = await owner.get('/auth/amazon/connections')
  await owner.post('/auth/amazon/connections/unlink', { csrf: settings.csrf, password: 'a password' })
  expect(await links.findLinkOfAccount(id)).toBeNull()

  expect(new Set(asked)).toEqual(
    new Set([
      'createAccount',
      'endAccess',
      'findAccount',
      'findAccountsByEmail',
      'verifyPassword',
      'waysToSignIn',
    ]),
  )
  expect(held).toEqual([])
})

it('makes one account of many first sign-ins at once, all over that connection', async () => {
  const { shop, countUsers, links } = await openShop()
  shop.customer = vera
  const visitors = Array.from({ length: 8 }, () => new PlainVisitor(shop))
  await Promise.all(visitors.map((visitor) => visitor.signInWithAmazon()))
  expect(await countUsers()).toBe(1)
  expect(await links.findLinkOfAccount('1')).not.toBeNull()
})
