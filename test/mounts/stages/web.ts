import { getRequestListener } from '@hono/node-server'
import type { Stage } from '../mounted-site.js'

/** `(Request) → Response`, as Bun, Deno and edge runtimes call it. */
export const web: Stage = {
  name: 'web standards alone',
  setCookie: (_visitor, line) => ({ headers: { 'set-cookie': line } }),
  knowsAddress: false,
  serve: async ({ sparekey, cookies, answer }) => {
    const fetchApp = async (request: Request): Promise<Response> => {
      const { pathname } = new URL(request.url)
      if (sparekey.owns(pathname)) return withCookies(await sparekey.handler(request), cookies)
      const cookie = request.headers.get('cookie') ?? ''
      const { status, body } = answer({ method: request.method, path: pathname, cookie })
      return Response.json(body, { status })
    }
    return { listener: getRequestListener(fetchApp) }
  },
}

export function withCookies(response: Response, cookies: readonly string[]): Response {
  const answer = new Response(response.body, response)
  for (const cookie of cookies) answer.headers.append('set-cookie', cookie)
  return answer
}
