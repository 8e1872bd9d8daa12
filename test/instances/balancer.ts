import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Hands each request to the next instance in turn, as a balancer without sticky sessions does. */
export interface Balancer {
  readonly origin: string
  /** The ports of the instances. */
  ports: readonly number[]
  /** Which of them gets the next request. */
  next: number
  /** How many requests each has answered. */
  readonly answered: Map<number, number>
  close(): Promise<void>
}

export async function startBalancer(): Promise<Balancer> {
  const server = createServer((asked, answer) => void relay(balancer, asked, answer))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const balancer: Balancer = {
    origin: `http://127.0.0.1:${port}`,
    ports: [],
    next: 0,
    answered: new Map(),
    close: () => close(server),
  }
  return balancer
}

async function relay(balancer: Balancer, asked: IncomingMessage, answer: ServerResponse): Promise<void> {
  const body = await asked.toArray()
  for (let tries = 0; tries < balancer.ports.length; tries += 1) {
    const port = balancer.ports[balancer.next % balancer.ports.length] ?? 0
    balancer.next = (balancer.next + 1) % balancer.ports.length
    const outcome = await forward(port, asked, Buffer.concat(body), answer)
    if (outcome === 'answered') {
      balancer.answered.set(port, (balancer.answered.get(port) ?? 0) + 1)
      return
    }
    // Only a request that no instance has begun may be given to another one.
    if (outcome === 'broken off') break
  }
  answer.writeHead(502).end()
}

function forward(
  port: number,
  { method, url, headers }: IncomingMessage,
  body: Buffer,
  answer: ServerResponse,
): Promise<'answered' | 'refused' | 'broken off'> {
  return new Promise((resolve) => {
    const options = { host: '127.0.0.1', port, method, path: url, headers, agent: false }
    const asking = request(options, (told) => {
      answer.writeHead(told.statusCode ?? 502, told.rawHeaders)
      told.pipe(answer)
      told.once('end', () => resolve('answered'))
    })
    asking.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'ECONNREFUSED' ? 'refused' : 'broken off'),
    )
    asking.end(body)
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
