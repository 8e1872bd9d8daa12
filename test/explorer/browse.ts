import type { Actor, Address } from './model.js'
import { Died } from './mortal-database.js'
import { base, origin } from './site.js'
import type { World } from './world.js'

export interface Reply {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/** What a page of another site can do with this browser: its cookies come along, its origin does not. */
const crossSite = {
  'sec-fetch-site': 'cross-site',
  origin: 'https://evil.example',
  accept: 'application/json',
}

/** One of the two browsers. Speaks JSON as a single-page app does, because pages take longer to write than to decide. */
export class Browser {
  readonly world: World
  readonly actor: Actor
  /** The answers of one step. */
  readonly replies: Reply[] = []

  constructor(world: World, actor: Actor) {
    this.world = world
    this.actor = actor
  }

  get(path: string): Promise<Reply> {
    return this.#send(path, { headers: { accept: 'application/json', 'sec-fetch-site': 'same-origin' } })
  }

  post(path: string, json: unknown = {}): Promise<Reply> {
    const headers = {
      accept: 'application/json',
      'content-type': 'application/json',
      'sec-fetch-site': 'same-origin',
    }
    return this.#send(path, { method: 'POST', headers, body: JSON.stringify(json) })
  }

  /** A form of another site that posts here. */
  postFromElsewhere(path: string, form: Record<string, string>): Promise<Reply> {
    const headers = { ...crossSite, 'content-type': 'application/x-www-form-urlencoded' }
    return this.#send(path, { method: 'POST', headers, body: new URLSearchParams(form).toString() })
  }

  getFromElsewhere(path: string): Promise<Reply> {
    return this.#send(path, { headers: crossSite })
  }

  /** To Amazon, whose profile shows this address, and back: the path that Amazon sends the browser to. */
  async callbackOf(email: Address, form: Record<string, string> = {}): Promise<string | null> {
    const { body } = await this.post(`${base}/start`, form)
    const location = body['location']
    if (typeof location !== 'string') return null
    const { pathname, search } = new URL(this.world.site.amazon.authorize(location, this.actor, email))
    return pathname + search
  }

  async #send(path: string, init: RequestInit): Promise<Reply> {
    const { site, jars } = this.world
    const jar = jars[this.actor]
    const request = new Request(`${origin}${path}`, init)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    if (cookie !== '') request.headers.set('cookie', cookie)
    const response = await site.sparekey.handler(request, this.actor)
    if (site.database.isDead) throw new Died('The answer never left.')
    for (const line of response.headers.getSetCookie()) keep(jar, line)
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') === true
    const reply = { status: response.status, body: isJson ? JSON.parse(text) : {} }
    this.replies.push(reply)
    return reply
  }
}

function keep(jar: Map<string, string>, line: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
  if (/expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name)
  else jar.set(name, value)
}

/** One step of a person, under way. */
export interface StepUnderWay {
  readonly world: World
  readonly browser: Browser
  readonly actor: Actor
  readonly parameters: readonly string[]
}

/** Says whether the site refused; nothing where the last answer of Sparekey's says it. */
export type StepPlayer = (step: StepUnderWay) => Promise<'refused' | 'done' | undefined | void>
