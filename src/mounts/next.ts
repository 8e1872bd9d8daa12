import { checkMountable, type Mountable } from './mountable.js'

/** What a route handler is given: Next's NextRequest, which is more than this. */
export interface NextRequest extends Request {
  readonly nextUrl: URL
  readonly cookies: { get(name: string): { readonly name: string; readonly value: string } | undefined }
}

/** A handler of a file named route.ts. */
export type NextRouteHandler = (request: Request) => Promise<Response>

export interface NextHandlers {
  readonly GET: NextRouteHandler
  readonly POST: NextRouteHandler
  readonly OPTIONS: NextRouteHandler
}

/**
 * The handlers of `app/auth/amazon/[...route]/route.ts`: `export const { GET, POST, OPTIONS } =
 * nextHandlers(sparekey)`. The folder is named as `basePath` is. `redirect()` and `notFound()` of your functions go through.
 */
export function nextHandlers(sparekey: Mountable): NextHandlers {
  checkMountable(sparekey, 'nextHandlers')
  const answer: NextRouteHandler = async (request) => sparekey.handler(request, request)
  return { GET: answer, POST: answer, OPTIONS: answer }
}

/** The Next request behind a visitor. Throws when Sparekey is not mounted with `nextHandlers`. */
export function nextNative({ native }: { readonly native: unknown }): NextRequest {
  if (isNextRequest(native)) return native
  throw new TypeError(
    'No Next request here: mount Sparekey with export const { GET, POST, OPTIONS } = nextHandlers(sparekey).',
  )
}

function isNextRequest(native: unknown): native is NextRequest {
  return typeof native === 'object' && native !== null && 'nextUrl' in native && 'cookies' in native
}
