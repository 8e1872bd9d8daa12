import { describe, expect, it } from 'vitest'
import { openPlainSite, type PlainSite, PlainVisitor } from '../support/plain-site.js'

const base = '/auth/amazon'
const password = 'kV-correct-horse'

function failures(site: PlainSite): unknown[] {
  return site.events.flatMap((event) =>
    event.type === 'failed' ? [[event.code, messageOf(event.error)]] : [],
  )
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : ''
}

async function prove(visitor: PlainVisitor, more: Record<string, string> = {}) {
  const { csrf } = await visitor.get(`${base}/link`)
  return visitor.post(`${base}/link`, { csrf, password, ...more })
}

describe('a host of plain objects with memoryLinks', () => {
  it('gets a new customer an account, and signs them in when they return', async () => {
    const site = openPlainSite()
    const first = new PlainVisitor(site)
    expect((await first.signInWithAmazon('?return_to=%2Fcart')).location).toBe('/cart')
    expect(first.signedInAs).toBe('a1')
    const second = new PlainVisitor(site)
    await second.signInWithAmazon()
    expect([second.signedInAs, site.accounts.size]).toEqual(['a1', 1])
    expect(site.links.allLinks()).toMatchObject([{ accountId: 'a1', emailAtLink: 'vera@ex.test' }])
    expect(site.events.map(({ type }) => type)).toEqual(['signed-up', 'signed-in', 'signed-in'])
  })

  it('asks for the password of the account that the address locates', async () => {
    const site = openPlainSite()
    const account = site.add({ email: 'vera@ex.test', password })
    const visitor = new PlainVisitor(site)
    expect((await visitor.signInWithAmazon()).location).toBe(`${base}/link`)
    expect(site.links.allLinks()).toEqual([])
    expect((await prove(visitor, { password: 'wrong' })).status).toBe(403)
    expect((await prove(visitor)).location).toBe('/')
    expect(visitor.signedInAs).toBe(account.id)
    expect(site.links.allLinks()).toMatchObject([{ accountId: account.id }])
  })

  it('links and unlinks from settings', async () => {
    const site = openPlainSite()
    const visitor = new PlainVisitor(site)
    visitor.signIn(site.add({ email: 'v@ex.test', password }))
    const started = await visitor.post(`${base}/start`, { intent: 'link' }, { accept: 'application/json' })
    await visitor.get(visitor.backFrom(JSON.parse(started.text).location))
    const { csrf } = await visitor.get(`${base}/link`)
    expect((await visitor.post(`${base}/link`, { csrf })).location).toBe(`${base}/connections`)
    expect(site.links.allLinks()).toHaveLength(1)
    const settings = await visitor.get(`${base}/connections`)
    await visitor.post(`${base}/connections/unlink`, { csrf: settings.csrf })
    expect(site.links.allLinks()).toEqual([])
    expect(site.links.auditRecords.map(({ event }) => event)).toEqual(['linked', 'unlinked'])
  })

  it('makes one account of two first sign-ins at once', async () => {
    const site = openPlainSite()
    const visitors = [new PlainVisitor(site), new PlainVisitor(site)]
    const callbacks = await Promise.all(visitors.map((visitor) => visitor.goToAmazon()))
    await Promise.all(visitors.map((visitor, index) => visitor.get(callbacks[index] ?? '')))
    expect(site.accounts.size).toBe(1)
    expect(site.links.allLinks()).toHaveLength(1)
  })

  it('asks on the registration page for what the host finds wrong, and creates it then', async () => {
    const site = openPlainSite({
      host: {
        createAccount: async (registration) => {
          if (registration.name !== 'Vera W.') return { problems: [{ field: 'name', problem: 'required' }] }
          return { account: site.add({ email: registration.email }) }
        },
      },
    })
    const visitor = new PlainVisitor(site)
    expect((await visitor.signInWithAmazon()).location).toBe(`${base}/register`)
    const { csrf } = await visitor.get(`${base}/register`)
    const fields = { csrf, email: 'vera@ex.test', name: 'Vera' }
    expect((await visitor.post(`${base}/register`, fields)).status).toBe(422)
    expect(site.links.allLinks()).toEqual([])
    expect((await visitor.post(`${base}/register`, { ...fields, name: 'Vera W.' })).status).toBe(303)
    expect([visitor.signedInAs, site.links.allLinks().length]).toEqual(['a1', 1])
  })

  it('signs nobody in by the link of an account that is gone, and keeps no such link', async () => {
    const site = openPlainSite()
    await new PlainVisitor(site).signInWithAmazon()
    site.accounts.clear()
    site.add({ id: 'b1', email: 'vera@ex.test', password })
    const visitor = new PlainVisitor(site)
    expect((await visitor.signInWithAmazon()).location).toBe(`${base}/link`)
    expect([visitor.signedInAs, site.links.allLinks()]).toEqual([null, []])
  })

  it('lets go of a subject when the host could not create the account', async () => {
    let isDown = true
    const site = openPlainSite({
      host: {
        createAccount: async ({ email }) => {
          if (isDown) throw new Error('the accounts are down')
          return { account: site.add({ email }) }
        },
      },
    })
    const visitor = new PlainVisitor(site)
    expect((await visitor.signInWithAmazon()).location).toMatch(/code=host-failed/)
    isDown = false
    expect((await visitor.signInWithAmazon()).location).toBe('/')
    expect([visitor.signedInAs, site.accounts.size]).toEqual(['a1', 1])
  })

  it('completes a sign-up although the link could not be written at first', async () => {
    const site = openPlainSite()
    const { createLink } = site.links
    let calls = 0
    site.links.createLink = async (link) => {
      calls += 1
      if (calls === 1) throw new Error('the connection was reset')
      return createLink.call(site.links, link)
    }
    const visitor = new PlainVisitor(site)
    expect((await visitor.signInWithAmazon()).location).toBe('/')
    expect([visitor.signedInAs, site.accounts.size, site.links.allLinks().length]).toEqual(['a1', 1, 1])
  })
})

