/** A browser as far as the attacks need one: it keeps and drops cookies, and follows no redirect by itself. */
export class PeerBrowser {
  private readonly cookies = new Map<string, string>()

  constructor(private readonly origin: string) {}

  get(path: string): Promise<Response> {
    return this.send(path, { method: 'GET' })
  }

  postForm(path: string, fields: Record<string, string>): Promise<Response> {
    return this.send(path, { method: 'POST', body: new URLSearchParams(fields) })
  }

  postJson(path: string, body: object): Promise<Response> {
    const headers = { 'content-type': 'application/json' }
    return this.send(path, { method: 'POST', body: JSON.stringify(body), headers })
  }

  private async send(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers)
    headers.set('origin', this.origin)
    headers.set('cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await fetch(new URL(path, this.origin), { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) this.keep(line)
    return response
  }

  private keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (value === '' || /max-age=0/i.test(line)) this.cookies.delete(name)
    else this.cookies.set(name, value)
  }
}

export async function readJson(response: Response): Promise<Record<string, unknown>> {
  const found: unknown = JSON.parse((await response.text()) || 'null')
  return Object(found)
}

/** The word after `error=` in the address a browser is sent to, if there is one. */
export function errorIn(response: Response): string | null {
  const location = response.headers.get('location')
  if (location === null) return response.status < 400 ? null : String(response.status)
  return new URL(location, 'http://site').searchParams.get('error')
}
