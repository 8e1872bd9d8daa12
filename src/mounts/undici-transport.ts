import type { IncomingHttpHeaders } from 'node:http'
import { Agent, type Dispatcher, errors } from 'undici'
import { AmazonError, type AmazonErrorCode } from '../amazon/errors.js'
import {
  isRedirect,
  parseRequestId,
  type Transport,
  type TransportAnswer,
  type TransportRequest,
  userAgent,
} from '../amazon/transport.js'

const decoder = new TextDecoder()
const ownHeaders = { 'user-agent': userAgent, 'accept-encoding': 'identity' }

/** The transport on Node: connections are kept alive, and one call costs a fraction of the global `fetch`. */
export function createTransport(): Transport {
  const agent = new Agent({
    connections: 256,
    // `rejectUnauthorized` holds even where NODE_TLS_REJECT_UNAUTHORIZED=0 was left in the environment.
    connect: { timeout: 5_000, rejectUnauthorized: true },
    // Each call has a deadline of its own over all of it.
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  const addresses = createAddresses()
  return (request) =>
    new Promise((resolve, reject) => {
      const call = new Call(request, resolve, reject)
      try {
        agent.dispatch(optionsOf(request, addresses(request.url)), call)
      } catch {
        call.fail('amazon-unreachable')
      }
    })
}

type Address = Required<Pick<Dispatcher.DispatchOptions, 'path'>> & { readonly origin: string }

/** Each of Amazon's few endpoints is taken apart once. */
function createAddresses(): (url: string) => Address {
  const known = new Map<string, Address>()
  return (url) => {
    const address = known.get(url) ?? parseAddress(url)
    known.set(url, address)
    return address
  }
}

function parseAddress(url: string): Address {
  const { origin, pathname, search } = new URL(url)
  return { origin, path: pathname + search }
}

function optionsOf(request: TransportRequest, { origin, path }: Address): Dispatcher.DispatchOptions {
  return {
    origin,
    path,
    method: request.method,
    headers: Object.assign({}, request.headers, ownHeaders),
    body: request.body ?? null,
  }
}

/** One call under way. Settles once; whatever comes later finds it settled. */
class Call implements Dispatcher.DispatchHandler {
  private controller: Dispatcher.DispatchController | null = null
  private status: number | null = null
  private headers: IncomingHttpHeaders = {}
  private readonly chunks: Buffer[] = []
  private bytes = 0
  private isSettled = false
  private readonly timer: NodeJS.Timeout

  constructor(
    private readonly request: TransportRequest,
    private readonly resolve: (answer: TransportAnswer) => void,
    private readonly reject: (error: AmazonError) => void,
  ) {
    this.timer = setTimeout(() => this.fail('amazon-timeout'), request.timeoutMilliseconds)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller
    // The deadline passed while the call waited for a connection: the request must not go out any more.
    if (this.isSettled) controller.abort(new errors.RequestAbortedError())
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    // After a 1xx comes another; the last one counts.
    this.status = status
    this.headers = headers
    // Following a redirect would send the secret or the token to wherever it points.
    if (isRedirect(status) || !isIdentity(headers)) this.fail('amazon-answer-invalid')
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.bytes += chunk.length
    if (this.bytes > this.request.maximumBytes) return this.fail('amazon-answer-invalid')
    this.chunks.push(chunk)
  }

  onResponseEnd(): void {
    if (this.isSettled || this.status === null) return
    this.settle()
    const answer = {
      status: this.status,
      contentType: textOf(this.headers['content-type']) ?? '',
      headers: { retryAfter: textOf(this.headers['retry-after']), requestId: this.requestId() },
      text: decoder.decode(this.content()),
    }
    // Nothing is asked after a profile.
    if (this.request.endpoint === 'profile') this.resolve(answer)
    // undici takes a connection back by an immediate of its own, which it asks for after this: a profile call made
    // before it would open, and negotiate, a second one.
    else process.nextTick(() => setImmediate(this.resolve, answer))
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.fail(codeOf(error))
  }

  fail(code: AmazonErrorCode): void {
    if (this.isSettled) return
    this.settle()
    const { endpoint } = this.request
    this.reject(new AmazonError(code, { endpoint, status: this.status, requestId: this.requestId() }))
    this.controller?.abort(new errors.RequestAbortedError())
  }

  private settle(): void {
    this.isSettled = true
    clearTimeout(this.timer)
  }

  private content(): Buffer {
    const [first] = this.chunks
    return first !== undefined && this.chunks.length === 1 ? first : Buffer.concat(this.chunks)
  }

  private requestId(): string | null {
    return parseRequestId(textOf(this.headers['x-amzn-requestid']))
  }
}

// Only identity was asked for. What comes compressed could unfold to any size.
function isIdentity(headers: IncomingHttpHeaders): boolean {
  const encoding = textOf(headers['content-encoding'])
  return encoding === null || encoding === '' || encoding === 'identity'
}

function textOf(value: string | string[] | undefined): string | null {
  return typeof value === 'string' ? value : null
}

function codeOf(error: Error): AmazonErrorCode {
  const isMalformed = error instanceof errors.HTTPParserError || error instanceof errors.HeadersOverflowError
  return isMalformed ? 'amazon-answer-invalid' : 'amazon-unreachable'
}
