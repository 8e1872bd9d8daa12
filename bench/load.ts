import { Pool } from 'undici'
import { paths } from './orders.js'

/** One sign-in as a browser does it, Amazon's own pages left out. */
export interface SignIn {
  readonly customer: string
  /** The cookie header of the browser afterwards. */
  readonly cookies: string
  readonly milliseconds: number
}

/** Signs these customers in, so many at once. Rejects when one of them is not sent on. */
export async function signInAll(
  origin: string,
  customers: readonly string[],
  atOnce: number,
): Promise<SignIn[]> {
  const pool = new Pool(origin, { connections: atOnce })
  const done: SignIn[] = []
  const queue = customers.values()
  const work = async (): Promise<void> => {
    for (const customer of queue) {
      const startedAt = performance.now()
      const cookies = await signIn(pool, customer)
      done.push({ customer, cookies, milliseconds: performance.now() - startedAt })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  await pool.close()
  return done
}

async function signIn(pool: Pool, customer: string): Promise<string> {
  const jar = new Map<string, string>()
  const location = await visit(pool, paths.start, jar)
  const state = new URL(location).searchParams.get('state') ?? ''
  const query = new URLSearchParams({ code: customer, scope: 'profile', state })
  const home = await visit(pool, `${paths.callback}?${query}`, jar)
  if (new URL(home, 'http://localhost').pathname !== '/') throw new Error(`${customer} was sent to ${home}.`)
  return cookieHeader(jar)
}

async function visit(pool: Pool, path: string, jar: Map<string, string>): Promise<string> {
  const { statusCode, headers, body } = await pool.request({
    path,
    method: 'GET',
    headers: { cookie: cookieHeader(jar), accept: 'text/html', 'accept-language': 'en-GB,en;q=0.8' },
  })
  const text = await body.text()
  const { location } = headers
  if (typeof location !== 'string') throw new Error(`${path} answered ${statusCode}: ${text.slice(0, 300)}`)
  for (const line of [headers['set-cookie'] ?? []].flat()) keep(jar, line)
  return location
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split('; ')
  const name = pair.slice(0, pair.indexOf('='))
  const value = pair.slice(name.length + 1)
  const isDeletion = value === '' || attributes.includes('Max-Age=0')
  if (isDeletion) jar.delete(name)
  else jar.set(name, value)
}

function cookieHeader(jar: ReadonlyMap<string, string>): string {
  return Array.from(jar, ([name, value]) => `${name}=${value}`).join('; ')
}

/** The account each browser is signed in to, as the site itself says; an empty text for none. */
export async function accountsOf(origin: string, signIns: readonly SignIn[]): Promise<Map<string, string>> {
  const pool = new Pool(origin, { connections: 4 })
  const accounts = new Map<string, string>()
  for (const { customer, cookies } of signIns) {
    const { body } = await pool.request({ path: paths.me, method: 'GET', headers: { cookie: cookies } })
    accounts.set(customer, await body.text())
  }
  await pool.close()
  return accounts
}
