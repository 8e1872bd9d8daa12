import { match, strictEqual } from 'node:assert'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import mysql from 'mysql2/promise'
import { createApp } from './app.js'
import { createSessions, openSessions } from './sessions.js'
import { createUsers } from './users.js'

test('a visitor signs up, is known, signs out and signs in again', async () => {
  const pool = mysql.createPool(process.env['DATABASE_URL'] ?? '')
  await createUsers(pool)
  await createSessions(pool)
  const server = createServer(createApp({ pool, sessions: openSessions(pool) })).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  let cookie = ''
  const call = async (path: string, form?: Record<string, string>) => {
    const sent = form && { method: 'POST', body: new URLSearchParams(form) }
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      ...sent,
      headers: { cookie },
      redirect: 'manual',
    })
    cookie = response.headers.getSetCookie()[0]?.split(';', 1)[0] ?? cookie
    return {
      status: response.status,
      location: response.headers.get('location'),
      text: await response.text(),
    }
  }
  const person = { email: `ada-${Date.now()}@app.example`, name: 'Ada <3', password: 'engine-no-1' }
  strictEqual((await call('/sign-up', person)).location, '/account')
  match((await call('/account')).text, /Ada &lt;3, ada-/)
  await call('/sign-out', {})
  strictEqual((await call('/account')).location, '/sign-in')
  strictEqual((await call('/sign-up', person)).status, 422)
  strictEqual((await call('/sign-in', { ...person, password: 'guess' })).status, 403)
  strictEqual((await call('/sign-in', { ...person, email: person.email.toUpperCase() })).location, '/account')
  server.close()
  await pool.end()
})
