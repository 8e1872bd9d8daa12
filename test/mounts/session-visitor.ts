import { Browser } from '../support/browser.js'
import type { SessionSite } from './session-site.js'

const base = '/auth/amazon'

/** Who is signed in, as the preset says. */
export interface Told {
  readonly accountId: string
  readonly authenticatedAt: string | null
  readonly authenticatedBy?: string
}

/** What the site's own page shows. */
export interface Seen {
  readonly userId: string | number | null
  readonly basket: string | null
  /** Something that `keep` does not name. */
  readonly note: string | null
}

/** A browser in front of a site with sessions of its own. */
export class SessionVisitor {
  readonly browser: Browser
  readonly site: SessionSite

  constructor(site: SessionSite, jar: ReadonlyMap<string, string> = new Map()) {
    this.site = site
    this.browser = new Browser(site)
    for (const [name, value] of jar) this.browser.jar.set(name, value)
  }

  /** Another browser with the same cookies as this one has now. */
  copy(): SessionVisitor {
    return new SessionVisitor(this.site, this.browser.jar)
  }

  async put(name: 'basket' | 'note', value: string): Promise<void> {
    await this.post('/put', { name, value })
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.post('/sign-in', { email, password })
  }

  async signOut(): Promise<void> {
    await this.post('/sign-out', {})
  }

  async see(): Promise<Seen> {
    return (await this.json('/me')) as Seen
  }

  async told(): Promise<Told | null> {
    return (await this.json(`${base}/current`)) as Told | null
  }

  /** Comes back from Amazon, and says yes where the page asks whether to change accounts. */
  async comeBackAs(customer: string): Promise<string | null> {
    const page = await this.browser.signInWithAmazon(customer)
    if (page.location !== `${base}/link`) return page.location
    const { csrf } = await this.browser.get(`${base}/link`)
    return (await this.browser.post(`${base}/link`, { csrf })).location
  }

  private async post(path: string, json: Record<string, string>): Promise<void> {
    const page = await this.browser.request('POST', path, { json })
    if (page.status !== 200) throw new Error(`the site answered ${page.status}: ${page.text.slice(0, 300)}`)
  }

  private async json(path: string): Promise<unknown> {
    const page = await this.browser.get(path)
    if (page.status !== 200) throw new Error(`the site answered ${page.status}: ${page.text.slice(0, 500)}`)
    return JSON.parse(page.text)
  }
}
