import mysql from 'mysql2'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { type Cluster, startCluster } from '../support/galera.js'
import type { Answer } from '../support/plain-site.js'
import { describeOn } from '../support/servers.js'
import { type ClusterDatabase, openDatabaseOn } from './cluster-database.js'
import { startFailover } from './failover.js'
import { openRacingShop, type RacingShop, type RacingVisitor } from './racing-shop.js'

const size = 40

const customer = (index: number) => ({
  user_id: `amzn1.account.N${index}`,
  name: `N${index}`,
  email: `n${index}@ex.test`,
})

describeOn('galera')('a cluster of three that loses nodes', () => {
  const own: { cluster?: Cluster } = {}
  beforeAll(async () => {
    own.cluster = await startCluster()
  }, 120_000)
  afterAll(() => own.cluster?.stop())

  it('inf-multi-node: customers go on at the other nodes, and nobody has half an account', async () => {
    const { nodes = [] } = own.cluster ?? {}
    const database = await openDatabaseOn(nodes.map(({ urlOf }) => urlOf('mysql')))
    const shop = await openRacingShop({
      ...database,
      handles: [...database.handles, await proxied(database)],
    })
    const visitors = Array.from({ length: size }, (_, index) => shop.visitor(customer(index)))
    const callbacks = await Promise.all(visitors.map((visitor) => visitor.goToAmazon()))
    let answered = 0
    const answers = await Promise.all(
      visitors.map(async (visitor, index) => {
        const answer = await visitor.get(callbacks[index] ?? '')
        if ((answered += 1) === size / 8) nodes[2]?.kill()
        return answer
      }),
    )
    expect(await damage(shop)).toEqual([0, 0])

    const lost = visitors.filter((_, index) => !isIn(answers[index]))
    for (const visitor of lost) await goOn(shop, visitor)
    expect([await shop.count('users'), await shop.count('amazon_links')]).toEqual([size, size])
    expect(await damage(shop)).toEqual([0, 0])
    expect(new Set(visitors.map(({ session }) => session)).size).toBe(size)

    // Two of three are a majority. One of two is not, and takes no orders.
    nodes[1]?.kill()
    const late = shop.visitor(customer(size))
    for (let tries = 0; tries < 4; tries += 1) {
      shop.move(late)
      expect((await late.signInWithAmazon()).location).toMatch(/code=(store|host)-failed/)
      expect(late.session).toBeNull()
    }
  }, 180_000)
})

/** A pool over a proxy that knows all nodes, the one that will be lost first. */
async function proxied({ urls }: ClusterDatabase) {
  const [uri = ''] = urls
  const port = await startFailover(urls.map((url) => Number(new URL(url).port)).toReversed())
  const pool = mysql.createPool({ uri: Object.assign(new URL(uri), { port }).href, connectionLimit: 10 })
  onTestFinished(() => pool.promise().end())
  return pool
}

const isIn = (answer: Answer | undefined): boolean => answer?.location === '/'

/** Tries again, at the next instance each time: some are over the node that is gone. */
async function goOn(shop: RacingShop, visitor: RacingVisitor): Promise<void> {
  for (let tries = 0; tries < 8; tries += 1) {
    shop.move(visitor)
    const answer = await visitor.signInWithAmazon()
    if (isIn(answer)) return
  }
  throw new Error('A customer did not get in.')
}

/** Accounts without a way in, and links to no account. */
function damage(shop: RacingShop): Promise<number[]> {
  const link = 'select 1 from amazon_links l where l.account_id = cast(users.id as char(20))'
  const account = 'select 1 from users u where cast(u.id as char(20)) = amazon_links.account_id'
  return Promise.all([
    shop.count('users', `not exists (${link})`),
    shop.count('amazon_links', `not exists (${account})`),
  ])
}
