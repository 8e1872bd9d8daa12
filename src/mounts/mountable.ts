import type { Visitor } from '../ports/host.js'
import type { IncomingRequest, Reply } from '../ports/http.js'

/** The routes, and a way to them for mounts that have no Request. A handler that somebody wrapped has only the first. */
interface Handler {
  (request: Request, native?: unknown): Promise<Response>
  readonly reply?: (request: IncomingRequest, visitor: Visitor) => Promise<Reply>
}

/** What a mount needs of a Sparekey instance. */
export interface Mountable {
  readonly handler: Handler
  readonly owns: (pathname: string) => boolean
  readonly basePath: string
  readonly publicPath: string
}

/** A mount that cannot work as it stands. The message names the fix. */
export class MountError extends Error {
  readonly code = 'mount-invalid'

  constructor(message: string) {
    super(message)
    this.name = 'MountError'
  }
}

/** Looks at what a mount was given, for applications that no compiler looked at. Throws MountError. */
export function checkMountable(sparekey: Mountable, mount: string): void {
  const given: unknown = sparekey
  if (typeof given !== 'object' || given === null)
    throw new MountError(`${mount} needs what createSparekey(…) returned, and got ${describe(given)}.`)
  if (typeof Reflect.get(given, 'then') === 'function')
    throw new MountError(`${mount} got a Promise: write ${mount}(await …).`)
  if (typeof Reflect.get(given, 'createSparekey') === 'function')
    throw new MountError(`${mount} got the module: write ${mount}(createSparekey({ … })).`)
  const missing = (['handler', 'owns', 'basePath', 'publicPath'] as const).filter(
    (name) => Reflect.get(given, name) === undefined,
  )
  if (missing.length === 0) return
  throw new MountError(
    `${mount} got an object without ${missing.join(', ')}: give it what createSparekey(…) returned. If you did, two ` +
      'versions of sparekey are installed: `npm ls sparekey` shows them, `npm dedupe` leaves one.',
  )
}

function describe(value: unknown): string {
  return value === null ? 'null' : `a value of the type ${typeof value}`
}

/** Throws MountError where everything that arrives below `mountedAt` lies outside Sparekey's routes. */
export function checkMountPath(sparekey: Mountable, mountedAt: string): void {
  const at = mountedAt.replace(/\/+$/, '')
  const { publicPath, basePath } = sparekey
  const meets = [publicPath, basePath].some(
    (base) => `${base}/`.startsWith(`${at}/`) || `${at}/`.startsWith(`${base}/`),
  )
  if (meets) return
  throw new MountError(
    `Mounted at ${at}, Sparekey is never asked for ${publicPath}: mount it at the root of the app, or give ` +
      `createSparekey basePath: '${at}${basePath}' and register the new callback address with Amazon.`,
  )
}

/** The path of a request target. */
export function pathnameOf(target: string): string {
  const end = target.search(/[?#]/)
  return end === -1 ? target : target.slice(0, end)
}
