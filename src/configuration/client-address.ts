import type { Visitor } from '../ports/host.js'

/**
 * Where the mounts' requests keep the client's address, first come first served. A framework's own `ip` follows its
 * setting for proxies (`trust proxy`, `trustProxy`, `app.proxy`); all others are the socket's. Headers are not asked.
 */
const places: readonly (readonly string[])[] = [
  // Express, node:http
  ['req', 'ip'],
  ['req', 'socket', 'remoteAddress'],
  // Fastify, Koa
  ['request', 'ip'],
  // Hono on Node
  ['env', 'incoming', 'socket', 'remoteAddress'],
]

/** The client's address as the framework of the mount knows it; null where it does not. */
export function clientAddressOf({ native }: Visitor): string | null {
  for (const place of places) {
    const address = place.reduce(propertyOf, native)
    if (typeof address === 'string' && address !== '') return address
  }
  return askEvent(native)
}

/** SvelteKit has a function, which throws where the adapter knows no address. */
function askEvent(native: unknown): string | null {
  const ask = propertyOf(native, 'getClientAddress')
  if (typeof ask !== 'function') return null
  try {
    const address: unknown = Reflect.apply(ask, native, [])
    return typeof address === 'string' ? address : null
  } catch {
    return null
  }
}

function propertyOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
