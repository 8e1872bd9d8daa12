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

const SWEEP_MS = 20

/** A server on this computer only. */
export interface Listening {
  readonly server: Server
  readonly port: number
  /** Lets the requests under way finish, then drops every connection. */
  readonly close: () => Promise<void>
}

/** Port 0 takes any free one. */
export async function listen(port: number): Promise<Listening> {
  const server = createServer()
  const underWay = new Set<ServerResponse>()
  server.on('request', (_request, response) => {
    underWay.add(response)
    response.once('close', () => underWay.delete(response))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(isAddressInUse(error) ? new BusyPort(port, 'PORT') : error))
    server.listen(port, '127.0.0.1', resolve)
  })
  return { server, port: (server.address() as AddressInfo).port, close: () => close(server, underWay) }
}

function close(server: Server, underWay: ReadonlySet<ServerResponse>): Promise<void> {
  // A browser that is told so asks its next question elsewhere.
  for (const response of underWay) if (!response.headersSent) response.setHeader('connection', 'close')
  return new Promise((resolve) => {
    // Node calls a connection idle only after its first request, and browsers open some that never ask anything.
    const sweep = setInterval(() => {
      if (underWay.size > 0) server.closeIdleConnections()
      else server.closeAllConnections()
    }, SWEEP_MS)
    server.close(() => {
      clearInterval(sweep)
      resolve()
    })
  })
}
