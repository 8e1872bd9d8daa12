import { checkMountable, type Mountable } from './mountable.js'

interface CookieOptions {
  readonly path: string
}

/** What the mount uses of a RequestEvent; your own functions get the whole event. */
export interface SvelteKitEvent {
  readonly request: Request
  readonly url: URL
  readonly locals: object
  readonly cookies: {
    get(name: string): string | undefined
    set(name: string, value: string, options: CookieOptions): void
    serialize(name: string, value: string, options: CookieOptions): string
  }
  getClientAddress(): string
}

export type SvelteKitHandler = (event: SvelteKitEvent) => Promise<Response>

export interface SvelteKitHandlers {
  readonly GET: SvelteKitHandler
  readonly POST: SvelteKitHandler
  readonly OPTIONS: SvelteKitHandler
}

/**
 * The handlers of `src/routes/auth/amazon/[...route]/+server.ts`: `export const { GET, POST, OPTIONS } =
 * sveltekitHandlers(sparekey)`. The folder is named as `basePath` is.
 */
export function sveltekitHandlers(sparekey: Mountable): SvelteKitHandlers {
  checkMountable(sparekey, 'sveltekitHandlers')
  const answer: SvelteKitHandler = async (event) => sparekey.handler(event.request, event)
  return { GET: answer, POST: answer, OPTIONS: answer }
}

interface HandleInput<E extends SvelteKitEvent> {
  readonly event: E
  readonly resolve: (event: E) => Response | Promise<Response>
}

/** A hook that answers Sparekey's routes and leaves the rest to SvelteKit: `export const handle = sveltekitHandle(sparekey)`. */
export function sveltekitHandle(
  sparekey: Mountable,
): <E extends SvelteKitEvent>(input: HandleInput<E>) => Promise<Response> {
  checkMountable(sparekey, 'sveltekitHandle')
  return async ({ event, resolve }) => {
    if (!sparekey.owns(event.url.pathname)) return resolve(event)
    const cookies = recordCookies(event)
    const response = await sparekey.handler(event.request, event)
    const headers = new Headers(response.headers)
    for (const cookie of cookies) headers.append('set-cookie', cookie)
    return new Response(response.body, { status: response.status, headers })
  }
}

/**
 * The Set-Cookie lines of what the host's functions set from now on. SvelteKit writes them only into answers of its own
 * `resolve`, and would drop them from a hook's.
 */
function recordCookies({ cookies }: SvelteKitEvent): readonly string[] {
  const lines: string[] = []
  const set = cookies.set.bind(cookies)
  // `delete` comes this way too.
  cookies.set = (name, value, options) => {
    lines.push(cookies.serialize(name, value, options))
    set(name, value, options)
  }
  return lines
}

/** The SvelteKit event behind a visitor. Throws when Sparekey is mounted otherwise. */
export function sveltekitNative({ native }: { readonly native: unknown }): SvelteKitEvent {
  if (isEvent(native)) return native
  throw new TypeError(
    'No SvelteKit event here: mount Sparekey with sveltekitHandlers(sparekey) or sveltekitHandle(sparekey).',
  )
}

function isEvent(native: unknown): native is SvelteKitEvent {
  return typeof native === 'object' && native !== null && 'locals' in native && 'cookies' in native
}
