// One instance of a site: node:http, the site's database, and nothing in memory that another instance would miss.
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Redis } from 'ioredis'
import { createSparekey, type Sessions } from 'sparekey'
import { nodeHandler } from 'sparekey/node'
import { redisLimiter } from 'sparekey/redis'
import { type SqlAccount, sqlHost } from 'sparekey/sql'
import { createDeath, type Death, type Moment } from './death.js'
import type { Orders } from './orders.js'
import { openSiteDatabase, type SiteDatabase } from './site-database.js'
import { accounts } from './tables.js'

const orders = JSON.parse(process.argv[2] ?? '') as Orders
const death = createDeath()
const database = openSiteDatabase(orders.database, death.watch)
const sessions = sessionsIn(database, death)

const sparekey = createSparekey<SqlAccount>({
  baseUrl: orders.origin,
  secret: orders.secret,
  amazon: orders.amazon,
  host: sqlHost({
    database: database.handle,
    accounts,
    links: { table: 'amazon_links' },
    async endAccess({ id }) {
      death.at('before ending access')
      await database.rows('delete from sessions where account_id = ?', id)
    },
  }),
  sessions,
  fetch: async (input, init) => {
    const isExchange = new Request(input, init).url.endsWith('/o2/token')
    if (isExchange) death.at('before the code exchange')
    const response = await fetch(input, init)
    const whole = new Response(await response.arrayBuffer(), response)
    if (isExchange) death.at('after the code exchange')
    return whole
  },
  ...limiterOf(orders),
})

const amazon = nodeHandler(sparekey)
const server = createServer((req, res) => void answer(req, res).catch(() => res.destroy()))
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.on('message', (moment: Moment) => {
  death.arm(moment)
  process.send?.('armed')
})
// Whoever started it has gone.
process.on('disconnect', () => process.exit())

async function answer(...[req, res]: Parameters<typeof amazon>): Promise<void> {
  if (await amazon(req, res)) return
  const headers = { cookie: req.headers.cookie ?? '' }
  const session = await sessions.current({ request: new Request(orders.origin, { headers }), native: null })
  res.setHeader('content-type', 'application/json')
  res.end(JSON.stringify({ accountId: session?.accountId ?? null }))
}

function limiterOf({ redis }: Orders) {
  if (redis === null) return {}
  return { limiter: redisLimiter({ client: new Redis(redis.url), prefix: redis.prefix }) }
}

/** A session table the site wrote itself. */
function sessionsIn({ rows }: SiteDatabase, { at }: Death): Sessions<SqlAccount> {
  const cookie = /(?:^|; )session=([^;]*)/
  return {
    async current({ request }) {
      const id = cookie.exec(request.headers.get('cookie') ?? '')?.[1]
      const [row] = id ? await rows('select account_id, since from sessions where id = ?', id) : []
      if (row === undefined) return null
      return { accountId: String(row['account_id']), authenticatedAt: new Date(String(row['since'])) }
    },
    async start({ id }, _visitor, how) {
      at('between commit and session')
      const session = randomUUID()
      await rows('insert into sessions values (?, ?, ?)', session, id, how.at.toISOString())
      at('after the session')
      return { headers: { 'set-cookie': `session=${session}; Path=/` } }
    },
  }
}
