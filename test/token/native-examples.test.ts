import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type AmazonSdk, type Screens, signIn } from '../../examples/expo/sign-in.js'
import { createClient } from '../../src/client.js'
import type { SparekeyOptions } from '../../src/index.js'
import type { SqlAccount } from '../../src/sql.js'
import { addUser, password } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import { mobile, openPhone, type Phone, withApp } from './phone.js'

const open = useShop()

const signedInAt = new Date()

/** A site whose app gets a token of the site's own, in place of a cookie. */
const withBearer = {
  ...withApp,
  sessions: {
    current: async ({ request }) => {
      const accountId = /^Bearer of-(.+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
      return accountId === undefined ? null : { accountId, authenticatedAt: signedInAt }
    },
    start: async ({ id }) => ({ body: { token: `of-${id}` } }),
  } satisfies SparekeyOptions<SqlAccount>['sessions'],
} as const

const neverAsked: Screens = {
  askPassword: async () => {
    throw new Error('asked for a password')
  },
  askDetails: async () => {
    throw new Error('asked for details')
  },
}

function sdkOf({ shop }: Phone, customer: string): AmazonSdk {
  const { access_token } = shop.emulator.issueTokens({ clientId: mobile.clientId, customer })
  return { authorize: async () => ({ accessToken: access_token }) }
}

const clientOf = ({ shop }: Phone) => createClient({ baseUrl: shop.origin, mode: 'bearer' })

describe('the Expo example', () => {
  it('signs a newcomer in with the token of the site', async () => {
    const phone = await openPhone(open(withBearer))
    const outcome = await signIn(clientOf(phone), sdkOf(phone, 'nora'), neverAsked)
    expect(outcome).toMatchObject({ kind: 'signed-in', created: true, body: { token: 'of-1' } })
  })

  it('links by password, at the second try', async () => {
    const phone = await openPhone(open(withBearer))
    const vera = addUser(phone.shop, { email: 'vera@ex.test' })
    const typed = ['wrong', password]
    const problems: (string | null)[] = []
    const askPassword: Screens['askPassword'] = async (question, problem) => {
      expect(question.emailHint).toBe('v•••@ex.test')
      problems.push(problem)
      return { password: typed.shift() ?? '' }
    }
    const outcome = await signIn(clientOf(phone), sdkOf(phone, 'vera'), { ...neverAsked, askPassword })
    expect(outcome).toMatchObject({ kind: 'signed-in', linked: true, body: { token: `of-${vera}` } })
    expect(problems).toEqual([null, expect.stringMatching(/\w/)])
  })

  it('registers, when the account that was found is not the customer’s', async () => {
    const phone = await openPhone(open(withBearer))
    addUser(phone.shop, { email: 'vera@ex.test' })
    const outcome = await signIn(clientOf(phone), sdkOf(phone, 'mallory'), {
      askPassword: async () => 'not-mine',
      askDetails: async ({ prefill }) => ({ name: prefill['name'] ?? '', email: 'm@ex.test' }),
    })
    expect(outcome).toMatchObject({ kind: 'signed-in', created: true })
  })

  it('ends where the customer leaves', async () => {
    const phone = await openPhone(open(withBearer))
    addUser(phone.shop, { email: 'vera@ex.test' })
    const leaves: Screens = { ...neverAsked, askPassword: async () => null }
    expect(await signIn(clientOf(phone), sdkOf(phone, 'vera'), leaves)).toBe('cancelled')
    const cancels: AmazonSdk = { authorize: async () => 'cancelled' }
    expect(await signIn(clientOf(phone), cancels, neverAsked)).toBe('cancelled')
    expect(phone.shop.rows('select * from amazon_links')).toEqual([])
  })
})

describe('an app whose customer is signed in', () => {
  it('links from its settings, after a yes, with the session that it has', async () => {
    const phone = await openPhone(open(withBearer))
    const local = addUser(phone.shop, { email: 'local@ex.test' })
    const authorization = () => `Bearer of-${local}`
    const client = createClient({ baseUrl: phone.shop.origin, mode: 'bearer', authorization })
    const { accessToken } = phone.signInAtAmazon('vera')
    const asked = await client.token({ accessToken, intent: 'link' })
    expect(asked).toMatchObject({ kind: 'confirm', action: 'link', ticket: expect.any(String) })
    if (asked.kind !== 'confirm') return
    const held = { ticket: asked.ticket, ticketKey: accessToken }
    expect(await clientOf(phone).confirm({}, held)).toMatchObject({ kind: 'refused' })
    expect(phone.shop.rows('select * from amazon_links')).toEqual([])
    expect(await client.confirm({}, held)).toMatchObject({ kind: 'signed-in', linked: true })
    const back = await clientOf(phone).token({ accessToken })
    expect(back).toMatchObject({ kind: 'signed-in', body: { token: `of-${local}` } })
  })
})

/** What an example posts: the path, and the members of the body. */
interface Posted {
  readonly path: string
  readonly members: readonly string[]
}

const sources = {
  kotlin: { file: 'kotlin/SignIn.kt', member: /"(\w+)" to / },
  swift: { file: 'swift/SignIn.swift', member: /"(\w+)":/ },
} as const

function postedBy({ file, member }: (typeof sources)[keyof typeof sources]): Posted[] {
  const text = readFileSync(new URL(`../../examples/${file}`, import.meta.url), 'utf8')
  return text
    .split('\n')
    .map((line) => ({ line, path: / post\("([^"]+)"/.exec(line)?.[1] }))
    .flatMap(({ line, path }) => {
      if (path === undefined) return []
      return [{ path, members: [...line.matchAll(new RegExp(member, 'g'))].map(([, name = '']) => name) }]
    })
}

describe.each(['kotlin', 'swift'] as const)('the calls of the %s example', (language) => {
  const posted = postedBy(sources[language])
  const values = {
    password,
    email: 'm@ex.test',
    name: 'Mallory',
  }

  /** Sends what the example would send, with the values of this test. */
  async function replay(phone: Phone, path: string) {
    const call = posted.find((one) => one.path === path)
    const known = {
      ...values,
      access_token: phone.accessToken,
      ticket: phone.ticket,
      ticket_key: phone.accessToken,
    }
    const entries = (call?.members ?? []).map((name) => [name, Reflect.get(known, name)])
    return phone.post(path, Object.fromEntries(entries))
  }

  it('are those that a phone makes', () => {
    expect(posted).toEqual([
      { path: '/token', members: ['access_token'] },
      { path: '/link', members: ['ticket', 'ticket_key', 'password'] },
      { path: '/link/decline', members: ['ticket', 'ticket_key'] },
      { path: '/register', members: ['ticket', 'ticket_key', 'email', 'name'] },
    ])
  })

  it('link by password', async () => {
    const phone = (await openPhone(open(withBearer))).signInAtAmazon('vera')
    const vera = addUser(phone.shop, { email: 'vera@ex.test' })
    expect((await replay(phone, '/token')).body).toMatchObject({ outcome: 'prove-ownership' })
    expect((await replay(phone, '/link')).body).toMatchObject({
      outcome: 'signed-in',
      token: `of-${vera}`,
    })
    expect((await replay(phone, '/token')).body).toMatchObject({ outcome: 'signed-in' })
  })

  it('decline and register', async () => {
    const phone = (await openPhone(open(withBearer))).signInAtAmazon('mallory')
    addUser(phone.shop, { email: 'vera@ex.test' })
    await replay(phone, '/token')
    expect((await replay(phone, '/link/decline')).body).toMatchObject({ outcome: 'register' })
    expect((await replay(phone, '/register')).body).toMatchObject({ outcome: 'signed-in', created: true })
  })
})
