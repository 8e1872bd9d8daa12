import Database from 'libsql'
import { createSparekey } from 'sparekey'
import { sqlHost } from 'sparekey/sql'
import { describe, expect, it } from 'vitest'
import { canaries } from '../support/canaries.js'

const base = 'https://shop.example/auth/amazon'

/** A site over SQLite, and a visitor with cookies whom Amazon calls Vera. */
async function openSite(people: string) {
  const database = new Database(':memory:')
  database.exec(
    `create table users (id integer primary key, username text not null unique, email text, hash text); ${people}`,
  )
  const host = sqlHost({
    database,
    accounts: { table: 'users', id: 'id', email: 'email', username: 'username', passwordHash: 'hash' },
    links: { table: 'amazon_links' },
    passwords: { scheme: 'plain' },
  })
  await host.migrate()
  const sparekey = createSparekey({
    baseUrl: 'https://shop.example',
    secret: canaries.secret,
    amazon: { clientId: 'amzn1.application-oa2-client.shop', clientSecret: canaries.clientSecret },
    host,
    sessions: { current: async () => null, start: async () => undefined },
    fetch: async (input) =>
      new Request(input).url.endsWith('/auth/o2/token')
        ? Response.json({ access_token: 'Atza|plain', token_type: 'bearer', expires_in: 3600 })
        : Response.json({ user_id: 'amzn1.account.VERA', name: 'Vera Winter', email: 'vera@ex.test' }),
  })
  const jar = new Map<string, string>()
  const send = async (path: string, form?: Record<string, string>) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const posted = form && { method: 'POST', body: new URLSearchParams(form) }
    const headers = { accept: 'text/html', 'sec-fetch-site': 'same-origin', cookie }
    const response = await sparekey.handler(new Request(new URL(path, base), { headers, ...posted }))
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      jar.set(name, value)
    }
    const text = await response.text()
    return { status: response.status, location: response.headers.get('location') ?? '', text }
  }
  const start = await send(`${base}/start`)
  const state = new URL(start.location).searchParams.get('state') ?? ''
  const back = await send(`${base}/callback?code=ANplain&state=${state}`)
  const rows = (sql: string) => database.prepare(sql).all()
  return { send, back, rows }
}

const csrfIn = (text: string): string => /name="csrf" value="([^"]*)"/.exec(text)?.[1] ?? ''

describe('a site with usernames', () => {
  it('proposes one on the registration page, says when it is taken, and stores what was chosen', async () => {
    const { send, back, rows } = await openSite(
      "insert into users (username) values ('vera.winter'), ('vera')",
    )
    expect(back.location).toMatch(/register$/)
    const page = await send(back.location)
    expect(page.text).toContain('vera.winter2')
    expect(page.text).toContain('Username')
    const form = { csrf: csrfIn(page.text), email: 'vera@ex.test', name: 'Vera Winter' }
    const taken = await send(`${base}/register`, { ...form, username: 'vera' })
    expect(taken.status).toBe(422)
    await send(`${base}/register`, { ...form, csrf: csrfIn(taken.text), username: 'vera2' })
    expect(rows('select username, email from users where id > 2')).toEqual([
      { username: 'vera2', email: 'vera@ex.test' },
    ])
  })
})

describe('accounts whose addresses differ in case only', () => {
  const twins = (one: string, other: string) =>
    `insert into users values (1, 'a', 'vera@ex.test', '${one}'), (2, 'b', 'Vera@ex.test', '${other}')`

  it('link the one whose password it is', async () => {
    const { send, back, rows } = await openSite(twins('first', 'second'))
    const page = await send(back.location)
    await send(`${base}/link`, { csrf: csrfIn(page.text), password: 'second' })
    expect(rows('select account_id from amazon_links')).toEqual([{ account_id: '2' }])
  })

  it('link none where both have the same password', async () => {
    const { send, back, rows } = await openSite(twins('same', 'same'))
    const page = await send(back.location)
    await send(`${base}/link`, { csrf: csrfIn(page.text), password: 'same' })
    expect(rows('select * from amazon_links')).toEqual([])
  })
})
