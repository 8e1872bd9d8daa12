import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import type { Visitor } from '../ports/host.js'
import type { IncomingRequest, Reply } from '../ports/http.js'
import { type Mountable, MountError } from './mountable.js'

/** A Node request that a framework may have worked on already. */
export interface NodeRequest extends IncomingMessage {
  readonly originalUrl?: string
  readonly body?: unknown
}

/** What a framework knows better than the Node request beneath it. */
export interface KnownParts {
  /** The request target as the client sent it. */
  readonly target?: string
  /** What a body parser made of the body, or a stream that nobody has read yet. */
  readonly body?: unknown
}

/** Asks Sparekey on behalf of a Node request. Rejects with what the host's own functions throw on purpose. */
export function ask(
  { handler }: Mountable,
  req: NodeRequest,
  native: unknown,
  known: KnownParts = {},
): Promise<Reply> {
  const { reply } = handler
  if (reply === undefined) return handler(createRequest(req, known), native).then(readReply)
  const visitor = createVisitor(native, () => createRequest(req, known))
  return reply(hasBody(req) ? visitor.request : new BodilessRequest(req, known), visitor)
}

function readReply({ status, headers, body }: Response): Reply {
  return { status, headers: [...headers], body }
}

/** Makes a Request for whoever asks for one: most functions of a host look at `native`. */
function createVisitor(native: unknown, create: () => Request): Visitor {
  let made: Request | undefined
  return {
    native,
    // A property of its own, so that a host may spread its visitor.
    get request() {
      return (made ??= create())
    },
  }
}

/** Reads a Node request in place: the copies that a Request makes cost more than all else Sparekey does for it. */
class BodilessRequest implements IncomingRequest {
  readonly method: string
  readonly url: string
  readonly headers: NodeHeaders
  readonly body = null
  readonly bodyUsed = false

  constructor(req: NodeRequest, known: KnownParts) {
    this.method = methodOf(req)
    this.url = addressOf(req, known)
    this.headers = new NodeHeaders(req.headers)
  }
}

class NodeHeaders implements Pick<Headers, 'get' | 'has'> {
  constructor(private readonly headers: IncomingHttpHeaders) {}

  get(name: string): string | null {
    const value = Object.hasOwn(this.headers, name) ? this.headers[name] : undefined
    return (Array.isArray(value) ? value.join(', ') : value) ?? null
  }

  has(name: string): boolean {
    return this.get(name) !== null
  }
}

/**
 * The web-standard Request of a Node request. Host and scheme are placeholders on purpose: the public address is
 * configured, and what a proxy or a client says about it is not believed.
 */
export function createRequest(req: NodeRequest, known: KnownParts = {}): Request {
  const { body: parsed = req.body } = known
  const method = methodOf(req)
  const url = addressOf(req, known)
  if (!hasBody(req)) return new Request(url, { method, headers: headersOf(req) })
  const headers = headersOf(req).filter(([name]) => !framing.includes(name))
  const body = bodyOf(req, parsed)
  return new Request(url, {
    method,
    headers,
    body,
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  })
}

function hasBody({ method = 'GET' }: NodeRequest): boolean {
  return method !== 'GET' && method !== 'HEAD'
}

function addressOf(req: NodeRequest, { target = req.originalUrl ?? req.url ?? '/' }: KnownParts): string {
  return `http://localhost${pathOf(target)}`
}

// How the body came is no longer true of the Request.
const framing = ['content-length', 'transfer-encoding']

/** Pairs, because a Request copies whatever `Headers` it is given. */
function headersOf(req: NodeRequest): [string, string][] {
  const pairs: [string, string][] = []
  for (const [name, value] of Object.entries(req.headers)) {
    if (value === undefined || name.startsWith(':')) continue
    for (const one of Array.isArray(value) ? value : [value]) pairs.push([name, one])
  }
  return pairs
}

// Fetch, "forbidden method": no Request can hold these. Any other that no route knows is refused in the same words.
function methodOf({ method = 'GET' }: NodeRequest): string {
  return ['CONNECT', 'TRACE', 'TRACK'].includes(method.toUpperCase()) ? 'OPTIONS' : method
}

/** `//evil.example` as a request target must stay a path. */
function pathOf(target: string): string {
  return target.startsWith('/') ? target.replace(/^\/+/, '/') : '/'
}

/** The unread stream, or what a body parser before us made of it. */
function bodyOf(req: NodeRequest, parsed: unknown): BodyInit | null {
  if (typeof parsed === 'string') return parsed
  if (parsed instanceof Uint8Array) return new Uint8Array(parsed)
  if (parsed instanceof Readable) return streamOf(parsed)
  if (!isSpent(req)) return streamOf(req)
  if (typeof parsed === 'object' && parsed !== null) return serializeParsed(req, parsed)
  if (!announcesBody(req)) return null
  throw new MountError(
    'The body of this request was read before Sparekey saw it, and nobody left it in `body`: mount Sparekey before ' +
      'whatever reads it, or read it with the body parser of your framework.',
  )
}

function streamOf(readable: Readable): BodyInit | null {
  const stream: unknown = Readable.toWeb(readable)
  return isWebStream(stream) ? stream : null
}

// Node and the DOM describe one and the same class by two types.
function isWebStream(stream: unknown): stream is ReadableStream<Uint8Array<ArrayBuffer>> {
  return stream instanceof ReadableStream
}

function isSpent(req: NodeRequest): boolean {
  return req.readableEnded || req.readableDidRead
}

function announcesBody({ headers }: NodeRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

function serializeParsed(req: NodeRequest, body: object): string {
  if ((req.headers['content-type'] ?? '').includes('json')) return JSON.stringify(body)
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(body)) {
    // `password[$gt]=` was made an object by the parser: it is not the field it pretends to be. A list of one, from
    // `password[]=`, is as ambiguous as a list of two.
    if (typeof value === 'string') form.append(name, value)
    else if (Array.isArray(value)) for (const one of ['', '']) form.append(name, one)
    else form.append(`${name}[]`, '')
  }
  return form.toString()
}
