import { isIP } from 'node:net'

const LOCAL_SOCKET = 'local socket'

interface ConnectOptions {
  readonly host?: unknown
  readonly path?: unknown
}

/** Where `socket.connect(…)` would go, by any of its signatures: a host name or address, or `local socket` for a path. */
export function readDestination(connectArguments: readonly unknown[]): string {
  const [first, second] = unwrap(connectArguments)
  if (isConnectOptions(first)) return readOptions(first)
  if (isPipePath(first)) return LOCAL_SOCKET
  return typeof second === 'string' ? second : 'localhost'
}

export function isLoopback(destination: string): boolean {
  if (destination === LOCAL_SOCKET || destination === 'localhost') return true
  if (isIP(destination) === 4) return destination.startsWith('127.')
  return destination === '::1' || destination === '::ffff:127.0.0.1'
}

// Node's own callers hand the arguments over already normalised: one array of options and callback.
function unwrap(connectArguments: readonly unknown[]): readonly unknown[] {
  const [first] = connectArguments
  return Array.isArray(first) ? first : connectArguments
}

function readOptions({ host, path }: ConnectOptions): string {
  if (typeof path === 'string') return LOCAL_SOCKET
  return typeof host === 'string' ? host : 'localhost'
}

function isConnectOptions(value: unknown): value is ConnectOptions {
  return typeof value === 'object' && value !== null
}

function isPipePath(value: unknown): boolean {
  return typeof value === 'string' && Number.isNaN(Number(value))
}
