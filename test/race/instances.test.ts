import type pg from 'pg'
import { expect, it } from 'vitest'
import { describeRaces, type RacingShop } from './racing-shop.js'

const base = '/auth/amazon'
const vera = { user_id: 'amzn1.account.VERA', name: 'Vera', email: 'vera@ex.test' }

/** How many transactions are open in this database, and connections taken out of the pool. */
async function openTransactions({ handle, rows }: RacingShop): Promise<number> {
  if ('inTransaction' in handle) return handle.inTransaction ? 1 : 0
  if (!('totalCount' in handle)) return count(await rows(inMariadb))
  const pool = handle as pg.Pool
  return count(await rows(inPostgres)) + (pool.totalCount - pool.idleCount)
}

const inPostgres = `select count(*) as n from pg_stat_activity
  where datname = current_database() and state like 'idle in transaction%'`
const inMariadb = `select count(*) as n from information_schema.innodb_trx t
  join information_schema.processlist p on p.id = t.trx_mysql_thread_id where p.db = database()`

const count = ([row]: readonly Record<string, unknown>[]): number => Number(row?.['n'])

describeRaces((open) => {
  it('inf-multi-node: each step of a journey may reach another instance', async () => {
    const shop = await open()
    await shop.addUser({ id: 1, email: 'vera@ex.test', password: 'right' })
    const visitor = shop.visitor(vera)
    const callback = await visitor.goToAmazon()
    shop.move(visitor)
    await visitor.get(callback)
    shop.move(visitor)
    const { csrf } = await visitor.get(`${base}/link`)
    shop.move(visitor)
    expect((await visitor.post(`${base}/link`, { csrf, password: 'right' })).location).toBe('/')
    expect(await shop.count('amazon_links')).toBe(1)
    shop.move(visitor)
    const settings = await visitor.get(`${base}/connections`)
    shop.move(visitor)
    await visitor.post(`${base}/connections/unlink`, { csrf: settings.csrf })
    expect(await shop.count('amazon_links')).toBe(0)
  })

  it('inf-multi-node: wrong guesses on many instances are counted together', async () => {
    const shop = await open()
    await shop.addUser({ id: 1, email: 'vera@ex.test', password: 'right' })
    const visitor = shop.visitor(vera)
    await visitor.signInWithAmazon()
    const { csrf } = await visitor.get(`${base}/link`)
    const statuses: number[] = []
    for (let guess = 0; guess < 12; guess += 1) {
      shop.move(visitor)
      statuses.push((await visitor.post(`${base}/link`, { csrf, password: `wrong ${guess}` })).status)
    }
    expect(statuses).toContain(429)
    shop.move(visitor)
    expect((await visitor.post(`${base}/link`, { csrf, password: 'right' })).status).toBe(429)
    expect(await shop.count('amazon_links')).toBe(0)
  })

  it('inf-tx-across-network: holds no transaction and no connection while Amazon, the mailer or the site is slow', async () => {
    const shop = await open()
    const seen: Record<string, number> = {}
    const look = (where: string) => async () => {
      seen[where] = await openTransactions(shop)
    }
    const visitor = shop.visitor(vera, {
      onToken: look('Amazon'),
      onMail: look('mailer'),
      beforeSession: look('session'),
    })
    await shop.addUser({ id: 1, email: 'vera@ex.test', password: 'right' })
    await visitor.signInWithAmazon()
    const { csrf } = await visitor.get(`${base}/link`)
    await visitor.post(`${base}/link`, { csrf, password: 'right' })
    expect(seen).toEqual({ Amazon: 0, mailer: 0, session: 0 })
  })
})
