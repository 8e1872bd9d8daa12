import type { Context, Middleware } from 'koa'
import { checkMountable, checkMountPath, type Mountable, pathnameOf } from './mountable.js'
import { ask } from './node-request.js'
import { bytesOf } from './node-response.js'

/**
 * Middleware that answers Sparekey's routes and passes everything else on, before or after body parsers, after the
 * session middleware: `app.use(koaHandler(sparekey))`.
 */
export function koaHandler(sparekey: Mountable): Middleware {
  checkMountable(sparekey, 'koaHandler')
  return async (ctx, next) => {
    const pathname = pathnameOf(ctx.originalUrl)
    if (sparekey.owns(pathname)) return answer(sparekey, ctx)
    // koa-mount shortens the path while it lasts. A whole address as the target is some client's whim, and no mount.
    if (pathname.startsWith('/') && pathname.endsWith(ctx.path))
      checkMountPath(sparekey, pathname.slice(0, -ctx.path.length))
    return next()
  }
}

async function answer(sparekey: Mountable, ctx: Context): Promise<void> {
  const body: unknown = Reflect.get(ctx.request, 'body')
  const reply = await ask(sparekey, ctx.req, ctx, { target: ctx.originalUrl, body })
  // The host's session function may have answered by itself.
  if (ctx.respond === false || ctx.headerSent) return
  // Through Koa, not past it: session middleware sets its cookie on the way out.
  ctx.body = reply.body === null ? null : await bytesOf(reply.body)
  ctx.status = reply.status
  for (const [name, value] of reply.headers) {
    if (name === 'set-cookie') ctx.append(name, value)
    else ctx.set(name, value)
  }
}

/** The Koa context behind a visitor. Throws when Sparekey is not mounted with `koaHandler`. */
export function koaNative({ native }: { readonly native: unknown }): Context {
  if (isKoaContext(native)) return native
  throw new TypeError('No Koa context here: mount Sparekey with app.use(koaHandler(sparekey)).')
}

function isKoaContext(native: unknown): native is Context {
  return typeof native === 'object' && native !== null && 'cookies' in native && 'request' in native
}
