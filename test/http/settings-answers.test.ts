import { describe, expect, it } from 'vitest'
import { linkFromSettings } from '../attacks/linked.js'
import { asJson, base, csrfOf, openScene, owner, type Scene } from '../flows/journeys.js'
import { codeFor } from '../life/mails.js'

const outcomeOf = ({ text }: { readonly text: string }) => JSON.parse(text)
const settings = `${base}/connections`

/** The settings of an account that is signed in, linked or not. */
async function atSettings(options: Parameters<typeof openScene>[0] = {}, account: object = {}) {
  const scene = openScene(options)
  scene.visitor.signIn(scene.site.add({ ...owner, ...account }))
  return {
    ...scene,
    read: async () => outcomeOf(await scene.visitor.get(settings, asJson)),
    send: async (path: string, form: Record<string, string>, headers: Record<string, string> = asJson) =>
      scene.visitor.post(
        `${settings}${path}`,
        { csrf: await csrfOf(scene.visitor, '/connections'), ...form },
        headers,
      ),
  }
}

async function linked(options: Parameters<typeof openScene>[0] = {}, account: object = {}) {
  const there = await atSettings(options, account)
  await linkFromSettings(there.visitor)
  return there
}

/** Long enough for the sign-in to be no proof any more. */
const growOld = ({ site }: Pick<Scene, 'site'>) => {
  site.now = new Date(site.now.getTime() + 3_600_000)
}

describe('GET /connections, as JSON', () => {
  const unlinked = {
    outcome: 'connections',
    link: null,
    keep_reason: null,
    ask_password: false,
    suggestion: null,
    set_password: null,
  }

  it('tells what is linked, since when, and what removing it takes', async () => {
    const { site, read, ...scene } = await atSettings()
    expect(await read()).toEqual(unlinked)
    await linkFromSettings(scene.visitor)
    const at = site.now.toISOString()
    const link = { email_hint: 'v•••@ex.test', linked_at: at, last_used_at: at }
    expect(await read()).toEqual({ ...unlinked, link })
    growOld({ site })
    expect(await read()).toEqual({ ...unlinked, link, ask_password: true })
  })

  it('tells why the last way in stays, and offers a password to an account without one', async () => {
    const { site, read } = await linked({}, { password: null })
    expect(await read()).toMatchObject({
      keep_reason: 'last-way-to-sign-in',
      set_password: { sign_in_url: null },
    })
    growOld({ site })
    const back = encodeURIComponent(settings)
    expect(await read()).toMatchObject({ set_password: { sign_in_url: `${base}/start?return_to=${back}` } })
  })

  it('tells no dates where the store keeps none', async () => {
    const scene: Scene = openScene({
      links: {
        findLinkOfAccount: async (id) => {
          const link = await scene.links.findLinkOfAccount(id)
          return link && { ...link, linkedAt: null, lastUsedAt: null, emailAtLink: null }
        },
      },
    })
    scene.visitor.signIn(scene.site.add(owner))
    await linkFromSettings(scene.visitor)
    const told = outcomeOf(await scene.visitor.get(settings, asJson))
    expect(told.link).toEqual({ email_hint: null, linked_at: null, last_used_at: null })
  })

  it('is told to nobody whose account is gone', async () => {
    const { site, visitor, read } = await linked()
    site.accounts.clear()
    expect(await read()).toMatchObject({ outcome: 'refused', reason: 'sign-in-required' })
    expect((await visitor.get(settings)).status).toBe(401)
  })

  it('is told to nobody who is not signed in', async () => {
    const { visitor, read } = await linked()
    visitor.jar.clear()
    expect(await read()).toMatchObject({ outcome: 'refused', reason: 'sign-in-required' })
    expect((await visitor.get(settings)).status).toBe(401)
  })
})

