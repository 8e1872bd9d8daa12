/** A browser as far as these tests need one: it keeps cookies, follows redirects and posts the forms of a page. */
export class Shopper {
  readonly cookies = new Map<string, string>()

  constructor(private readonly baseUrl: string) {}

  get(path: string): Promise<Page> {
    return this.send(new URL(path, this.baseUrl), { method: 'GET' })
  }

  post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Page> {
    return this.send(new URL(path, this.baseUrl), {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { origin: this.baseUrl, 'sec-fetch-site': 'same-origin', ...headers },
    })
  }

  /** Where a page of the shop sends the browser, without going there. */
  async leave(path: string): Promise<string> {
    const response = await this.request(new URL(path, this.baseUrl), { method: 'GET' })
    const location = response.headers.get('location')
    if (location === null) throw new Error(`${path} sends nobody anywhere`)
    return location
  }

  signIn(email: string, password: string, next = '/account'): Promise<Page> {
    return this.post('/sign-in', { email, password, next })
  }

  private async send(url: URL, init: RequestInit): Promise<Page> {
    const response = await this.request(url, init)
    const location = response.headers.get('location')
    if (location !== null) return this.send(new URL(location, url), { method: 'GET' })
    const text = await response.text()
    return { path: url.pathname + url.search, status: response.status, headers: response.headers, text }
  }

  private async request(url: URL, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers)
    headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    this.keepCookies(response)
    return response
  }

  private keepCookies(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      this.cookies.set(name, value)
    }
  }
}

export interface Page {
  /** Where the redirects ended. */
  readonly path: string
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** The value of a hidden input on the page. */
export function hidden(page: Page, name: string): string {
  const [, value] = new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text) ?? []
  if (value === undefined) throw new Error(`No input ${name} on ${page.path}`)
  return value
}

/** The first link on the page whose path begins so. */
export function link(page: Page, path: string): string {
  const [, href] = new RegExp(`href="([^"]*${path}[^"]*)"`).exec(page.text) ?? []
  if (href === undefined) throw new Error(`No link to ${path} on ${page.path}`)
  return href
}
