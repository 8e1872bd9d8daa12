import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { openMembers } from './hosts.js'

/** Starts the service in this process; it outlives whoever asks it. */
export async function startService(file: string): Promise<string> {
  const members = openMembers(file)
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on('end', () => {
      try {
        const operation: unknown = Reflect.get(members, request.url?.slice(1) ?? '')
        if (typeof operation !== 'function') throw new TypeError('unknown')
        response.end(JSON.stringify(Reflect.apply(operation, members, [JSON.parse(body)])))
      } catch {
        response.writeHead(409).end()
      }
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return `http://127.0.0.1:${port}`
}