describe('the settings page', () => {
  it.each(['linked', 'unlinked', 'password-set'])('says once what was done: %s', async (notice) => {
    const { visitor } = await linked()
    const plain = (await visitor.get(settings)).text.length
    expect((await visitor.get(`${settings}?notice=${notice}`)).text.length).toBeGreaterThan(plain)
  })

  it('says nothing that only its address says', async () => {
    const { visitor } = await linked()
    const plain = (await visitor.get(settings)).text.length
    expect((await visitor.get(`${settings}?notice=anything`)).text.length).toBe(plain)
    expect((await visitor.get(`${settings}?other=linked`)).text.length).toBe(plain)
  })

  it('leads its forms to the routes that answer them', async () => {
    const one = await linked({}, { password: 'kV' })
    expect((await one.visitor.get(settings)).text).toContain(`action="${settings}/unlink"`)
    const two = await atSettings({}, { password: null })
    const page = (await two.visitor.get(settings)).text
    expect(page).toContain(`action="${base}/start"`)
    expect(page).toContain(`action="${settings}/password"`)
  })
})

describe('POST /connections/unlink', () => {
  it('takes no form without its token, and none from nobody', async () => {
    const { visitor, links, send } = await linked()
    const forged = await visitor.post(`${settings}/unlink`, { csrf: 'x' }, asJson)
    expect([forged.status, outcomeOf(forged).reason]).toEqual([403, 'csrf-token-invalid'])
    const without = await visitor.post(`${settings}/unlink`, {}, asJson)
    expect(outcomeOf(without).reason).toBe('csrf-token-invalid')
    visitor.jar.clear()
    expect(outcomeOf(await send('/unlink', {}))).toMatchObject({ reason: 'sign-in-required' })
    expect(links.allLinks()).toHaveLength(1)
  })

  it('says what was wrong, in JSON and beside the form', async () => {
    const { site, send, links } = await linked()
    growOld({ site })
    const missing = await send('/unlink', {})
    expect([missing.status, outcomeOf(missing).reason]).toEqual([403, 'reauthentication-required'])
    const wrong = await send('/unlink', { password: 'no' })
    expect(outcomeOf(wrong)).toMatchObject({ outcome: 'refused', reason: 'wrong-password' })
    expect(wrong.headers.get('retry-after')).toBeNull()
    const page = await send('/unlink', { password: 'no' }, {})
    expect([page.status, page.headers.get('content-type')]).toEqual([403, 'text/html; charset=utf-8'])
    expect(page.text).toContain(`action="${settings}/unlink"`)
    expect(links.allLinks()).toHaveLength(1)
    expect(outcomeOf(await send('/unlink', { password: 'kV' }))).toMatchObject({ outcome: 'unlinked' })
  })

  it('says how long to wait after too many guesses', async () => {
    const { site, send } = await linked()
    growOld({ site })
    for (let guess = 0; guess < 5; guess += 1) await send('/unlink', { password: 'no' })
    const told = await send('/unlink', { password: 'kV' })
    expect([told.status, outcomeOf(told).reason]).toEqual([429, 'too-many-attempts'])
    expect(Number(told.headers.get('retry-after'))).toBeGreaterThan(0)
    const page = await send('/unlink', { password: 'kV' }, {})
    expect(page.headers.get('retry-after')).toBe(told.headers.get('retry-after'))
    const earlier = await linked()
    growOld(earlier)
    const wrong = await earlier.send('/unlink', { password: 'no' }, {})
    expect(page.text).not.toBe(wrong.text)
  })

  it('goes on at the host’s own page where that has more to ask', async () => {
    const { site, send, links } = await linked({
      host: { verifyPassword: async () => ({ continueAt: '/second-factor' }) },
    })
    growOld({ site })
    const page = await send('/unlink', { password: 'kV' }, {})
    expect([page.status, page.location]).toEqual([303, '/second-factor'])
    const told = await send('/unlink', { password: 'kV' })
    expect([told.status, outcomeOf(told)]).toEqual([
      409,
      { outcome: 'prove-ownership', ticket: null, ways: ['sign-in-page'], continue_at: '/second-factor' },
    ])
    expect(links.allLinks()).toHaveLength(1)
  })

  it('is refused without a page about it when the session has ended', async () => {
    const { site, visitor, send } = await linked({ host: { findAccount: async () => null } })
    expect(site.accounts.size).toBe(1)
    expect(visitor.signedInAs).toBe('a1')
    expect(outcomeOf(await send('/unlink', {}))).toMatchObject({ outcome: 'refused' })
  })
})

