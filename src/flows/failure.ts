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
export async function guarded<T>(code: FailureCode, call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    // Frameworks steer with throws (a redirect, a Response): those are answers and pass through untouched.
    if (isControlFlow(error) || error instanceof SparekeyFailure) throw error
    throw new SparekeyFailure(code, error)
  }
}

/** A thrown Response, or Next's own `redirect()` and `notFound()`. */
export function isControlFlow(error: unknown): boolean {
  if (error instanceof Response) return true
  const digest = typeof error === 'object' && error !== null && 'digest' in error ? error.digest : null
  return typeof digest === 'string' && digest.startsWith('NEXT_')
}
