import { describe, expect, it } from 'vitest'
import { codeFor } from '../life/mails.js'
import { asJson, base, csrfOf, openScene, owner, type Scene } from './journeys.js'

const outcomeOf = ({ text }: { readonly text: string }) => JSON.parse(text)
const settings = `${base}/connections`
const laterBy = ({ site }: Pick<Scene, 'site'>, seconds: number) => {
  site.now = new Date(site.now.getTime() + seconds * 1000)
}

/** A signed-in account without a password, at the form that gives it one. */
async function atTheForm(options: Parameters<typeof openScene>[0] = {}, account: object = {}) {
  const scene = openScene({ policy: { reauthenticationSeconds: 3600 }, ...options })
  scene.visitor.signIn(scene.site.add({ ...owner, password: null, ...account }))
  const csrf = await csrfOf(scene.visitor, '/connections')
  const send = async (form: Record<string, string>) => {
    const answer = await scene.visitor.post(`${settings}/password`, { csrf, ...form }, asJson)
    return outcomeOf(answer)
  }
  return { ...scene, send }
}

/** The same, once the code is in the mailbox. */
async function withCode(options: Parameters<typeof openScene>[0] = {}) {
  const scene = await atTheForm(options)
  const sent = await scene.send({})
  const form = {
    sent_at: String(sent.sent_at),
    trace: String(sent.trace),
    code: codeFor(scene.site, 'vera@ex.test'),
    password: 'new',
  }
  return { ...scene, form, set: (more: Record<string, string> = {}) => scene.send({ ...form, ...more }) }
}

const isSet = { outcome: 'password-set' }
const isWrong = { outcome: 'code-sent', problem: expect.stringMatching(/code/i) }

describe('a code for a first password', () => {
  it.each([
    [900, isSet],
    [900.001, isWrong],
    [-0.001, isWrong],
  ])('works for a quarter of an hour: after %d seconds', async (seconds, expected) => {
    const { site, set } = await withCode()
    laterBy({ site }, seconds)
    expect(await set()).toMatchObject(expected)
  })

  it('says in its mail until when', async () => {
    const { visitor, site } = openScene()
    site.now = new Date('2026-03-01T12:00:00Z')
    visitor.signIn(site.add({ ...owner, password: null }))
    const csrf = await csrfOf(visitor, '/connections')
    await visitor.post(`${settings}/password`, { csrf }, asJson)
    expect(site.mails[0]?.text).toContain('12:15')
  })

  it('leaves the form to whoever asked for too many', async () => {
    const { send, visitor } = await atTheForm()
    for (let turn = 0; turn < 4; turn += 1) await send({})
    const page = await visitor.get(settings)
    expect([page.status, page.text.includes(`action="${settings}/password"`)]).toEqual([200, true])
  })

  it.each([
    ['sent_at', ''],
    ['sent_at', 'soon'],
    ['trace', ''],
    ['code', ''],
    ['code', 'AAAAA-AAAAA'],
  ])('is wrong with another %s: "%s"', async (field, text) => {
    const { set } = await withCode()
    expect(await set({ [field]: text })).toMatchObject(isWrong)
  })

  it('is guessed at ten times in an hour', async () => {
    const { set } = await withCode()
    for (let guess = 0; guess < 10; guess += 1) await set({ code: 'AAAAA-AAAAA' })
    expect(await set()).toMatchObject(isWrong)
  })

  it('is mailed three times in an hour', async () => {
    const { send, site } = await atTheForm()
    const told = [await send({}), await send({}), await send({}), await send({})]
    expect(told.map(({ outcome }) => outcome)).toEqual(['code-sent', 'code-sent', 'code-sent', 'refused'])
    expect(told[3]).toMatchObject({ reason: 'too-many-attempts' })
    expect(site.mails).toHaveLength(3)
  })

  it('is worth nothing in another sign-in of the same account', async () => {
    const { site, visitor, form } = await withCode()
    laterBy({ site }, 5)
    const account = site.accounts.get('a1')
    if (account) visitor.signIn(account)
    const csrf = await csrfOf(visitor, '/connections')
    const told = await visitor.post(`${settings}/password`, { ...form, csrf }, asJson)
    expect(outcomeOf(told)).toMatchObject(isWrong)
  })

  it('is worth nothing once the account has another address', async () => {
    const { site, set } = await withCode()
    const account = site.accounts.get('a1')
    if (account) site.accounts.set('a1', { ...account, email: 'new@ex.test' })
    expect(await set()).toMatchObject(isWrong)
  })
})

describe('a first password', () => {
  it.each([
    ['there is no mailer', { mailer: undefined }, {}],
    ['the account has no address', {}, { email: null }],
    ['the account has a password', {}, { password: 'kV' }],
    ['the host sets none', { host: { setPassword: undefined } }, {}],
  ])('is not to be had where %s', async (_why, options: object, account) => {
    const { send, site } = await atTheForm(options, account)
    expect(await send({})).toMatchObject({ outcome: 'refused', reason: 'password-exists' })
    expect(site.mails).toEqual([])
  })

  it('is not written over one that was set meanwhile', async () => {
    const { set, site } = await withCode({ host: { setPassword: async () => 'has-password' } })
    expect(await set()).toMatchObject({ outcome: 'refused', reason: 'password-exists' })
    expect(site.events.map(({ type }) => type)).not.toContain('password-set')
  })

  it.each([
    [1024, isSet],
    [1025, { outcome: 'code-sent', problem: expect.stringMatching(/password/i) }],
  ])('has at most 1024 characters: %d', async (length, expected) => {
    const { set } = await withCode()
    expect(await set({ password: 'x'.repeat(length) })).toMatchObject(expected)
  })

  it('is set for nobody who has gone', async () => {
    const { set, site } = await withCode()
    site.accounts.delete('a1')
    expect(await set()).toMatchObject({ outcome: 'refused', reason: 'sign-in-required' })
  })
})
