import type { Shop } from './shop.js'

export interface RequestOptions {
  readonly headers?: Record<string, string>
  readonly form?: Record<string, string>
  readonly json?: unknown
  readonly body?: string
}

/** What a page or a redirect looked like from outside. */
export interface Page {
  readonly status: number
  readonly location: string | null
  readonly text: string
  readonly headers: Headers
  readonly cookies: readonly string[]
  /** The JSON body; fails when there is none. */
  readonly json: () => Record<string, unknown>
  /** The form token of the page; empty when it has none. */
  readonly csrf: string
}

const base = '/auth/amazon'

/** A cookie-keeping browser in front of the shop. Follows nothing by itself, so that a test sees every step. */
export class Browser {
  readonly jar = new Map<string, string>()
  readonly shop: Pick<Shop, 'origin' | 'emulator'>

  constructor(shop: Pick<Shop, 'origin' | 'emulator'>) {
    this.shop = shop
  }

  get(path: string, options: RequestOptions = {}): Promise<Page> {
    return this.request('GET', path, options)
  }

  /** Posts as a form of the shop's own page does. */
  post(path: string, form: Record<string, string>, options: RequestOptions = {}): Promise<Page> {
    const headers = { 'sec-fetch-site': 'same-origin', origin: this.shop.origin, ...options.headers }
    return this.request('POST', path, { ...options, form, headers })
  }

  async request(method: string, path: string, options: RequestOptions): Promise<Page> {
    const { form, json, body, headers = {} } = options
    const type = form
      ? 'application/x-www-form-urlencoded'
      : json === undefined
        ? undefined
        : 'application/json'
    const response = await fetch(new URL(path, this.shop.origin), {
      method,
      redirect: 'manual',
      headers: {
        accept: json === undefined ? 'text/html,application/xhtml+xml' : 'application/json',
        ...(this.jar.size === 0 ? {} : { cookie: this.cookieHeader() }),
        ...(type === undefined ? {} : { 'content-type': type }),
        ...headers,
      },
      body: form
        ? new URLSearchParams(form).toString()
        : json === undefined
          ? (body ?? null)
          : JSON.stringify(json),
    })
    return this.read(response)
  }

  /** `GET /start`, then Amazon as this customer: the address Amazon sends the browser back to. */
  async goToAmazon(
    customer: string,
    options: { returnTo?: string; decision?: 'allow' | 'deny' } = {},
  ): Promise<string> {
    const query = options.returnTo === undefined ? '' : `?return_to=${encodeURIComponent(options.returnTo)}`
    const started = await this.get(`${base}/start${query}`)
    return this.answerAmazon(started.location ?? '', customer, options.decision)
  }

  answerAmazon(
    authorizationUrl: string,
    customer: string,
    decision: 'allow' | 'deny' = 'allow',
  ): Promise<string> {
    return this.shop.emulator.authorize(authorizationUrl, { customer, decision })
  }

  /** A whole round trip; the answer is the callback's. */
  async signInWithAmazon(
    customer: string,
    options: { returnTo?: string; headers?: Record<string, string> } = {},
  ): Promise<Page> {
    const callback = await this.goToAmazon(customer, options)
    return this.get(callback, options.headers === undefined ? {} : { headers: options.headers })
  }

  /** `POST /start` with `intent=link`, then Amazon as this customer, then the callback. */
  async linkWithAmazon(customer: string): Promise<Page> {
    const started = await this.post(
      `${base}/start`,
      { intent: 'link' },
      { headers: { accept: 'application/json' } },
    )
    const location = started.json()['location']
    return this.get(await this.answerAmazon(String(location), customer))
  }

  /** Signs in with the shop's own password form. */
  async signIn(email: string, password: string): Promise<void> {
    const page = await this.request('POST', '/sign-in', { json: { email, password } })
    if (page.status !== 200) throw new Error(`the shop answered ${page.status}`)
  }

  async me(): Promise<{ userId: number | null; basket: string | null; session: string }> {
    return (await this.get('/me')).json() as { userId: number | null; basket: string | null; session: string }
  }

  cookieHeader(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  private async read(response: Response): Promise<Page> {
    const cookies = response.headers.getSetCookie()
    for (const line of cookies) this.keep(line)
    const text = await response.text()
    return {
      status: response.status,
      location: response.headers.get('location'),
      text,
      headers: response.headers,
      cookies,
      json: () => JSON.parse(text) as Record<string, unknown>,
      csrf: /name="csrf" value="([^"]*)"/.exec(text)?.[1] ?? '',
    }
  }

  private keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    const isGone = /expires=Thu, 01 Jan 1970/i.test(line) || /max-age=0/i.test(line)
    if (isGone) this.jar.delete(name)
    else this.jar.set(name, value)
  }
}
