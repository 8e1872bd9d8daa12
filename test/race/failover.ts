import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** Takes connections for the first server that can be reached, as a proxy in front of a cluster does. */
export async function startFailover(ports: readonly number[]): Promise<number> {
  const open = new Set<Socket>()
  const server = createServer((client) => {
    open.add(client)
    client.on('error', () => {}).once('close', () => open.delete(client))
    reach(client, ports)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    for (const client of open) client.destroy()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

function reach(client: Socket, [port, ...others]: readonly number[]): void {
  if (port === undefined) {
    client.destroy()
    return
  }
  const upstream = connect(port, '127.0.0.1')
  let isReached = false
  upstream.once('connect', () => {
    isReached = true
    client.pipe(upstream).pipe(client)
    client.once('close', () => upstream.destroy())
  })
  // A connection that breaks later breaks for the client: what it was in the middle of is nobody else's to finish.
  upstream.once('error', () => {
    if (isReached) client.destroy()
    else reach(client, others)
  })
}