describe('pages of the host’s own that a step leads to', () => {
  const captcha = { verifyPassword: async () => ({ continueAt: '/captcha' }) } as const

  it('are named in JSON too, when the password of a removal is asked there', async () => {
    const site = openPlainSite({ host: captcha })
    const visitor = new PlainVisitor(site)
    await visitor.signInWithAmazon()
    for (const account of site.accounts.values()) account.password = password
    site.now = new Date(site.now.getTime() + 3600_000)
    const page = await visitor.postJson(`${base}/connections/unlink`, { password })
    expect([page.status, JSON.parse(page.text)]).toMatchObject([409, { continue_at: '/captcha' }])
    expect(site.links.allLinks()).toHaveLength(1)
  })

  it('answered by sessions.start itself are neither stored nor told to other sites', async () => {
    const site = openPlainSite({
      sessions: { current: async () => null, start: async () => new Response('<p>Your code?</p>') },
    })
    const page = await new PlainVisitor(site).signInWithAmazon()
    const { headers } = page
    expect([page.status, page.text]).toEqual([200, '<p>Your code?</p>'])
    expect([headers.get('cache-control'), headers.get('referrer-policy')]).toEqual([
      'no-store',
      'no-referrer',
    ])
    expect(headers.getSetCookie().some((line) => line.includes('.tx-'))).toBe(true)
  })
})

describe('what a visitor or a host gets wrong', () => {
  it('an empty address locates no account without one', async () => {
    const site = openPlainSite()
    site.add({ email: '', password: 'kNobody' })
    site.add({ email: 'vera@ex.test', password })
    const visitor = new PlainVisitor(site)
    await visitor.signInWithAmazon()
    expect((await prove(visitor, { email: '', password: 'kNobody' })).status).toBe(403)
    expect((await prove(visitor, { email: ' vera@ex.test ' })).status).toBe(303)
    expect(visitor.signedInAs).toBe('a2')
  })

  it('a sign-in that lies hours ahead, read in another time zone, is no fresh one', async () => {
    const site = openPlainSite()
    const visitor = new PlainVisitor(site)
    const account = site.add({ email: 'v@ex.test', password })
    visitor.jar.set('session', `${account.id}~${site.now.getTime() + 7_200_000}`)
    const started = await visitor.post(`${base}/start`, { intent: 'link' }, { accept: 'application/json' })
    await visitor.get(visitor.backFrom(JSON.parse(started.text).location))
    expect((await visitor.get(`${base}/link`)).text).toContain('type="password"')
  })
})

/** A host written without a compiler: what the types forbid, JavaScript lets through. */
function openCarelessSite(functions: Record<string, (...given: never[]) => unknown>): PlainSite {
  const host: object = functions
  return openPlainSite({ host })
}