describe('POST /connections/password', () => {
  const asked = { password: null }

  it('takes no form without its token, and none from nobody', async () => {
    const { visitor, site, send } = await atSettings({}, asked)
    for (const form of [{ csrf: 'x' }, {}] as Record<string, string>[]) {
      const forged = await visitor.post(`${settings}/password`, form, asJson)
      expect([forged.status, outcomeOf(forged).reason]).toEqual([403, 'csrf-token-invalid'])
    }
    visitor.jar.clear()
    expect(outcomeOf(await send('/password', {}))).toMatchObject({ reason: 'sign-in-required' })
    expect(site.mails).toEqual([])
  })

  it('answers in JSON as on the page, with what was wrong in the visitor’s language', async () => {
    const { site, visitor, send } = await atSettings({}, asked)
    const first = await visitor.postJson(`${settings}/password`, {})
    const { sent_at, trace, ...rest } = outcomeOf(first)
    expect([first.status, rest]).toEqual([409, { outcome: 'code-sent', problem: null }])
    const sent = { sent_at: String(sent_at), trace: String(trace) }
    const code = codeFor(site, 'vera@ex.test')
    const wrong = outcomeOf(await send('/password', { ...sent, code: 'AAAAA-AAAAA', password: 'new' }))
    expect(wrong).toMatchObject({ outcome: 'code-sent', sent_at, trace })
    expect(wrong.problem).toMatch(/code/i)
    const missing = outcomeOf(await send('/password', { ...sent, code, password: '' }))
    expect(missing.problem).toMatch(/password/i)
    expect([wrong.problem, missing.problem]).not.toContain('code-wrong')
    expect(missing.problem).not.toBe('password-missing')
    const page = await send('/password', { ...sent, code: 'AAAAA-AAAAA', password: 'new' }, {})
    expect(page.status).toBe(422)
    expect(page.text).toContain(wrong.problem)
    expect(page.text).toContain(`value="${sent.trace}"`)
    const done = await send('/password', { ...sent, code, password: 'new' }, {})
    expect([done.status, done.location]).toEqual([303, `${settings}?notice=password-set`])
  })

  it('asks for the code on the page where none was sent yet, without a problem', async () => {
    const { send } = await atSettings({}, asked)
    const page = await send('/password', {}, {})
    expect(page.status).toBe(200)
    expect(page.text).toContain('autocomplete="one-time-code"')
  })

  it('shows the host’s own words as they are', async () => {
    const { site, send } = await atSettings(
      { host: { setPassword: async () => ({ problem: 'At least twelve letters, please.' }) } },
      asked,
    )
    const sent = outcomeOf(await send('/password', {}))
    const form = { sent_at: String(sent.sent_at), trace: sent.trace, code: codeFor(site, 'vera@ex.test') }
    expect(outcomeOf(await send('/password', { ...form, password: 'short' }))).toMatchObject({
      outcome: 'code-sent',
      problem: 'At least twelve letters, please.',
    })
  })

  it('mails nothing where the stored address is not plainly one', async () => {
    const { site, send } = await atSettings({}, { ...asked, email: 'vera@ex.test, mallory@ex.test' })
    expect(outcomeOf(await send('/password', {}))).toMatchObject({ outcome: 'code-sent' })
    expect(site.mails).toEqual([])
  })

  it('is refused once the sign-in is too long ago, or the account has a password', async () => {
    const old = await atSettings({}, asked)
    growOld(old)
    expect(outcomeOf(await old.send('/password', {}))).toMatchObject({ reason: 'reauthentication-required' })
    const other = await atSettings()
    const refused = await other.send('/password', {})
    expect([refused.status, outcomeOf(refused).reason]).toEqual([409, 'password-exists'])
  })
})
