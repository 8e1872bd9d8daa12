import type { Agent } from 'undici'

/** One request of a browser, and what came of it. */
export interface Visit {
  readonly method: string
  readonly url: URL
  readonly wantsJson: boolean
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly milliseconds: number
  /** What the person typed that no page may show again. */
  readonly typed: readonly string[]
  /** The form token of the page; empty when it has none. */
  readonly csrf: string
  readonly location: string
}

export interface Sending {
  readonly form?: Record<string, string>
  readonly json?: Record<string, unknown>
  readonly body?: string
  readonly headers?: Record<string, string>
  readonly typed?: readonly string[]
  /** Gives up waiting after so long, as a person does who closes the tab. */
  readonly patienceMilliseconds?: number
}

export interface Watcher {
  /** Sees every answer. */
  seen(visit: Visit): void
  /** An answer that did not come; `isImpatience` when the browser hung up by itself. */
  missed(request: { method: string; url: URL; reason: string; isImpatience: boolean }): void
}

interface Setting {
  readonly origin: string
  readonly agent: Agent
  readonly watcher: Watcher
  readonly wantsJson: boolean
  /** After this long an answer that is still missing will never come. */
  readonly deadlineMilliseconds: number
}

/** Keeps cookies, follows nothing by itself, and shows every answer to the watcher. */
export class SoakBrowser {
  readonly jar = new Map<string, string>()

  constructor(readonly setting: Setting) {}

  get(target: string, sending: Sending = {}): Promise<Visit> {
    return this.send('GET', target, sending)
  }

  /** As a form, or a script, on the shop's own page does. */
  post(target: string, values: Record<string, string>, sending: Sending = {}): Promise<Visit> {
    const headers = { origin: this.setting.origin, 'sec-fetch-site': 'same-origin', ...sending.headers }
    const body = this.setting.wantsJson && target.startsWith('/auth/') ? { json: values } : { form: values }
    return this.send('POST', target, { ...body, ...sending, headers })
  }

  /** The same cookies in another window: what is changed there is not changed here. */
  copy(): SoakBrowser {
    const other = new SoakBrowser(this.setting)
    for (const [name, value] of this.jar) other.jar.set(name, value)
    return other
  }

  async send(method: string, target: string, sending: Sending): Promise<Visit> {
    const { agent, origin, watcher, deadlineMilliseconds } = this.setting
    const url = new URL(target, origin)
    const patience = AbortSignal.timeout(sending.patienceMilliseconds ?? deadlineMilliseconds)
    const startedAt = performance.now()
    try {
      const answer = await agent.request({
        origin: origin.replace('localhost', '127.0.0.1'),
        path: url.pathname + url.search,
        method,
        headers: this.headersOf(sending),
        body: bodyOf(sending),
        signal: patience,
      })
      const text = await answer.body.text()
      return this.take({ method, url, sending, startedAt, text, status: answer.statusCode }, answer.headers)
    } catch (error) {
      const isImpatience = sending.patienceMilliseconds !== undefined && patience.aborted
      const reason = patience.aborted ? 'no answer before the deadline' : describe(error)
      watcher.missed({ method, url, reason, isImpatience })
      throw new NoAnswer(`${method} ${url.pathname}: ${reason}`)
    }
  }

  private take(
    asked: { method: string; url: URL; sending: Sending; startedAt: number; text: string; status: number },
    raw: Record<string, string | string[] | undefined>,
  ): Visit {
    const { method, url, sending, startedAt, text, status } = asked
    const headers = new Headers()
    for (const [name, value] of Object.entries(raw)) {
      for (const one of [value ?? []].flat()) headers.append(name, one)
    }
    for (const line of headers.getSetCookie()) this.keep(line)
    const visit: Visit = {
      method,
      url,
      wantsJson: this.setting.wantsJson,
      status,
      headers,
      text,
      milliseconds: performance.now() - startedAt,
      typed: sending.typed ?? [],
      csrf: /name="csrf" value="([^"]*)"/.exec(text)?.[1] ?? '',
      location: headers.get('location') ?? '',
    }
    this.setting.watcher.seen(visit)
    return visit
  }

  private headersOf({ form, json, headers = {} }: Sending): Record<string, string> {
    const type = form
      ? { 'content-type': 'application/x-www-form-urlencoded' }
      : json
        ? { 'content-type': 'application/json' }
        : {}
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    return {
      accept: this.setting.wantsJson ? 'application/json' : 'text/html,application/xhtml+xml',
      ...(cookie === '' ? {} : { cookie }),
      ...type,
      ...headers,
    }
  }

  private keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    const isGone = /expires=Thu, 01 Jan 1970/i.test(line) || /max-age=0/i.test(line)
    if (isGone) this.jar.delete(name)
    else this.jar.set(name, value)
  }
}

/** The request had no answer; the watcher knows already. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
}

function bodyOf({ form, json, body }: Sending): string | null {
  if (form) return new URLSearchParams(form).toString()
  return json ? JSON.stringify(json) : (body ?? null)
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code: unknown = Reflect.get(error, 'code')
  return typeof code === 'string' ? `${code} ${error.message}` : error.message
}