describe('a host that answers otherwise than the types say', () => {
  it('is understood where it answers undefined for no account and for nobody', async () => {
    const site = openPlainSite()
    const careless = openCarelessSite({ findAccount: async (id: string) => site.accounts.get(id) })
    await new PlainVisitor(careless).signInWithAmazon()
    const again = new PlainVisitor(careless)
    await again.signInWithAmazon()
    // Its findAccount looks in an empty shop: the link is stale, and the address is taken.
    expect(again.signedInAs).toBeNull()
    expect(careless.links.allLinks()).toEqual([])
  })

  it('is understood where sessions.current answers undefined, a number or a time that is none', async () => {
    for (const session of [undefined, null]) {
      const site = openPlainSite({ sessions: Object.assign({ start: async () => {} }, answering(session)) })
      site.add({ email: 'vera@ex.test', password })
      const visitor = new PlainVisitor(site)
      await visitor.signInWithAmazon()
      expect((await prove(visitor)).status).toBe(303)
    }
    const numbered = { accountId: 7, authenticatedAt: new Date(Number.NaN) }
    const site = openPlainSite({ sessions: Object.assign({ start: async () => {} }, answering(numbered)) })
    site.add({ id: '7', email: 'v@ex.test', password })
    const visitor = new PlainVisitor(site)
    const started = await visitor.post(`${base}/start`, { intent: 'link' }, { accept: 'application/json' })
    await visitor.get(visitor.backFrom(JSON.parse(started.text).location))
    const { csrf, text } = await visitor.get(`${base}/link`)
    expect(text).toContain('type="password"')
    expect((await visitor.post(`${base}/link`, { csrf, password })).status).toBe(303)
    expect(site.links.allLinks()).toMatchObject([{ accountId: '7' }])
  })

  it.each([
    ['findAccountsByEmail', undefined, 'findAccountsByEmail answered undefined in place of a list'],
    ['createAccount', undefined, 'createAccount answered undefined in place of { account }'],
    ['createAccount', { account: { id: 7 } }, 'id is a value of the type number: ids are text here'],
    ['verifyPassword', true, "verifyPassword answered true in place of 'correct'"],
    ['verifyPassword', null, "verifyPassword answered null in place of 'correct'"],
  ])('is told so: %s answers %j', async (name, answer, told) => {
    const site = openCarelessSite({ [name]: async () => answer })
    if (name === 'verifyPassword') site.add({ email: 'vera@ex.test', password })
    const visitor = new PlainVisitor(site)
    await visitor.signInWithAmazon()
    if (name === 'verifyPassword') await prove(visitor)
    expect(failures(site)).toEqual([['host-failed', expect.stringContaining(told)]])
    expect([visitor.signedInAs, site.links.allLinks()]).toEqual([null, []])
  })

  it.each([async () => undefined, () => undefined, async () => null])(
    'with a gate that forgets to answer lets nobody in',
    async (admit) => {
      const site = openCarelessSite({ admit })
      const visitor = new PlainVisitor(site)
      expect((await visitor.signInWithAmazon()).location).toBe(`${base}/problem?reason=account-refused`)
      expect(visitor.signedInAs).toBeNull()
      expect(site.events).toContainEqual(expect.objectContaining({ type: 'not-admitted', words: null }))
    },
  )

  it('reads in its log whom its gate refused, and in which words', async () => {
    const site = openCarelessSite({ admit: async () => ({ refused: 'unpaid bills' }) })
    await new PlainVisitor(site).signInWithAmazon()
    expect(site.events.filter(({ type }) => type === 'not-admitted')).toEqual([
      {
        type: 'not-admitted',
        at: expect.any(Date),
        accountId: 'a1',
        action: 'sign-in',
        words: 'unpaid bills',
      },
    ])
  })
})

describe('functions of the host that throw', () => {
  const broken = (): never => {
    throw new Error('broken')
  }

  it('in its log fail no sign-in, and leave no rejection behind', async () => {
    for (const log of [{ onEvent: broken }, { onEvent: async () => broken() }]) {
      const visitor = new PlainVisitor(openPlainSite(log))
      expect((await visitor.signInWithAmazon()).location).toBe('/')
      expect(visitor.signedInAs).toBe('a1')
    }
  })

  it('in its pages, language or addresses are answered all the same', async () => {
    for (const pages of [{ problem: broken }, { locale: broken }]) {
      const site = openPlainSite({ pages })
      const page = await new PlainVisitor(site).get(`${base}/nothing`)
      expect([page.status, page.headers.get('cache-control')]).toEqual([500, 'no-store'])
      expect(failures(site).at(-1)).toEqual(['internal', 'broken'])
    }
  })

  it('in finding the client’s address stop a password from being tried uncounted', async () => {
    const site = openPlainSite({ clientAddress: broken })
    site.add({ email: 'vera@ex.test', password })
    const visitor = new PlainVisitor(site)
    await visitor.signInWithAmazon()
    expect((await prove(visitor)).status).toBe(500)
    expect(site.links.allLinks()).toEqual([])
  })
})

function answering(session: unknown): { readonly current: () => Promise<never> } {
  // What no typed host could answer.
  const current: () => Promise<never> = async () => session as never
  return { current }
}
