import type { Outcome, Unreachable } from './outcomes.js'
import { parseOutcome } from './parse-outcome.js'

/** How answers are got. */
export interface Sending {
  readonly fetch: typeof globalThis.fetch
  /** For one try. */
  readonly timeoutMilliseconds: number
  /** Between two tries of what may be asked twice. */
  readonly wait: (milliseconds: number) => Promise<void>
  readonly signal: AbortSignal | undefined
}

export interface Asking {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly credentials: RequestCredentials
  readonly body?: string
}

const pausesMilliseconds = [200, 1000]
const passingStatuses = [502, 503, 504]

/**
 * Asks, and says what came of it; never throws. What only reads is asked up to three times; what changes something is
 * sent once, for nobody knows whether it arrived.
 */
export async function send(sending: Sending, asking: Asking): Promise<Outcome> {
  let tried = await tryOnce(sending, asking)
  for (const pause of asking.method === 'GET' ? pausesMilliseconds : []) {
    if (!tried.mayPass || sending.signal?.aborted) return tried.outcome
    await sending.wait(pause)
    tried = await tryOnce(sending, asking)
  }
  return tried.outcome
}

interface Tried {
  readonly outcome: Outcome
  /** A second try may find it gone. */
  readonly mayPass: boolean
}

async function tryOnce(sending: Sending, asking: Asking): Promise<Tried> {
  const limit = limitTime(sending)
  try {
    const response = await sending.fetch(asking.url, { ...init(asking), signal: limit.signal })
    const outcome = parseOutcome(await response.json(), response.headers.get('retry-after'))
    const mayPass = passingStatuses.includes(response.status)
    return { outcome: outcome ?? unreachable(asking, 'answer-invalid'), mayPass }
  } catch (error) {
    // A proxy's error page is no JSON, and no reason to give up on a question.
    const because = limit.because() ?? (error instanceof SyntaxError ? 'answer-invalid' : 'network')
    return { outcome: unreachable(asking, because), mayPass: because !== 'aborted' }
  } finally {
    limit.clear()
  }
}

function init({ method, headers, credentials, body }: Asking): RequestInit {
  // Sparekey answers JSON in place of redirects; a redirect elsewhere would take headers along.
  return {
    method,
    headers,
    credentials,
    redirect: 'error',
    cache: 'no-store',
    ...(body !== undefined && { body }),
  }
}

function unreachable({ method }: Asking, because: Unreachable['because']): Unreachable {
  return { kind: 'unreachable', because, effect: method === 'GET' ? 'none' : 'unknown' }
}

/** One signal for the caller's and the clock's end; `AbortSignal.any` is too new for some phones. */
function limitTime({ timeoutMilliseconds, signal }: Sending) {
  const controller = new AbortController()
  let because: 'timeout' | 'aborted' | null = null
  const end = (reason: 'timeout' | 'aborted') => {
    because ??= reason
    controller.abort()
  }
  const abort = () => end('aborted')
  if (signal?.aborted) abort()
  signal?.addEventListener('abort', abort)
  const timer = setTimeout(() => end('timeout'), timeoutMilliseconds)
  return {
    signal: controller.signal,
    because: () => because,
    clear: () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
    },
  }
}
