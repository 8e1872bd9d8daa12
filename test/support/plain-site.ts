import {
  type Account,
  createSparekey,
  type Registration,
  type Sparekey,
  type SparekeyEvent,
  type SparekeyOptions,
  type Timer,
  type Visitor,
} from '../../src/index.js'
import { type MemoryLinks, memoryLinks } from '../../src/testing.js'
import { canaries } from './canaries.js'

/** The host's own record, with a member that Sparekey does not know. */
export interface PlainAccount extends Account {
  password: string | null
}

export type PlainHost = SparekeyOptions<PlainAccount>['host']

export interface PlainSiteOptions extends Partial<Omit<SparekeyOptions<PlainAccount>, 'host'>> {
  /** Replaces functions of the host. */
  readonly host?: Partial<PlainHost>
}

/** A site made of plain objects and `memoryLinks`, without a framework, a server or a database. */
export interface PlainSite {
  readonly sparekey: Sparekey<PlainAccount>
  readonly links: MemoryLinks
  readonly accounts: Map<string, PlainAccount>
  readonly events: SparekeyEvent[]
  /** Whom Amazon has in front of it: what its profile endpoint answers. */
  customer: { user_id: string; name?: string; email?: string; postal_code?: string }
  now: Date
  readonly add: (account: Partial<PlainAccount>) => PlainAccount
}

/** Nobody races here: nothing has to be waited for. */
export const quickTimer: Timer = { elapsed: () => 0, wait: async () => {} }

export const vera = { user_id: 'amzn1.account.VERA', name: 'Vera', email: 'vera@ex.test' }

const sessionCookie = /(?:^|; )session=([^;]*)/

export function openPlainSite({ host = {}, ...options }: PlainSiteOptions = {}): PlainSite {
  const accounts = new Map<string, PlainAccount>()
  const links = memoryLinks()
  const events: SparekeyEvent[] = []
  const add = (given: Partial<PlainAccount>): PlainAccount => {
    const id = `a${accounts.size + 1}`
    const account = { id, email: null, emailProven: false, password: null, ...given }
    accounts.set(account.id, account)
    return account
  }
  const sparekey = createSparekey<PlainAccount>({
    baseUrl: 'https://shop.example',
    secret: canaries.secret,
    amazon: { clientId: 'amzn1.application-oa2-client.shop', clientSecret: canaries.clientSecret },
    host: { ...plainHost(accounts, add), ...host },
    links,
    sessions: plainSessions(() => site.now),
    onEvent: (event) => events.push(event),
    clock: () => site.now,
    timer: quickTimer,
    fetch: async (input) => answerAsAmazon(new Request(input).url, site.customer),
    ...options,
  })
  const site: PlainSite = { sparekey, links, accounts, events, customer: vera, now: new Date(), add }
  return site
}

function plainHost(
  accounts: Map<string, PlainAccount>,
  add: (account: Partial<PlainAccount>) => PlainAccount,
): PlainHost {
  return {
    findAccount: async (id) => accounts.get(id) ?? null,
    findAccountsByEmail: async (email) => [...accounts.values()].filter((account) => account.email === email),
    verifyPassword: async (account, password) => (account.password === password ? 'correct' : 'wrong'),
    createAccount: async ({ email, name }: Registration) => {
      const isTaken = [...accounts.values()].some(
        (account) => account.email !== null && account.email === email,
      )
      return isTaken
        ? { problems: [{ field: 'email', problem: 'taken' }] }
        : { account: add({ email, name }) }
    },
    waysToSignIn: async ({ password }) => (password === null ? [] : ['password']),
    endAccess: async () => {},
  }
}

/** Sessions that are nothing but a cookie: enough to see who is signed in. */
function plainSessions(now: () => Date): SparekeyOptions<PlainAccount>['sessions'] {
  return {
    current: async ({ request }: Visitor) => {
      const [accountId, since] =
        sessionCookie.exec(request.headers.get('cookie') ?? '')?.[1]?.split('~') ?? []
      return accountId ? { accountId, authenticatedAt: new Date(Number(since)) } : null
    },
    start: async ({ id }) => ({ headers: { 'set-cookie': `session=${id}~${now().getTime()}; Path=/` } }),
  }
}

function answerAsAmazon(url: string, customer: PlainSite['customer']): Response {
  if (!url.endsWith('/auth/o2/token')) return Response.json(customer)
  return Response.json({ access_token: 'Atza|plain', token_type: 'bearer', expires_in: 3600 })
}

/** What a plain visitor got. */
export interface Answer {
  readonly status: number
  readonly location: string | null
  readonly headers: Headers
  readonly text: string
  readonly csrf: string
}

/** Where a page leads by itself: after a form, browsers follow no redirect to another origin. */
export function ledTo({ status, location, text }: Answer): string | null {
  if (location !== null || status !== 200) return null
  return (
    /<meta http-equiv="refresh" content="0; url=([^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? null
  )
}

/** A cookie-keeping browser in front of the handler itself, or of whatever `reach` leads to. */
export class PlainVisitor {
  readonly jar = new Map<string, string>()
  readonly site: PlainSite
  readonly #reach: (request: Request) => Promise<Response>

  constructor(site: PlainSite, reach: (request: Request) => Promise<Response> = site.sparekey.handler) {
    this.site = site
    this.#reach = reach
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send(new Request(`http://inside${path}`, { headers: this.headers(headers) }))
  }

  post(path: string, form: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
    const own = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }
    const body = new URLSearchParams(form).toString()
    const all = this.headers({ ...own, ...headers })
    return this.send(new Request(`http://inside${path}`, { method: 'POST', headers: all, body }))
  }

  postJson(path: string, json: unknown): Promise<Answer> {
    const own = {
      accept: 'application/json',
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json',
    }
    const body = JSON.stringify(json)
    return this.send(
      new Request(`http://inside${path}`, { method: 'POST', headers: this.headers(own), body }),
    )
  }

  /** `GET /start`, and the address that Amazon sends the browser back to. */
  async goToAmazon(query = ''): Promise<string> {
    return this.backFrom((await this.get(`${this.site.sparekey.basePath}/start${query}`)).location)
  }

  /** The callback of an authorization request. */
  backFrom(location: string | null): string {
    const asked = new URL(location ?? '').searchParams
    const state = asked.get('state') ?? ''
    const { pathname } = new URL(asked.get('redirect_uri') ?? '')
    return `${pathname}?${new URLSearchParams({ code: 'ANplain', state }).toString()}`
  }

  async signInWithAmazon(query = ''): Promise<Answer> {
    return this.get(await this.goToAmazon(query))
  }

  /** Signs in on the host's own page. */
  signIn(account: PlainAccount): void {
    this.jar.set('session', `${account.id}~${this.site.now.getTime()}`)
  }

  get signedInAs(): string | null {
    return this.jar.get('session')?.split('~')[0] ?? null
  }

  headers(more: Record<string, string>): Record<string, string> {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    return { accept: 'text/html', ...(cookie === '' ? {} : { cookie }), ...more }
  }

  async send(request: Request): Promise<Answer> {
    const response = await this.#reach(request)
    for (const line of response.headers.getSetCookie()) this.keep(line)
    const text = await response.text()
    const { status, headers } = response
    const csrf = /name="csrf" value="([^"]*)"/.exec(text)?.[1] ?? ''
    return { status, location: headers.get('location'), headers, text, csrf }
  }

  private keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (/expires=Thu, 01 Jan 1970/i.test(line)) this.jar.delete(name)
    else this.jar.set(name, value)
  }
}
