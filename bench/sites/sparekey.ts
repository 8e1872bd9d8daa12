import pg from 'pg'
import { createSparekey, type Sessions } from 'sparekey'
import { nodeHandler, nodeNative } from 'sparekey/node'
import { type SqlAccount, sqlHost } from 'sparekey/sql'
import { client, connections, type Orders, secret, tables } from '../orders.js'
import { serve } from './serve.js'
import { readCookie, sign, unsign } from './signed-cookie.js'

serve((origin, orders) => {
  const sparekey = createSparekey({
    baseUrl: origin,
    secret: [secret],
    amazon: { clientId: client.id, clientSecret: client.secret, endpoints: endpointsAt(orders) },
    host: sqlHost({
      database: new pg.Pool({ connectionString: orders.database, max: connections }),
      ...tables,
      endAccess: async () => {},
    }),
    sessions,
  })
  const amazon = nodeHandler(sparekey)
  return (req, res) => {
    const rest = (isSparekeys: boolean): void => {
      if (!isSparekeys) res.end(accountIn(req.headers.cookie) ?? '')
    }
    amazon(req, res).then(rest, () => res.destroy())
  }
})

function endpointsAt({ amazon }: Orders) {
  return {
    authorize: `${amazon}/ap/oa`,
    token: `${amazon}/auth/o2/token`,
    tokeninfo: `${amazon}/auth/o2/tokeninfo`,
    profile: `${amazon}/user/profile`,
  }
}

const sessions: Sessions<SqlAccount> = {
  async current(visitor) {
    const accountId = accountIn(nodeNative(visitor).req.headers.cookie)
    return accountId === null ? null : { accountId, authenticatedAt: null }
  },
  async start({ id }) {
    return { headers: { 'set-cookie': `session=${sign(id)}; Path=/; HttpOnly; SameSite=Lax` } }
  },
}

function accountIn(cookies: string | undefined): string | null {
  return unsign(readCookie(cookies, 'session'))
}
