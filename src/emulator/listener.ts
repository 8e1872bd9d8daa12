import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Answer, isDropped } from './play-fault.js'
import { findRegionOfHost } from './regions.js'
import { type Asked, type Region, type Reply, replyWithJson } from './wire.js'

const maximumBodyBytes = 64 * 1024
const loopbackHosts = ['127.0.0.1', 'localhost', '::1', '[::1]']

export interface Listener {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string
  close(): Promise<void>
}

export interface ListenerOptions {
  readonly host: string
  readonly port: number
  readonly region: Region
  readonly answer: (asked: Asked) => Promise<Answer>
}

/** Listens on a loopback address; the emulator knows secrets and asks for no password, so no other will do. */
export async function startListener(options: ListenerOptions): Promise<Listener> {
  if (!loopbackHosts.includes(options.host))
    throw new Error(`The emulator listens on loopback hosts only, not on ${options.host}.`)
  const server = createServer((request, response) => {
    respond(options, { request, response }).catch((error: unknown) => response.destroy(asError(error)))
  })
  await listen(server, options)
  const port = portOf(server)
  const name = options.host.includes(':') ? `[${options.host.replace(/[[\]]/g, '')}]` : options.host
  return { origin: `http://${name}:${port}`, close: () => close(server) }
}

function listen(server: Server, { host, port }: ListenerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host.replace(/[[\]]/g, ''), () => resolve())
  })
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('The emulator has no port.')
  return address.port
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()))
    server.closeAllConnections()
  })
}

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

async function respond(options: ListenerOptions, { request, response }: Exchange): Promise<void> {
  const body = await readBody(request)
  if (body === null) return send(response, replyWithJson({ error: 'invalid_request' }, 413))
  const asked = parseAsked(options, request, body)
  if (!asked) return send(response, replyWithJson({ error: 'invalid_request' }, 400))
  const answer = await options.answer(asked)
  if (!isDropped(answer)) return send(response, answer)
  drop(response, answer.dropped === 'half-way' ? answer.reply : null)
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes <= maximumBodyBytes) chunks.push(chunk)
  }
  return bytes <= maximumBodyBytes ? Buffer.concat(chunks).toString('utf8') : null
}

// A name that is neither loopback nor Amazon's would be a page of the web that had its name point here (DNS rebinding).
function parseAsked(options: ListenerOptions, request: IncomingMessage, body: string): Asked | null {
  const address = `http://${request.headers.host ?? ''}${request.url ?? '/'}`
  if (!request.url?.startsWith('/') || !URL.canParse(address)) return null
  const url = new URL(address)
  const ofAmazon = findRegionOfHost(url.hostname)
  const isLoopback = loopbackHosts.includes(url.hostname) || url.hostname.endsWith('.localhost')
  if (!ofAmazon && !isLoopback) return null
  const pairs = Object.entries(request.headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ])
  return {
    method: request.method ?? 'GET',
    url,
    headers: new Headers(pairs),
    body,
    region: ofAmazon ?? options.region,
  }
}

function send(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, { ...reply.headers, 'content-length': Buffer.byteLength(reply.body) })
  response.end(reply.body)
}

function drop(response: ServerResponse, reply: Reply | null): void {
  if (!reply) {
    response.destroy()
    return
  }
  response.writeHead(reply.status, { ...reply.headers, 'content-length': Buffer.byteLength(reply.body) })
  response.write(reply.body.slice(0, Math.floor(reply.body.length / 2)), () => response.destroy())
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
