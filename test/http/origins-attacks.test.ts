import { describe, expect, it } from 'vitest'
import {
  app,
  ask,
  challengeOf,
  claim,
  codeIn,
  fromApp,
  openSiteWithApp,
  PlainVisitor,
  returnFromAmazon,
  startQuery,
  verifier,
} from './an-app.js'

const password = 'kV-correct-horse'

/** Origins that look like the allowed one to whoever compares carelessly. */
const foreignOrigins = [
  'https://evil.example',
  'null',
  'https://app.example.evil',
  'https://app.example.evil.example',
  'https://evil-app.example',
  'https://sub.app.example',
  'http://app.example',
  'https://app.example:444',
  'https://APP.example',
  'https://app.example/',
  'https://app.example, https://evil.example',
  '',
]

/** A browser with a link prompt open, begun at the app. */
async function withPrompt() {
  const site = openSiteWithApp()
  site.add({ email: 'vera@ex.test', password })
  const visitor = new PlainVisitor(site)
  await returnFromAmazon(visitor)
  return { site, visitor }
}

describe('a page of another origin', () => {
  it.each(foreignOrigins)('cannot read what waits here, as %j', async (origin) => {
    const { visitor } = await withPrompt()
    const { headers } = await ask(visitor, '/pending', { origin })
    expect(headers.get('access-control-allow-origin')).toBeNull()
    expect(headers.get('access-control-allow-credentials')).toBeNull()
  })

  it.each(foreignOrigins)('cannot answer what waits here, as %j', async (origin) => {
    const { site, visitor } = await withPrompt()
    const answer = await ask(visitor, '/link', { origin, json: { password } })
    expect([answer.status, answer.body['reason']]).toEqual([403, 'cross-site-request'])
    expect(await site.links.findLinkOfAccount('a1')).toBeNull()
  })

  it.each(foreignOrigins)('is refused its preflight, as %j', async (origin) => {
    const visitor = new PlainVisitor(openSiteWithApp())
    const headers = { 'access-control-request-method': 'POST' }
    const answer = await ask(visitor, '/link', { method: 'OPTIONS', origin, headers })
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([405, null])
  })

  it('cannot post a form in the name of the app', async () => {
    const { site, visitor } = await withPrompt()
    const headers = { origin: app, 'sec-fetch-site': 'cross-site' }
    const answer = await visitor.post('/auth/amazon/link', { password }, headers)
    expect(answer.status).toBe(403)
    expect(await site.links.findLinkOfAccount('a1')).toBeNull()
  })

  it('cannot begin a sign-in for the app: its visitor is asked first', async () => {
    const visitor = new PlainVisitor(openSiteWithApp())
    for (const referer of ['https://evil.example/', 'https://app.example.evil/', 'about:blank', 'app']) {
      const answer = await visitor.get(`/auth/amazon/start${startQuery()}`, { ...fromApp, referer })
      expect([answer.status, answer.location]).toEqual([200, null])
    }
  })
})

describe('the address to return to', () => {
  it.each([
    'https://evil.example/',
    'https://app.example.evil/',
    'https://app.example.evil.example/',
    'https://app.example@evil.example/',
    'https://app.example:443@evil.example/',
    'https://user:pass@app.example/',
    'https://app.example\\@evil.example/',
    'https://app.example\\.evil.example/',
    'https://app.example/\\evil',
    'https://app.example%2eevil.example/',
    'https://app.example。evil.example/',
    'https://app.example:8443/',
    'http://app.example/',
    'HTTPS://app.example/',
    '//app.example/',
    'https:app.example/',
    'https:/app.example/',
    'https:\\\\app.example/',
    'javascript:alert(1)//https://app.example/',
    'https://app.example/\r\nset-cookie: a=b',
    'https://app.example/ x',
    'https://app.example?x',
    'https://app.example#x',
    `https://app.example/${'x'.repeat(600)}`,
    'https://app.example/?amazon_code=planted',
    'https://app.example/?amazon=signed-in',
    ' https://app.example/',
    'null',
  ])('is never %j', async (address) => {
    const visitor = new PlainVisitor(openSiteWithApp())
    const asked = startQuery({ return_to: address })
    const started = await visitor.get(`/auth/amazon/start${asked}`, { 'sec-fetch-site': 'none' })
    const back = await visitor.get(visitor.backFrom(started.location))
    expect(back.location).toBe('/')
  })

  it.each([
    ['without a challenge', ''],
    ['with a challenge that is none', 'plain'],
    ['with a verifier in its place', `${verifier}=`],
  ])('is no app’s %s', async (_name, challenge) => {
    const visitor = new PlainVisitor(openSiteWithApp())
    const asked = startQuery({ code_challenge: challenge })
    expect((await visitor.get(`/auth/amazon/start${asked}`, fromApp)).status).toBe(400)
  })

  it('loses its effect with the permission of its origin', async () => {
    const before = openSiteWithApp()
    const visitor = new PlainVisitor(before)
    const started = await visitor.get(`/auth/amazon/start${startQuery()}`, fromApp)
    const after = Object.assign(new PlainVisitor(openSiteWithApp({ origins: [] })), { jar: visitor.jar })
    const back = await after.get(visitor.backFrom(started.location))
    expect(back.location).toBe('/')
  })
})

