import { strictEqual } from 'node:assert'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { createApp } from './app.js'
import { openDatabase } from './database.js'

void test('a visitor signs up, is known, signs out and signs in again', async () => {
  const database = openDatabase(':memory:')
  const app = createApp({ database, pages: '/nowhere', secret: 'for this test only' })
  const server = createServer(app).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  let cookie = ''
  const call = async (path: string, body?: object) => {
    const response = await fetch(`http://127.0.0.1:${port}/api/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    })
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    const answer = await response.text()
    return { status: response.status, user: answer === '' ? null : (JSON.parse(answer).user ?? null) }
  }
  const person = { email: 'ada@app.example', name: 'Ada', password: 'engine-no-1' }
  strictEqual((await call('sign-up', person)).status, 201)
  strictEqual((await call('me')).user.name, 'Ada')
  await call('sign-out', {})
  strictEqual((await call('me')).user, null)
  strictEqual((await call('sign-up', person)).status, 422)
  strictEqual((await call('sign-in', { ...person, password: 'guess' })).status, 403)
  strictEqual((await call('sign-in', { ...person, email: 'ADA@app.example' })).status, 200)
  strictEqual((await call('me')).user.email, 'ada@app.example')
  server.closeAllConnections()
  server.close()
  database.close()
})
