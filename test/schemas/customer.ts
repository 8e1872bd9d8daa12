import type { Page } from '../demo/shopper.js'
import { hidden, Shopper } from '../demo/shopper.js'
import type { Site } from './site.js'

/** A browser in front of the site, whose owner is one of Amazon's customers. */
export class Customer {
  private readonly shopper: Shopper

  constructor(
    private readonly site: Site,
    private readonly amazonCustomer: string,
  ) {
    this.shopper = new Shopper(site.origin)
  }

  /** Presses the button, is at Amazon, and is back where the redirects end. */
  async comeThroughAmazon(): Promise<Page> {
    const asked = await this.shopper.leave('/auth/amazon/start')
    return this.shopper.get(await this.site.amazon.authorize(asked, { customer: this.amazonCustomer }))
  }

  /** The same, and then whatever the registration page still wants. */
  async signUp(): Promise<Page> {
    const page = await this.comeThroughAmazon()
    if (!page.path.startsWith('/auth/amazon/register')) return page
    return this.shopper.post('/auth/amazon/register', formOf(page))
  }

  /** Enters a password on the page that asks whose account this is. */
  prove(page: Page, password: string): Promise<Page> {
    return this.shopper.post('/auth/amazon/link', { csrf: hidden(page, 'csrf'), password })
  }

  async unlink(): Promise<Page> {
    const page = await this.shopper.get('/auth/amazon/connections')
    return this.shopper.post('/auth/amazon/connections/unlink', { csrf: hidden(page, 'csrf') })
  }

  /** The id of the account that this browser is signed in to. */
  async accountId(): Promise<string | null> {
    const { text } = await this.shopper.get('/')
    const [, id] = /<output>([^<]*)<\/output>/.exec(text) ?? []
    return id === undefined ? null : decodeURIComponent(id)
  }
}

/** What a page's form holds before anybody touched it. */
function formOf({ text }: Page): Record<string, string> {
  const inputs = text.matchAll(/<input\b[^>]*>/g)
  return Object.fromEntries(
    [...inputs].flatMap(([input]) => {
      const name = attribute(input, 'name')
      return name === null ? [] : [[name, attribute(input, 'value') ?? '']]
    }),
  )
}

function attribute(tag: string, name: string): string | null {
  const [, value] = new RegExp(`\\s${name}="([^"]*)"`).exec(tag) ?? []
  return value ?? null
}
