import { type AmazonEndpoint, AmazonError } from './errors.js'

export interface TransportRequest {
  /** Names the call in errors. */
  readonly endpoint: AmazonEndpoint
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** One deadline over connecting, headers and body. */
  readonly timeoutMilliseconds: number
  /** Counted after decoding. */
  readonly maximumBytes: number
}

export interface TransportAnswer {
  readonly status: number
  readonly contentType: string
  readonly headers: { readonly retryAfter: string | null; readonly requestId: string | null }
  readonly text: string
}

/** Some gateways turn away a request that does not say what sent it. */
export const userAgent = 'sparekey'

/** One call to Amazon: bounded in time and size, follows no redirect, never repeats itself, throws AmazonError only. */
export type Transport = (request: TransportRequest) => Promise<TransportAnswer>

/** The transport for runtimes without one of their own. */
export function createTransport(): Transport {
  return createFetchTransport((input, init) => globalThis.fetch(input, init))
}

/** A transport over any `fetch`. */
export function createFetchTransport(fetch: typeof globalThis.fetch): Transport {
  return async (request) => {
    const controller = new AbortController()
    const deadline = startDeadline(request, controller)
    try {
      // Raced, because an injected fetch may not heed the signal.
      return await Promise.race([fetchAnswer(fetch, request, controller.signal), deadline.passed])
    } catch (error) {
      // Frees the socket of an answer that was refused half-read.
      controller.abort()
      if (error instanceof AmazonError) throw error
      throw new AmazonError('amazon-unreachable', request)
    } finally {
      deadline.clear()
    }
  }
}

interface Deadline {
  readonly passed: Promise<never>
  readonly clear: () => void
}

function startDeadline(request: TransportRequest, controller: AbortController): Deadline {
  let timer: ReturnType<typeof setTimeout> | undefined
  const passed = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new AmazonError('amazon-timeout', request))
      controller.abort()
    }, request.timeoutMilliseconds)
  })
  return { passed, clear: () => clearTimeout(timer) }
}

async function fetchAnswer(
  fetch: typeof globalThis.fetch,
  request: TransportRequest,
  signal: AbortSignal,
): Promise<TransportAnswer> {
  const { url, method, body } = request
  const headers = { ...request.headers, 'user-agent': userAgent }
  const response = await fetch(url, { method, headers, body: body ?? null, redirect: 'manual', signal })
  // Following one would send the secret or the token to wherever it points. Browser-like runtimes hide its status.
  if (response.type === 'opaqueredirect' || isRedirect(response.status)) throw invalid(request, response)
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    headers: {
      retryAfter: response.headers.get('retry-after'),
      requestId: parseRequestId(response.headers.get('x-amzn-requestid')),
    },
    text: await readText(response, request),
  }
}

// The stream is already decoded, so a small compressed answer cannot grow past the cap.
async function readText(response: Response, request: TransportRequest): Promise<string> {
  if (response.body === null) return ''
  const decoder = new TextDecoder()
  const reader = response.body.getReader()
  let text = ''
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    bytes += value.byteLength
    if (bytes > request.maximumBytes) throw invalid(request, response)
    text += decoder.decode(value, { stream: true })
  }
}

function invalid(request: TransportRequest, response: Response): AmazonError {
  const requestId = parseRequestId(response.headers.get('x-amzn-requestid'))
  return new AmazonError('amazon-answer-invalid', {
    endpoint: request.endpoint,
    status: response.status,
    requestId,
  })
}

export function isRedirect(status: number): boolean {
  return status >= 300 && status < 400
}

/** Amazon's own number of the call, for its support. It goes to logs, so nothing but such a number passes. */
export function parseRequestId(value: string | null): string | null {
  return value !== null && /^[\w.-]{1,64}$/.test(value) ? value : null
}
