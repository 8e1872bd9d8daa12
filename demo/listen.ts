import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A port that somebody else has, told with the variable that chooses another one. */
export class BusyPort extends Error {
  override readonly name = 'BusyPort'

  constructor(port: number, variable: string) {
    super(
      `Port ${port} is in use. Stop what is using it, or choose another one: ${variable}=${port + 10} npm start`,
    )
  }
}

export const isAddressInUse = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'

const underWay = new WeakMap<Server, Set<ServerResponse>>()

/** Listens on this computer only. Port 0 takes any free one. */
export async function listen(port: number): Promise<{ server: Server; port: number }> {
  const server = createServer()
  const responses = new Set<ServerResponse>()
  underWay.set(server, responses)
  server.on('request', (_request, response) => {
    responses.add(response)
    response.once('close', () => responses.delete(response))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(isAddressInUse(error) ? new BusyPort(port, 'PORT') : error))
    server.listen(port, '127.0.0.1', resolve)
  })
  return { server, port: (server.address() as AddressInfo).port }
}

const SWEEP_MS = 20

/** Lets the requests under way finish, then drops every connection. */
export function close(server: Server): Promise<void> {
  // A browser that is told so asks its next question elsewhere.
  for (const response of underWay.get(server) ?? [])
    if (!response.headersSent) response.setHeader('connection', 'close')
  return new Promise((resolve) => {
    // Node calls a connection idle only after its first request, and browsers open some that never ask anything.
    const sweep = setInterval(() => {
      if (underWay.get(server)?.size) server.closeIdleConnections()
      else server.closeAllConnections()
    }, SWEEP_MS)
    server.close(() => {
      clearInterval(sweep)
      resolve()
    })
  })
}
