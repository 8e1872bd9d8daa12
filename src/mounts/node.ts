import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'

/** A Node request that a framework may have worked on already. */
export interface NodeRequest extends IncomingMessage {
  readonly originalUrl?: string
  readonly body?: unknown
}

/**
 * The web-standard Request of a Node request. Host and scheme are placeholders on purpose: the public address is
 * configured, and what a proxy or a client says about it is not believed.
 */
export function createRequest(req: NodeRequest): Request {
  const method = methodOf(req)
  const url = new URL(pathOf(req), 'http://localhost')
  const headers = new Headers()
  for (const [name, value] of Object.entries(req.headers)) {
    if (value === undefined || name.startsWith(':')) continue
    for (const one of Array.isArray(value) ? value : [value]) headers.append(name, one)
  }
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers })
  headers.delete('content-length')
  headers.delete('transfer-encoding')
  const body = bodyOf(req)
  return new Request(url, {
    method,
    headers,
    body,
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  })
}

// Fetch, "forbidden method": no Request can hold these. Any other that no route knows is refused in the same words.
function methodOf({ method = 'GET' }: NodeRequest): string {
  return ['CONNECT', 'TRACE', 'TRACK'].includes(method.toUpperCase()) ? 'OPTIONS' : method
}

/** `//evil.example` as a request target must stay a path. */
function pathOf(req: NodeRequest): string {
  const target = req.originalUrl ?? req.url ?? '/'
  return target.startsWith('/') ? target.replace(/^\/+/, '/') : '/'
}

/** The unread stream, or what a body parser before us made of it. */
function bodyOf(req: NodeRequest): BodyInit | null {
  const { body } = req
  if (typeof body === 'string' || body instanceof Uint8Array)
    return typeof body === 'string' ? body : new Uint8Array(body)
  if (typeof body === 'object' && body !== null && isSpent(req)) return serializeParsed(req, body)
  if (isSpent(req)) return null
  const stream: unknown = Readable.toWeb(req)
  return isWebStream(stream) ? stream : null
}

// Node and the DOM describe one and the same class by two types.
function isWebStream(stream: unknown): stream is ReadableStream<Uint8Array<ArrayBuffer>> {
  return stream instanceof ReadableStream
}

function isSpent(req: NodeRequest): boolean {
  return req.readableEnded || req.readableDidRead
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

/** Writes a Response, adding to the cookies that the application has already set. */
export async function writeResponse(res: ServerResponse, response: Response): Promise<void> {
  // The host's session function may have answered by itself.
  if (res.headersSent || res.writableEnded) return
  res.statusCode = response.status
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') res.setHeader(name, value)
  }
  for (const cookie of response.headers.getSetCookie()) res.appendHeader('set-cookie', cookie)
  if (response.body === null) {
    res.end()
    return
  }
  res.end(new Uint8Array(await response.arrayBuffer()))
}
