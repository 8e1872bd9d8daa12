import type {
  Request as ExpressRequest,
  Response as ExpressResponse,
  NextFunction,
  RequestHandler,
} from 'express'
import { createRequest, writeResponse } from './node.js'

/** What a mount needs of a Sparekey instance. */
export interface Mountable {
  readonly handler: (request: Request, native?: unknown) => Promise<Response>
  readonly owns: (pathname: string) => boolean
}

/** What the host's functions find as `visitor.native` under Express. */
export interface ExpressNative {
  readonly req: ExpressRequest
  readonly res: ExpressResponse
}

/**
 * Middleware that answers Sparekey's routes and passes everything else on. Express 4 and 5, before or after body
 * parsers, after the session middleware: `app.use(expressHandler(sparekey))`.
 */
export function expressHandler(sparekey: Mountable): RequestHandler {
  return (req: ExpressRequest, res: ExpressResponse, next: NextFunction): void => {
    const request = ownRequest(sparekey, req)
    if (request === null) {
      next()
      return
    }
    void answer(sparekey, request, { req, res, next })
  }
}

interface Turn extends ExpressNative {
  readonly next: NextFunction
}

/** What the door throws is a framework's own way to steer: it goes to the application's error handling. */
async function answer(sparekey: Mountable, request: Request, { req, res, next }: Turn): Promise<void> {
  try {
    await writeResponse(res, await sparekey.handler(request, { req, res }))
  } catch (error) {
    next(error)
  }
}

function ownRequest(sparekey: Mountable, req: ExpressRequest): Request | null {
  const [pathname = '/'] = req.originalUrl.split('?', 1)
  return sparekey.owns(pathname) ? createRequest(req) : null
}

/** The Express request behind a visitor. Throws when Sparekey is not mounted with `expressHandler`. */
export function expressNative(visitor: { readonly native: unknown }): ExpressNative {
  const { native } = visitor
  if (isExpressNative(native)) return native
  throw new TypeError('No Express request here: mount Sparekey with app.use(expressHandler(sparekey)).')
}

function isExpressNative(native: unknown): native is ExpressNative {
  return typeof native === 'object' && native !== null && 'req' in native && 'res' in native
}
