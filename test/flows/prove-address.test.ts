import { describe, expect, it } from 'vitest'
import { codeFor } from '../life/mails.js'
import { PlainVisitor } from '../support/plain-site.js'
import { asJson, base, csrfOf, openScene, owner, type Scene } from './journeys.js'

const outcomeOf = ({ text }: { readonly text: string }) => JSON.parse(text)

/** Comes from Amazon, and is asked nothing: the account is made at once. */
async function signUp({ visitor }: Scene): Promise<Record<string, unknown>> {
  return outcomeOf(await visitor.get(await visitor.goToAmazon(), asJson))
}

describe('the address of a registration', () => {
  const form = { email: 'vera@ex.test', name: 'Vera' }

  /** A site that asks for a code, and what came off which account there. */
  function openProving(options: Parameters<typeof openScene>[0] = {}, replaced: object = {}) {
    const released: string[] = []
    const scene: Scene = openScene({
      registration: { emailProof: 'code' },
      ...options,
      host: {
        releaseEmail: async ({ id }) => {
          released.push(id)
          const account = scene.site.accounts.get(id)
          if (account) scene.site.accounts.set(id, { ...account, email: null })
        },
        ...options.host,
        ...replaced,
      },
    })
    return { scene, released }
  }

  async function atTheForm({ visitor }: Scene) {
    await visitor.signInWithAmazon()
    if (visitor.jar.size > 0) await visitor.post(`${base}/link/decline`, { csrf: await csrfOf(visitor) })
    const csrf = await csrfOf(visitor, '/register')
    return (more: Record<string, string> = {}) =>
      visitor.post(`${base}/register`, { csrf, ...form, ...more }, asJson)
  }

  async function sendAsPage({ visitor }: Scene, more: Record<string, string>) {
    const csrf = await csrfOf(visitor, '/register')
    return visitor.post(`${base}/register`, { csrf, ...form, ...more })
  }

  it('comes off an account that only claims it, once the mailbox is proven and not before', async () => {
    const { scene, released } = openProving()
    scene.site.add({ ...owner, emailProven: false })
    const send = await atTheForm(scene)
    expect(outcomeOf(await send())).toMatchObject({ outcome: 'register', code_sent: true, problems: [] })
    expect(released).toEqual([])
    const answer = outcomeOf(await send({ code: codeFor(scene.site, 'vera@ex.test') }))
    expect(answer).toMatchObject({ outcome: 'signed-in', account_id: 'a2' })
    expect(released).toEqual(['a1'])
  })

  it('stays on an account that proves it in the meantime', async () => {
    const { scene, released } = openProving()
    scene.site.add({ ...owner, emailProven: false })
    const send = await atTheForm(scene)
    await send()
    const found = scene.site.accounts.get('a1')
    if (found) scene.site.accounts.set('a1', { ...found, emailProven: true })
    const answer = outcomeOf(await send({ code: codeFor(scene.site, 'vera@ex.test') }))
    expect(answer).toMatchObject({ outcome: 'register', problems: [{ field: 'email', problem: 'taken' }] })
    expect([released, scene.links.allLinks()]).toEqual([[], []])
  })

  it('stays on an account that proves it while the form is being sent', async () => {
    const looks = { left: Number.POSITIVE_INFINITY }
    const claimed = { ...owner, emailProven: false, id: 'a7' }
    const { scene, released } = openProving({
      host: {
        findAccountsByEmail: async () => {
          looks.left -= 1
          return [{ ...claimed, emailProven: looks.left <= 0 }]
        },
      },
    })
    const send = await atTheForm(scene)
    await send()
    scene.calls.made.length = 0
    // The third look is the one before the address would come off.
    looks.left = 3
    await send({ code: codeFor(scene.site, 'vera@ex.test') })
    expect(scene.calls.made.filter((call) => call.startsWith('findAccountsByEmail'))).toHaveLength(3)
    expect(released).toEqual([])
  })

  it('is left where it is by a host that fails to take it off, and no account is made', async () => {
    const { scene } = openProving(
      {},
      {
        releaseEmail: async () => {
          throw new Error('broken')
        },
      },
    )
    scene.site.add({ ...owner, emailProven: false })
    const send = await atTheForm(scene)
    await send()
    const answer = outcomeOf(await send({ code: codeFor(scene.site, 'vera@ex.test') }))
    expect(answer).toMatchObject({ outcome: 'failed', code: 'host-failed' })
    expect([scene.site.accounts.size, scene.links.allLinks()]).toEqual([1, []])
  })

  it.each([
    ['an account that has proven it', { emailProven: true }, {}],
    [
      'an account that claims it, where it cannot be taken off',
      { emailProven: false },
      { releaseEmail: undefined },
    ],
  ])('is said to be taken without a mail: by %s', async (_by, proven, replaced) => {
    const { scene, released } = openProving({}, replaced)
    scene.site.add({ ...owner, ...proven })
    const send = await atTheForm(scene)
    expect(outcomeOf(await send())).toMatchObject({ problems: [{ field: 'email', problem: 'taken' }] })
    expect([scene.site.mails, released]).toEqual([[], []])
  })

  it('is taken off nobody by a registration that proves nothing', async () => {
    const state = { isSigningUp: false }
    const released: string[] = []
    const scene = openScene({
      host: {
        // Another registration gets in between looking and writing.
        findAccountsByEmail: async () => {
          const found = state.isSigningUp ? [{ ...owner, emailProven: false, id: 'a7' }] : []
          state.isSigningUp = true
          return found
        },
        releaseEmail: async ({ id }) => void released.push(id),
      },
    })
    expect(await signUp(scene)).toMatchObject({ outcome: 'signed-in', created: true })
    expect(released).toEqual([])
  })

  it('needs a code that was typed, and the one that was mailed', async () => {
    const { scene } = openProving()
    const send = await atTheForm(scene)
    await send()
    const problem = async (code?: string) =>
      outcomeOf(await send(code === undefined ? {} : { code })).problems
    expect(await problem()).toMatchObject([{ field: 'code', problem: 'required' }])
    expect(await problem('   ')).toMatchObject([{ field: 'code', problem: 'required' }])
    expect(await problem('AAAAA-AAAAA')).toMatchObject([{ field: 'code', problem: 'invalid' }])
    expect(await problem('A')).toMatchObject([{ field: 'code', problem: 'invalid' }])
    const code = codeFor(scene.site, 'vera@ex.test')
    expect(outcomeOf(await send({ code: ` ${code} ` }))).toMatchObject({ outcome: 'signed-in' })
  })

  it('is guessed at ten times', async () => {
    const { scene } = openProving()
    const send = await atTheForm(scene)
    await send()
    for (let guess = 0; guess < 10; guess += 1) await send({ code: 'AAAAA-AAAAA' })
    const code = codeFor(scene.site, 'vera@ex.test')
    const page = await sendAsPage(scene, { code })
    expect([page.status, page.text.includes('name="code"')]).toEqual([429, true])
    const refused = await send({ code })
    expect([refused.status, outcomeOf(refused).reason]).toEqual([429, 'too-many-attempts'])
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(scene.site.accounts.size).toBe(0)
  })

  it('gets three mails an hour in whatever case, and the page tells nobody that there was no fourth', async () => {
    const { scene } = openProving()
    const send = await atTheForm(scene)
    for (const email of ['vera@ex.test', 'VERA@ex.test', 'Vera@ex.test', 'vERA@ex.test'])
      expect(outcomeOf(await send({ email }))).toMatchObject({ outcome: 'register', code_sent: true })
    expect(scene.site.mails).toHaveLength(3)
  })

  it('is mailed to five times by one Amazon account, then it waits', async () => {
    const { scene } = openProving()
    const send = await atTheForm(scene)
    const statuses: number[] = []
    for (const letter of 'abcdef') statuses.push((await send({ email: `${letter}@ex.test` })).status)
    expect(statuses).toEqual([409, 409, 409, 409, 409, 429])
    expect(scene.site.mails).toHaveLength(5)
    const page = await sendAsPage(scene, { email: 'g@ex.test' })
    expect([page.status, page.text.includes('value="g@ex.test"')]).toEqual([429, true])
  })

  it('needs none where the form was sent without an address', async () => {
    const registered: unknown[] = []
    const { scene } = openProving({
      host: {
        registrationFields: { nick: { label: 'Nick' } },
        createAccount: async ({ email, emailProven, name, fields }) => {
          registered.push({ email, emailProven, name, fields })
          return { account: scene.site.add({ email }) }
        },
      },
    })
    scene.site.customer = { user_id: 'amzn1.account.NOBODY', name: 'Nobody' }
    const visitor = new PlainVisitor(scene.site)
    await visitor.signInWithAmazon()
    const csrf = await csrfOf(visitor, '/register')
    const answer = await visitor.post(`${base}/register`, { csrf, name: 'N', nick: 'n' }, asJson)
    expect(outcomeOf(answer)).toMatchObject({ outcome: 'signed-in', created: true })
    expect(scene.site.mails).toEqual([])
    expect(registered).toEqual([{ email: null, emailProven: false, name: 'N', fields: { nick: 'n' } }])
  })
})
