import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Orders } from '../orders.js'

/** Runs one site in this process, and tells whoever started it what CPU time it has used. */
export function serve(build: (origin: string, orders: Orders) => RequestListener): void {
  const orders = JSON.parse(process.argv[2] ?? '') as Orders
  const server = createServer().listen(0, '127.0.0.1', () => {
    const origin = `http://localhost:${(server.address() as AddressInfo).port}`
    server.on('request', build(origin, orders))
    process.send?.({ origin })
  })
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send?.({ cpuMicroseconds: user + system, residentBytes: process.memoryUsage.rss() })
  })
  // Not `process.exit` at once: `--cpu-prof` writes its file when the process ends by itself.
  process.on('disconnect', () => process.exit())
}
