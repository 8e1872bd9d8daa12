import type { IncomingMessage, ServerResponse } from 'node:http'
import { checkMountable, type Mountable, pathnameOf } from './mountable.js'
import { ask, type NodeRequest } from './node-request.js'
import { writeReply } from './node-response.js'

/** What the host's functions find as `visitor.native` under node:http. */
export interface NodeNative {
  readonly req: IncomingMessage
  readonly res: ServerResponse
}

/** Answers Sparekey's routes, and tells whether this was one. */
export type NodeHandler = (req: NodeRequest, res: ServerResponse) => Promise<boolean>

/**
 * For a server of node:http: `if (await amazon(req, res)) return` at the top of its listener. Rejects with what your own
 * functions throw on purpose.
 */
export function nodeHandler(sparekey: Mountable): NodeHandler {
  checkMountable(sparekey, 'nodeHandler')
  return async (req, res) => {
    if (!sparekey.owns(pathnameOf(req.originalUrl ?? req.url ?? '/'))) return false
    await writeReply(res, await ask(sparekey, req, { req, res }))
    return true
  }
}

/** The Node request behind a visitor. Throws when Sparekey is not mounted with `nodeHandler`. */
export function nodeNative({ native }: { readonly native: unknown }): NodeNative {
  if (isNodeNative(native)) return native
  throw new TypeError('No Node request here: mount Sparekey with nodeHandler(sparekey).')
}

function isNodeNative(native: unknown): native is NodeNative {
  return typeof native === 'object' && native !== null && 'req' in native && 'res' in native
}
