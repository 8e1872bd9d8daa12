/** A browser without JavaScript: keeps cookies per emulator, does not follow redirects by itself. */
export interface Browser {
  get(url: string): Promise<Response>
  /** Posts the form fields as a browser does. */
  post(url: string, fields: Record<string, string> | [string, string][]): Promise<Response>
}

export function createBrowser(): Browser {
  const jar = new Map<string, string>()
  const send = async (url: string, init: RequestInit): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      jar.set(name, value)
    }
    return response
  }
  return {
    get: (url) => send(url, {}),
    post: (url, fields) => send(url, { method: 'POST', body: new URLSearchParams(fields) }),
  }
}
