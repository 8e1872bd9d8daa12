import type { FailureCode } from '../linking/reasons.js'

/** Something that is nobody's decision went wrong. Thrown, and caught in one place: the door. */
export class SparekeyFailure extends Error {
  readonly code: FailureCode

  constructor(code: FailureCode, cause: unknown) {
    super(code, { cause })
    this.name = 'SparekeyFailure'
    this.code = code
  }
}

/** Runs a call into the host's or the store's code; a thrown error becomes a failure with this code. */
export async function guarded<T>(code: FailureCode, call: () => Promise<T> | T): Promise<T> {
  try {
    return await call()
  } catch (error) {
    // Frameworks steer with throws (a redirect, a Response): those are answers and pass through untouched.
    if (isControlFlow(error) || error instanceof SparekeyFailure) throw error
    throw new SparekeyFailure(code, error)
  }
}

/** What frameworks throw on purpose, as it looks from outside: their classes may be here in several copies. */
const thrownOnPurpose: readonly ((error: object) => boolean)[] = [
  // Next's redirect() and notFound()
  (error) => String(memberOf(error, 'digest')).startsWith('NEXT_'),
  // Nest's HttpException, Hono's HTTPException
  (error) => typeof memberOf(error, 'getResponse') === 'function',
  // http-errors: Koa's ctx.throw, @fastify/sensible. One for the client's eyes was meant.
  (error) => memberOf(error, 'expose') === true && typeof memberOf(error, 'statusCode') === 'number',
  // React Router's data()
  (error) => memberOf(error, 'type') === 'DataWithResponseInit',
  // SvelteKit's redirect() and error(), which are no Errors
  (error) => !(error instanceof Error) && isOfSvelteKit(error),
]

/** A thrown Response, or what a framework answers by itself: a redirect, an exception with a status. */
export function isControlFlow(error: unknown): boolean {
  if (error instanceof Response) return true
  return typeof error === 'object' && error !== null && thrownOnPurpose.some((matches) => matches(error))
}

function isOfSvelteKit(error: object): boolean {
  if (typeof memberOf(error, 'status') !== 'number') return false
  const body = memberOf(error, 'body')
  const says = typeof body === 'object' && body !== null ? memberOf(body, 'message') : undefined
  return typeof memberOf(error, 'location') === 'string' || typeof says === 'string'
}

function memberOf(value: object, name: string): unknown {
  return Reflect.get(value, name)
}
