import type { Context } from 'hono'
import { checkMountable, checkMountPath, type Mountable, MountError } from './mountable.js'

/** The part of a Hono context that the mount uses, so that the application's version of Hono does not matter. */
export interface HonoContext {
  readonly req: {
    readonly raw: Request
    readonly path: string
    readonly routePath: string
    readonly bodyCache: object
    arrayBuffer(): Promise<ArrayBuffer>
    formData(): Promise<FormData>
  }
  newResponse(body: ReadableStream | null, init: Response): Response
}

/** A middleware, and a handler for a route. */
export type HonoHandler = (c: HonoContext, next: () => Promise<void>) => Promise<Response | undefined>

/**
 * Middleware that answers Sparekey's routes and passes everything else on, after the session middleware:
 * `app.use(honoHandler(sparekey))`.
 */
export function honoHandler(sparekey: Mountable): HonoHandler {
  checkMountable(sparekey, 'honoHandler')
  return async (c, next) => {
    if (sparekey.owns(c.req.path)) {
      const response = await sparekey.handler(await unreadRequest(c.req), c)
      // Adds to the headers that the application has set; a Response by itself would lose its cookies.
      return c.newResponse(response.body, response)
    }
    // `/api/*` of the route that led here, up to what it leaves open.
    checkMountPath(sparekey, c.req.routePath.split(/[*:{?]/, 1)[0] ?? '')
    await next()
    return undefined
  }
}

/** The request as it came, or what the application has read of it already. */
async function unreadRequest(req: HonoContext['req']): Promise<Request> {
  const { raw, bodyCache } = req
  if (!raw.bodyUsed) return raw
  const cached = Object.keys(bodyCache)
  if (cached.length === 0) {
    throw new MountError(
      'The body of this request was read before Sparekey saw it: read it with c.req.parseBody() or c.req.text() in ' +
        'place of c.req.raw, or mount honoHandler(sparekey) before whatever reads it.',
    )
  }
  const isForm = cached.every((name) => name === 'formData')
  const body = isForm ? formOf(await req.formData()) : await req.arrayBuffer()
  return new Request(raw.url, { method: raw.method, headers: raw.headers, body })
}

function formOf(data: FormData): string {
  const texts = [...data].map(([name, value]) => [name, typeof value === 'string' ? value : ''])
  return new URLSearchParams(texts).toString()
}

/** The Hono context behind a visitor. Throws when Sparekey is not mounted with `honoHandler`. */
export function honoNative({ native }: { readonly native: unknown }): Context {
  if (isHonoContext(native)) return native
  throw new TypeError('No Hono context here: mount Sparekey with app.use(honoHandler(sparekey)).')
}

function isHonoContext(native: unknown): native is Context {
  return typeof native === 'object' && native !== null && 'req' in native && 'newResponse' in native
}
