import { match, strictEqual } from 'node:assert'
import { test } from 'node:test'
import { createApp } from './app.js'
import { createStorage } from './session.js'
import { openUsers } from './users.js'

test('a visitor signs up, is known, signs out and signs in again', async () => {
  const users = await openUsers(':memory:')
  const app = createApp({ users, storage: createStorage('for this test only') })
  let cookie = ''
  const call = async (path: string, form?: Record<string, string>) => {
    const response = await app(
      new Request(`http://localhost/${path}`, {
        method: form === undefined ? 'GET' : 'POST',
        headers: { cookie },
        body: form === undefined ? null : new URLSearchParams(form),
      }),
    )
    cookie = response.headers.getSetCookie()[0]?.split(';', 1)[0] ?? cookie
    return {
      status: response.status,
      location: response.headers.get('location'),
      text: await response.text(),
    }
  }
  const person = { email: 'ada@app.example', name: 'Ada <3', password: 'engine-no-1' }
  strictEqual((await call('sign-up', person)).location, '/account')
  match((await call('account')).text, /Ada &lt;3, ada@app/)
  await call('sign-out', {})
  strictEqual((await call('account')).location, '/sign-in')
  strictEqual((await call('sign-up', person)).status, 422)
  strictEqual((await call('sign-in', { ...person, password: 'guess' })).status, 403)
  strictEqual((await call('sign-in', { ...person, email: 'ADA@app.example' })).location, '/account')
  await users.destroy()
})
