import type { Shop } from '../support/shop.js'
import { check } from './contract.js'

const base = '/auth/amazon'

/** What a program without cookies got. */
export interface Told {
  readonly status: number
  readonly body: Record<string, unknown>
  readonly headers: Headers
  /** The session cookie, if the answer brought one. */
  readonly session: string | null
}

export const mobile = {
  clientId: 'amzn1.application-oa2-client.mobile',
  company: 'Test Company',
  kind: 'mobile',
  redirectUris: ['amzn://com.shop.app', 'amzn-com.shop.app://'],
} as const

export const tvClient = {
  clientId: 'amzn1.application-oa2-client.tv',
  company: 'Test Company',
  kind: 'device',
} as const

/** An app on a phone: keeps no cookies, says nothing about origins, and knows what Amazon's SDK gave it. */
export class Phone {
  readonly shop: Shop
  accessToken = ''
  /** The latest ticket it was given. */
  ticket: string | null = null

  constructor(shop: Shop) {
    this.shop = shop
  }

  /** Signs in at Amazon with the SDK; `mobile` must be a client of the emulator by now. */
  signInAtAmazon(customer: string, clientId: string = mobile.clientId, scope = 'profile'): this {
    this.accessToken = this.shop.emulator.issueTokens({ clientId, customer, scope }).access_token
    return this
  }

  token(more: Record<string, unknown> = {}): Promise<Told> {
    return this.post('/token', { access_token: this.accessToken, ...more })
  }

  /** Answers the ticket it holds. */
  answer(path: string, more: Record<string, unknown> = {}): Promise<Told> {
    return this.post(path, { ticket: this.ticket, ticket_key: this.accessToken, ...more })
  }

  pending(headers: Record<string, string> = {}): Promise<Told> {
    const held = { 'sparekey-ticket': this.ticket ?? '', 'sparekey-ticket-key': this.accessToken }
    return this.send(`${base}/pending`, {
      headers: { accept: 'application/json', ...held, ...headers },
    })
  }

  post(path: string, json: unknown, headers: Record<string, string> = {}): Promise<Told> {
    return this.send(`${base}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(json),
    })
  }

  async send(path: string, init: RequestInit): Promise<Told> {
    const response = await fetch(new URL(path, this.shop.origin), { ...init, redirect: 'manual' })
    const text = await response.text()
    const body = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : { text }
    const asked = {
      method: init.method ?? 'GET',
      path: new URL(path, this.shop.origin).pathname.slice(base.length),
    }
    // What is no route at all is in no document.
    const isRoute = ![404, 405].includes(response.status)
    const problems =
      isRoute && path.startsWith(base) && text.startsWith('{') ? check(asked, response.status, body) : []
    if (problems.length > 0) throw new Error(problems.join('; '))
    if (typeof body['ticket'] === 'string') this.ticket = body['ticket']
    const session = response.headers.getSetCookie().find((line) => line.startsWith('connect.sid'))
    return { status: response.status, body, headers: response.headers, session: session ?? null }
  }

  /** Who that session belongs to. */
  async me(session: string | null): Promise<unknown> {
    const cookie = session?.split(';', 1)[0] ?? ''
    const response = await fetch(new URL('/me', this.shop.origin), { headers: { cookie } })
    return (await response.json()).userId
  }
}

/** A shop that has an app. */
export async function openPhone(shop: Promise<Shop>): Promise<Phone> {
  const phone = new Phone(await shop)
  phone.shop.emulator.clients.put(mobile)
  return phone
}

/** Options of a shop whose app has a client of its own. */
export const withApp = { amazon: { audiences: [mobile.clientId] } } as const

/** The customer types a device's code on Amazon's page. */
export async function typeAtAmazon(
  shop: Shop,
  userCode: string,
  customer: string,
  decision = 'allow',
): Promise<void> {
  const step = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${shop.emulator.origin}/code`, {
      method: 'POST',
      redirect: 'manual',
      headers,
      body: new URLSearchParams(fields),
    })
  const signedIn = await step({ step: 'sign-in', customer })
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
  const typed = await step({ step: 'code', user_code: userCode, decision }, { cookie })
  if (typed.status !== 200) throw new Error(`Amazon's page answered ${typed.status}.`)
}
