import { describe, expect, it } from 'vitest'
import { asJson, base, csrfOf, openScene, owner } from '../flows/journeys.js'

const outcomeOf = ({ text }: { readonly text: string }) => JSON.parse(text)
describe('a question that is told in JSON', () => {
  it('is about the ticket, whoever has signed in beside it', async () => {
    const scene = openScene()
    const account = scene.site.add(owner)
    await scene.visitor.signInWithAmazon()
    scene.visitor.signIn(account)
    expect(outcomeOf(await scene.visitor.get(`${base}/link`, asJson))).toMatchObject({
      outcome: 'prove-ownership',
      located: true,
    })
    expect((await scene.visitor.get(`${base}/link`)).text).not.toContain('type="password"')
  })

  it('says that a code was mailed, and only what was typed about where to', async () => {
    const scene = openScene()
    scene.site.add({ ...owner, password: null })
    await scene.visitor.signInWithAmazon()
    const csrf = await csrfOf(scene.visitor)
    const before = outcomeOf(await scene.visitor.get(`${base}/link`, asJson))
    expect(before).not.toHaveProperty('code_sent')
    const ask = async (form: Record<string, string>) =>
      outcomeOf(await scene.visitor.post(`${base}/link/mail`, { csrf, ...form }, asJson))
    expect(await ask({})).toMatchObject({ code_sent: true })
    expect(await ask({})).not.toHaveProperty('code_sent_to')
    expect(await ask({ email: 'v@ex.test' })).toMatchObject({ code_sent: true, code_sent_to: 'v@ex.test' })
  })

  it('prefills what Amazon told, the postal code too', async () => {
    const scene = openScene({ registration: { page: 'always' } })
    scene.site.customer = { ...scene.site.customer, postal_code: '98109' }
    await scene.visitor.signInWithAmazon()
    const { prefill } = outcomeOf(await scene.visitor.get(`${base}/register`, asJson))
    expect(prefill).toEqual({ email: 'vera@ex.test', name: 'Vera', postal_code: '98109' })
  })
})