describe('the code of an app', () => {
  async function withCode() {
    const site = openSiteWithApp()
    const visitor = new PlainVisitor(site)
    const back = await returnFromAmazon(visitor)
    return { site, visitor, code: codeIn(back.location) }
  }
  const refused = { status: 403, body: { outcome: 'refused', reason: 'code-rejected' } }

  it('works once', async () => {
    const { visitor, code } = await withCode()
    expect((await claim(visitor, code)).status).toBe(200)
    expect(await claim(visitor, code)).toMatchObject(refused)
  })

  it('works once of two at the same time', async () => {
    const { visitor, code } = await withCode()
    const answers = await Promise.all([claim(visitor, code), claim(visitor, code)])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  it('is worth nothing to whoever read it off the address', async () => {
    const { visitor, code } = await withCode()
    for (const stolen of ['', 'a-guess', challengeOf(verifier), verifier.slice(1)]) {
      expect(await claim(visitor, code, { verifier: stolen })).toMatchObject(refused)
    }
    expect((await claim(visitor, code)).status, 'and its owner can still use it').toBe(200)
  })

  it('belongs to the page of the origin that began', async () => {
    const { visitor, code } = await withCode()
    for (const origin of ['https://other.example', 'https://evil.example', 'null', null]) {
      expect(await claim(visitor, code, { origin })).toMatchObject(refused)
    }
  })

  it('is too old after a minute', async () => {
    const { site, visitor, code } = await withCode()
    site.now = new Date(site.now.getTime() + 60_000)
    expect(await claim(visitor, code)).toMatchObject(refused)
  })

  it('cannot be made up, changed or taken from another site', async () => {
    const { visitor, code } = await withCode()
    const foreign = new PlainVisitor(openSiteWithApp({ baseUrl: 'https://elsewhere.example' }))
    const ofAnother = codeIn((await returnFromAmazon(foreign)).location)
    for (const forged of ['', 'x', `${code.slice(0, -4)}AAAA`, ofAnother]) {
      expect(await claim(visitor, forged)).toMatchObject(refused)
    }
  })

  it('is taken in JSON only', async () => {
    const { visitor, code } = await withCode()
    const answer = await visitor.post(
      '/auth/amazon/session',
      { code, code_verifier: verifier },
      { origin: app },
    )
    expect([answer.status, visitor.signedInAs]).toEqual([415, null])
  })

  it('replaces nobody who signed in meanwhile', async () => {
    const { site, visitor, code } = await withCode()
    visitor.signIn(site.add({ email: 'nora@ex.test', password }))
    expect((await claim(visitor, code)).body['reason']).toBe('session-changed')
  })

  it('opens no account that was disabled, deleted or unlinked meanwhile', async () => {
    const gone = async (change: (site: ReturnType<typeof openSiteWithApp>) => unknown) => {
      const { site, visitor, code } = await withCode()
      await change(site)
      const answer = await claim(visitor, code)
      expect(answer.headers.getSetCookie()).toEqual([])
      return answer.body['reason']
    }
    expect(await gone(({ accounts }) => Object.assign(accounts.get('a1') ?? {}, { disabled: true }))).toBe(
      'account-disabled',
    )
    expect(await gone(({ accounts }) => accounts.delete('a1'))).toBe('account-gone')
    const identity = { issuer: 'https://www.amazon.com', subject: 'amzn1.account.VERA' }
    const audit = { event: 'unlinked', accountId: 'a1', identity, details: {} } as const
    expect(await gone(({ links, now }) => links.deleteLink('a1', { at: now, ...audit }))).toBe('try-again')
  })

  it('passes the host’s gate once more', async () => {
    let answer: 'admitted' | { refused: string } = 'admitted'
    const site = openSiteWithApp({ host: { admit: async () => answer } })
    const visitor = new PlainVisitor(site)
    const code = codeIn((await returnFromAmazon(visitor)).location)
    answer = { refused: 'banned' }
    expect((await claim(visitor, code)).body['reason']).toBe('account-refused')
  })
})
