import { describe, expect, it } from 'vitest'
import type { SparekeyOptions } from '../../src/index.js'
import { asJson, base, csrfOf, openScene, owner } from '../flows/journeys.js'
import { codeFor } from '../life/mails.js'
import type { PlainAccount } from '../support/plain-site.js'

const outcomeOf = ({ text }: { readonly text: string }) => JSON.parse(text)
const anyText = {
  '~standard': { version: 1, vendor: 'test', validate: (value: unknown) => ({ value }) },
} as const

type Registration = NonNullable<SparekeyOptions<PlainAccount>['registration']>

const fields: NonNullable<Registration['fields']> = {
  nick: { label: 'Nick', schema: anyText, propose: ({ name }) => `${name}!` },
  plan: {
    label: 'Plan',
    schema: anyText,
    type: 'select',
    presence: 'optional',
    autocomplete: 'off',
    help: 'Change it later.',
    options: [{ value: 'a', label: 'A' }],
  },
}

async function atRegistration(options: Parameters<typeof openScene>[0]) {
  const scene = openScene(options)
  await scene.visitor.signInWithAmazon()
  const csrf = await csrfOf(scene.visitor, '/register')
  return {
    ...scene,
    send: (form: Record<string, string>, headers: Record<string, string> = asJson) =>
      scene.visitor.post(`${base}/register`, { csrf, ...form }, headers),
    read: async () => outcomeOf(await scene.visitor.get(`${base}/register`, asJson)),
  }
}

describe('the fields of a registration', () => {
  const plain = { label: null, help: null, options: [] }

  it('are told as they were declared, with first values', async () => {
    const { read } = await atRegistration({ registration: { page: 'always', require: ['email'], fields } })
    const { fields: told, prefill, problems } = await read()
    expect(told).toEqual([
      { ...plain, name: 'email', type: 'email', autocomplete: 'email', required: true },
      { ...plain, name: 'name', type: 'text', autocomplete: 'name', required: false },
      { ...plain, label: 'Nick', name: 'nick', type: 'text', autocomplete: null, required: true },
      {
        label: 'Plan',
        name: 'plan',
        type: 'select',
        autocomplete: 'off',
        required: false,
        help: 'Change it later.',
        options: [{ value: 'a', label: 'A' }],
      },
    ])
    expect(prefill).toEqual({ email: 'vera@ex.test', name: 'Vera', postal_code: '', nick: 'Vera!' })
    expect(problems).toEqual([])
  })

  it('keep what was typed, and say what is wrong about which', async () => {
    const { send } = await atRegistration({
      registration: { page: 'always', require: ['email'], fields },
      host: {
        createAccount: async () => ({
          problems: [{ field: 'name', problem: 'invalid', message: 'Too plain.' }],
        }),
      },
    })
    const form = { email: 'typed@ex.test', name: 'Typed', nick: 'typed-nick', plan: 'a' }
    const told = outcomeOf(await send(form))
    expect(told.problems).toEqual([{ field: 'name', problem: 'invalid', message: 'Too plain.' }])
    // What the host minds is asked for from then on.
    expect(told.fields.map(({ name, required }: Record<string, unknown>) => [name, required])).toEqual([
      ['email', true],
      ['name', true],
      ['nick', true],
      ['plan', false],
    ])
    const { text, status } = await send(form, {})
    expect(status).toBe(422)
    for (const typed of ['typed@ex.test', 'Typed', 'typed-nick']) expect(text).toContain(`value="${typed}"`)
    expect(text).toContain('Too plain.')
  })

  it('start with what the host proposes, from an address that is not somebody else’s', async () => {
    const asked: unknown[] = []
    const scene = openScene({
      host: {
        registrationFields: { username: {} },
        proposeFields: async (from) => {
          asked.push(from)
          return { username: 'vera1' }
        },
      },
    })
    scene.site.add(owner)
    await scene.visitor.signInWithAmazon()
    await scene.visitor.post(`${base}/link/decline`, { csrf: await csrfOf(scene.visitor) })
    const told = outcomeOf(await scene.visitor.get(`${base}/register`, asJson))
    expect(told.prefill).toMatchObject({ email: '', name: 'Vera', username: 'vera1' })
    expect(asked).toContainEqual({ name: 'Vera', email: null })
    const fresh = openScene({
      host: {
        registrationFields: { username: {} },
        proposeFields: async (from) => {
          asked.push(from)
          return {}
        },
      },
    })
    await fresh.visitor.signInWithAmazon()
    await fresh.visitor.get(`${base}/register`)
    expect(asked.at(-1)).toEqual({ name: 'Vera', email: 'vera@ex.test' })
  })

  it('are the host’s failure where it cannot propose', async () => {
    const scene = openScene({
      host: {
        registrationFields: { username: {} },
        proposeFields: async () => {
          throw new Error('broken')
        },
      },
    })
    await scene.visitor.signInWithAmazon()
    const told = outcomeOf(await scene.visitor.get(`${base}/register`, asJson))
    expect(told).toMatchObject({ outcome: 'failed', code: 'host-failed' })
  })

  it('have one for the code once that was mailed', async () => {
    const { send, site } = await atRegistration({ registration: { emailProof: 'code' } })
    const form = { email: 'vera@ex.test', name: 'Vera' }
    const asked = outcomeOf(await send(form))
    expect(asked).toMatchObject({ code_sent: true, code_sent_to: 'vera@ex.test' })
    expect(asked.fields.at(-1)).toEqual({
      ...plain,
      name: 'code',
      type: 'text',
      autocomplete: 'one-time-code',
      required: true,
    })
    const page = await send({ ...form, code: 'AAAAA-AAAAA' }, {})
    expect(page.text).toContain('value="AAAAA-AAAAA"')
    expect(codeFor(site, 'vera@ex.test')).not.toBe('')
  })
})

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