describe('the pages that wait', () => {
  it('lead to each other by what the ticket waits for', async () => {
    const scene = openScene()
    scene.site.add(owner)
    await scene.visitor.signInWithAmazon()
    expect((await scene.visitor.get(`${base}/register`)).location).toBe(`${base}/link`)
    const told = outcomeOf(await scene.visitor.get(`${base}/register`, asJson))
    expect(told).toMatchObject({ outcome: 'prove-ownership', located: true, email: 'vera@ex.test' })
  })

  it('take no yes once the session has ended that was asked', async () => {
    const scene = openScene()
    scene.visitor.signIn(scene.site.add(owner))
    const started = await scene.visitor.postJson(`${base}/start`, { intent: 'link' })
    await scene.visitor.get(scene.visitor.backFrom(String(outcomeOf(started).location)))
    const asked = outcomeOf(await scene.visitor.get(`${base}/link`, asJson))
    expect(asked).toMatchObject({ outcome: 'confirm', action: 'link', ask_password: false })
    scene.visitor.jar.delete('session')
    const page = await scene.visitor.get(`${base}/link`)
    expect(page.status).toBe(401)
  })

  it('say how long to wait after too many guesses', async () => {
    const scene = openScene()
    scene.site.add(owner)
    await scene.visitor.signInWithAmazon()
    const csrf = await csrfOf(scene.visitor)
    const guess = (headers: Record<string, string>) =>
      scene.visitor.post(`${base}/link`, { csrf, password: 'no' }, headers)
    const wrong = await guess({})
    for (let turn = 0; turn < 4; turn += 1) await guess({})
    const [page, told] = [await guess({}), await guess(asJson)]
    expect([page.status, told.status]).toEqual([429, 429])
    expect(Number(told.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(page.headers.get('retry-after')).toBe(told.headers.get('retry-after'))
    expect(wrong.headers.get('retry-after')).toBeNull()
    expect(page.text).not.toBe(wrong.text)
  })

  it('take a no as an answer: back to where the visitor was, or in JSON', async () => {
    for (const headers of [{}, asJson]) {
      const scene = openScene()
      scene.visitor.signIn(scene.site.add(owner))
      const started = await scene.visitor.postJson(`${base}/start`, { intent: 'link', return_to: '/cart' })
      await scene.visitor.get(scene.visitor.backFrom(String(outcomeOf(started).location)))
      const csrf = await csrfOf(scene.visitor)
      const no = await scene.visitor.post(`${base}/link/decline`, { csrf }, headers)
      expect([no.location, no.status]).toEqual(headers === asJson ? [null, 403] : ['/cart', 303])
      if (headers === asJson) expect(outcomeOf(no)).toMatchObject({ reason: 'declined' })
      expect([...scene.visitor.jar.keys()]).toEqual(['session'])
    }
  })
})

describe('what the page of a ticket knows', () => {
  const ask = async (scene: ReturnType<typeof openScene>) =>
    outcomeOf(await scene.visitor.get(`${base}/link`, asJson))

  it('is the address that was located, and where the host’s own pages are', async () => {
    const scene = openScene({ pages: { signIn: '/login', forgotPassword: '/forgot?a=1' } })
    scene.site.add(owner)
    await scene.visitor.signInWithAmazon()
    const next = `next=${encodeURIComponent(`${base}/link`)}`
    expect(await ask(scene)).toMatchObject({
      ways: ['password', 'sign-in-page'],
      located: true,
      email: 'vera@ex.test',
      can_register: true,
      sign_in_url: `/login?${next}`,
      forgot_password_url: `/forgot?a=1&${next}`,
    })
    const { text } = await scene.visitor.get(`${base}/link`)
    expect(text).toContain(`action="${base}/link/decline"`)
    expect(text).toContain(`action="${base}/link"`)
  })

  it('is no more than Amazon told where pages tell nobody who has an account', async () => {
    const scene = openScene({ policy: { disclosure: 'strict' }, registration: { page: 'closed' } })
    scene.site.add(owner)
    await scene.visitor.signInWithAmazon()
    expect(await ask(scene)).toMatchObject({
      located: false,
      email: 'vera@ex.test',
      disclosure: 'strict',
      can_register: false,
    })
  })

  it('is empty where the visitor has said that the address is someone else’s', async () => {
    const scene = openScene()
    scene.site.add(owner)
    await scene.visitor.signInWithAmazon()
    const csrf = await csrfOf(scene.visitor)
    await scene.visitor.post(`${base}/link/decline`, { csrf })
    expect(await ask(scene)).toMatchObject({ located: false, email: '' })
    const form = { csrf: await csrfOf(scene.visitor), email: 'typed@ex.test', password: 'no' }
    expect((await scene.visitor.post(`${base}/link`, form)).text).toContain('value="typed@ex.test"')
    await scene.visitor.post(`${base}/link/mail`, { csrf: form.csrf, email: 'mailed@ex.test' })
    expect(await ask(scene)).toMatchObject({ email: 'mailed@ex.test' })
    const page = await scene.visitor.get(`${base}/link?code=7K2QX-9MTBA`)
    expect(page.text).toContain('value="7K2QX-9MTBA"')
    const { text } = await scene.visitor.get(`${base}/register`)
    expect(text).toContain(`action="${base}/register"`)
    expect(text).toContain(`href="${base}/link"`)
  })

  it('is whose session would be replaced, and asks no password for that', async () => {
    const scene = openScene()
    scene.visitor.signIn(scene.site.add(owner))
    const started = await scene.visitor.postJson(`${base}/start`, { intent: 'link' })
    await scene.visitor.get(scene.visitor.backFrom(String(outcomeOf(started).location)))
    await scene.visitor.post(`${base}/link`, { csrf: await csrfOf(scene.visitor) })
    const other = scene.site.add({ email: 'b@ex.test', name: 'Bob' })
    scene.visitor.signIn(other)
    await scene.visitor.signInWithAmazon()
    const asked = {
      outcome: 'confirm',
      action: 'switch',
      amazon: { name: 'Vera', email: 'v•••@ex.test' },
      account: { name: 'Bob', email: 'b@ex.test' },
      ask_password: false,
      ticket: null,
    }
    expect(await ask(scene)).toEqual(asked)
    scene.site.accounts.delete(other.id)
    expect(await ask(scene)).toEqual({ ...asked, account: { name: null, email: null } })
  })
})
