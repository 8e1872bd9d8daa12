/** A `fetch` that gives one answer after the other, and notes what it was asked. */
export function answering(...answers: readonly (Response | Error | (() => Promise<Response>))[]) {
  const asked: Request[] = []
  const bodies: unknown[] = []
  const left = [...answers]
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(
      new URL(input instanceof Request ? input.url : input, 'https://shop.example'),
      { ...init, signal: null },
    )
    asked.push(request)
    bodies.push(request.body === null ? null : await request.clone().json())
    const next = left.shift()
    if (typeof next === 'function') return waitFor(next(), init?.signal)
    if (next instanceof Response) return next
    throw next ?? new TypeError('nothing more to answer')
  }
  return { fetch, asked, bodies, wait: async () => {} }
}

function waitFor(answer: Promise<Response>, signal: AbortSignal | null | undefined): Promise<Response> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new DOMException('stopped', 'AbortError'))
    if (signal?.aborted) stop()
    signal?.addEventListener('abort', stop)
    answer.then(resolve, reject)
  })
}

export const never = () => new Promise<Response>(() => {})

export const json = (body: unknown, init: ResponseInit = {}): Response => Response.json(body, init)
