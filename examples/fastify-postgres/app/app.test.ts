import { match, strictEqual } from 'node:assert'
import { test } from 'node:test'
import pg from 'pg'
import { createApp } from './app.js'
import { createUsers } from './users.js'

test('a visitor signs up, is known, signs out and signs in again', async () => {
  const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'] ?? '' })
  await createUsers(pool)
  const app = await createApp({ pool, secret: 'for this test only, 32 letters long' })
  let cookie = ''
  const call = async (path: string, form?: Record<string, string>) => {
    const response = await app.inject({
      url: path,
      method: form === undefined ? 'GET' : 'POST',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(form).toString(),
    })
    const [set] = response.cookies
    if (set !== undefined) cookie = `${set.name}=${set.value}`
    return { status: response.statusCode, location: response.headers.location, text: response.body }
  }
  const person = { email: `ada-${Date.now()}@app.example`, name: 'Ada <3', password: 'engine-no-1' }
  strictEqual((await call('/sign-up', person)).location, '/account')
  match((await call('/account')).text, /Ada &lt;3, ada-/)
  await call('/sign-out', {})
  strictEqual((await call('/account')).location, '/sign-in')
  strictEqual((await call('/sign-up', person)).status, 422)
  strictEqual((await call('/sign-in', { ...person, password: 'guess' })).status, 403)
  strictEqual((await call('/sign-in', { ...person, email: person.email.toUpperCase() })).location, '/account')
  await app.close()
  await pool.end()
})
