import type { NextRequest } from 'next/server.js'
import { checkMountable, type Mountable } from './mountable.js'

/** A handler of a file named route.ts. */
export type NextRouteHandler = (request: NextRequest) => Promise<Response>

export interface NextHandlers {
  readonly GET: NextRouteHandler
  readonly POST: NextRouteHandler
}

/**
 * The handlers of `app/auth/amazon/[...route]/route.ts`: `export const { GET, POST } = nextHandlers(sparekey)`. The
 * folder is named as `basePath` is. `redirect()` and `notFound()` of your functions go through.
 */
export function nextHandlers(sparekey: Mountable): NextHandlers {
  checkMountable(sparekey, 'nextHandlers')
  const answer: NextRouteHandler = async (request) => sparekey.handler(request, request)
  return { GET: answer, POST: answer }
}

/** The Next request behind a visitor. Throws when Sparekey is not mounted with `nextHandlers`. */
export function nextNative({ native }: { readonly native: unknown }): NextRequest {
  if (isNextRequest(native)) return native
  throw new TypeError(
    'No Next request here: mount Sparekey with export const { GET, POST } = nextHandlers(sparekey).',
  )
}

function isNextRequest(native: unknown): native is NextRequest {
  return typeof native === 'object' && native !== null && 'nextUrl' in native && 'cookies' in native
}
