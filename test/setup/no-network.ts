import { Socket } from 'node:net'
import { isLoopback, readDestination } from './destination.js'

// Every client connection of this process (net, tls, http, undici, the global fetch) passes through this one method, so it
// is the one place where a test that would reach out can be stopped, before even a name is looked up.
const connect = Socket.prototype.connect

Socket.prototype.connect = function connectToLoopbackOnly(
  this: Socket,
  ...connectArguments: unknown[]
): Socket {
  const destination = readDestination(connectArguments)
  if (isLoopback(destination)) return Reflect.apply(connect, this, connectArguments)
  const problem = new Error(
    `Tests may only connect to loopback addresses, and this one tried ${destination}.`,
  )
  // Later, as a real refusal would come: callers attach their error handlers after this call returned.
  setImmediate(() => this.destroy(Object.assign(problem, { code: 'ERR_TEST_NETWORK' })))
  return this
}
