import { checkMountable, type Mountable } from './mountable.js'

/** What a loader or an action is given, as far as the mount looks at it. */
export interface RouteArguments {
  readonly request: Request
  readonly params: Readonly<Record<string, string | undefined>>
  /** What the server's `getLoadContext` made. */
  readonly context: unknown
}

export type RouteFunction = (given: RouteArguments) => Promise<Response>

export interface RouteFunctions {
  readonly loader: RouteFunction
  readonly action: RouteFunction
}

/**
 * The two functions of a resource route, `routes/auth.amazon.$.ts` say, in React Router 7 and Remix:
 * `export const { loader, action } = reactRouterFunctions(sparekey)`. What your functions throw goes through.
 */
export function reactRouterFunctions(sparekey: Mountable): RouteFunctions {
  checkMountable(sparekey, 'reactRouterFunctions')
  const answer: RouteFunction = async (given) => sparekey.handler(given.request, given)
  return { loader: answer, action: answer }
}

/** The arguments of the loader or action behind a visitor. Throws when Sparekey is mounted otherwise. */
export function reactRouterNative({ native }: { readonly native: unknown }): RouteArguments {
  if (isRouteArguments(native)) return native
  throw new TypeError(
    'No loader or action here: mount Sparekey with export const { loader, action } = reactRouterFunctions(sparekey).',
  )
}

function isRouteArguments(native: unknown): native is RouteArguments {
  return typeof native === 'object' && native !== null && 'request' in native && 'params' in native
}
