import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** A server on a port of its own, which knows its sockets. */
export interface LocalServer {
  readonly origin: string
  readonly sockets: ReadonlySet<Socket>
  /** How many sockets were ever opened. */
  readonly opened: () => number
  /** Resolves once every socket opened so far is closed. */
  readonly allSocketsClosed: () => Promise<void>
  readonly close: () => Promise<void>
}

export type Listener = (request: IncomingMessage, response: ServerResponse) => unknown

export async function startLocalServer(listener: Listener): Promise<LocalServer> {
  return listen(
    createServer((request, response) => void listener(request, response)),
    'http',
  )
}

export async function listen(server: Server, protocol: 'http' | 'https'): Promise<LocalServer> {
  const sockets = new Set<Socket>()
  let opened = 0
  server.on(protocol === 'http' ? 'connection' : 'secureConnection', (socket: Socket) => {
    opened += 1
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    origin: `${protocol}://127.0.0.1:${port}`,
    sockets,
    opened: () => opened,
    allSocketsClosed: async () => {
      await Promise.all([...sockets].map((socket) => new Promise((resolve) => socket.on('close', resolve))))
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
