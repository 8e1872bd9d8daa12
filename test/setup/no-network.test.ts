import { createServer, connect as netConnect, type Socket } from 'node:net'
import { connect as tlsConnect } from 'node:tls'
import { request } from 'undici'
import { describe, expect, it } from 'vitest'
import { isLoopback, readDestination } from './destination.js'

const failure = (socket: Socket): Promise<unknown> =>
  new Promise((resolve) => socket.once('error', resolve).once('connect', () => resolve('connected')))

const refused = expect.objectContaining({ code: 'ERR_TEST_NETWORK' })

describe('the network guard of the tests', () => {
  it('stops a plain and a TLS connection to another machine', async () => {
    expect(await failure(netConnect(80, '192.0.2.1'))).toEqual(refused)
    expect(await failure(tlsConnect({ port: 443, host: 'api.amazon.example' }))).toEqual(refused)
  })

  it('stops fetch and undici', async () => {
    await expect(fetch('https://api.amazon.example/')).rejects.toMatchObject({ cause: refused })
    await expect(request('http://192.0.2.1/')).rejects.toEqual(refused)
  })

  it('lets a connection to this machine through', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const socket = netConnect(port, '127.0.0.1')
    expect(await failure(socket)).toBe('connected')
    socket.destroy()
    server.close()
  })
})

describe('readDestination', () => {
  it.each([
    [[{ port: 80, host: 'shop.example' }], 'shop.example'],
    [[[{ port: 80, host: 'shop.example' }, null]], 'shop.example'],
    [[80, 'shop.example'], 'shop.example'],
    [['80', 'shop.example'], 'shop.example'],
    [[80], 'localhost'],
    [[{ port: 80 }], 'localhost'],
    [['/run/db.sock'], 'local socket'],
    [[{ path: '/run/db.sock' }], 'local socket'],
  ])('reads %j as %s', (connectArguments, destination) => {
    expect(readDestination(connectArguments)).toBe(destination)
  })
})

describe('isLoopback', () => {
  it.each(['127.0.0.1', '127.8.9.1', '::1', 'localhost', 'local socket'])('accepts %s', (destination) => {
    expect(isLoopback(destination)).toBe(true)
  })

  it.each(['10.0.0.1', '::2', 'localhost.shop.example', '127.0.0.1.shop.example', '127.evil.example'])(
    'refuses %s',
    (destination) => {
      expect(isLoopback(destination)).toBe(false)
    },
  )
})
