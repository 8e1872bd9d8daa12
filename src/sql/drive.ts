import type { CompiledQuery } from 'kysely'
import type { QueryResult, Steps } from './executor.js'

/** Runs steps without giving up the thread, so that nobody else's statement comes in between. */
export function driveNow<T>(steps: Steps<T>, execute: (query: CompiledQuery) => QueryResult): T {
  let next = steps.next()
  while (next.done !== true) {
    const outcome = attempt(execute, next.value)
    next = 'result' in outcome ? steps.next(outcome.result) : steps.throw(outcome.error)
  }
  return next.value
}

/** Runs steps over a connection that answers later. */
export async function driveLater<T>(
  steps: Steps<T>,
  execute: (query: CompiledQuery) => Promise<QueryResult>,
): Promise<T> {
  let next = steps.next()
  while (next.done !== true) {
    next = await execute(next.value).then(
      (result) => steps.next(result),
      (error: unknown) => steps.throw(error),
    )
  }
  return next.value
}

type Outcome = { readonly result: QueryResult } | { readonly error: unknown }

function attempt(execute: (query: CompiledQuery) => QueryResult, query: CompiledQuery): Outcome {
  try {
    return { result: execute(query) }
  } catch (error) {
    return { error }
  }
}
