import 'reflect-metadata'
import { match, strictEqual } from 'node:assert'
import { test } from 'node:test'
import { NestFactory } from '@nestjs/core'
import { DataSource } from 'typeorm'
import { AppModule } from './app.module.js'

test('a visitor signs up, is known, signs out and signs in again', async () => {
  const app = await NestFactory.create(AppModule, { logger: ['error'] })
  await app.listen(0, '127.0.0.1')
  const url = await app.getUrl()
  let cookie = ''
  const call = async (path: string, form?: Record<string, string>) => {
    const response = await fetch(`${url}/${path}`, {
      method: form === undefined ? 'GET' : 'POST',
      headers: { cookie },
      body: form === undefined ? null : new URLSearchParams(form),
      redirect: 'manual',
    })
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    return {
      status: response.status,
      location: response.headers.get('location'),
      text: await response.text(),
    }
  }
  const person = { email: `ada-${Date.now()}@app.example`, name: 'Ada <3', password: 'engine-no-1' }
  strictEqual((await call('sign-up', person)).location, '/account')
  match((await call('account')).text, /Ada &lt;3, ada-/)
  await call('sign-out', {})
  strictEqual((await call('account')).location, '/sign-in')
  strictEqual((await call('sign-up', person)).status, 422)
  strictEqual((await call('sign-in', { ...person, password: 'guess' })).status, 403)
  strictEqual((await call('sign-in', { ...person, email: person.email.toUpperCase() })).location, '/account')
  await app.close()
  await app.get(DataSource).destroy()
})
