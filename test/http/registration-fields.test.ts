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

/** The inputs that the page marks as wrong. */
const markedIn = (text: string) =>
  [...text.matchAll(/<input[^>]*name="([^"]*)"[^>]*>/g)].flatMap(([input, name]) =>
    input.includes('aria-invalid="true"') ? [name] : [],
  )

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
    expect(markedIn(text)).toEqual(['name'])
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
    expect(markedIn((await send(form, {})).text)).toEqual(['code'])
    const page = await send({ ...form, code: 'AAAAA-AAAAA' }, {})
    expect(markedIn(page.text)).toEqual(['code'])
    expect(page.text).toContain('value="AAAAA-AAAAA"')
    expect(codeFor(site, 'vera@ex.test')).not.toBe('')
  })
})
