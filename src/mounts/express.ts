import type {
  Request as ExpressRequest,
  Response as ExpressResponse,
  NextFunction,
  RequestHandler,
} from 'express'
import { checkMountable, checkMountPath, type Mountable, pathnameOf } from './mountable.js'
import { ask } from './node-request.js'
import { writeReply } from './node-response.js'

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
  checkMountable(sparekey, 'expressHandler')
  return (req, res, next) => {
    if (sparekey.owns(pathnameOf(req.originalUrl))) {
      void answer(sparekey, { req, res, next })
      return
    }
    checkMountPath(sparekey, req.baseUrl)
    next()
  }
}

interface Turn extends ExpressNative {
  readonly next: NextFunction
}

/** What the door throws is a framework's own way to steer: it goes to the application's error handling. */
async function answer(sparekey: Mountable, { req, res, next }: Turn): Promise<void> {
  try {
    await writeReply(res, await ask(sparekey, req, { req, res }))
  } catch (error) {
    next(error)
  }
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
