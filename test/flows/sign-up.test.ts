import { describe, expect, it } from 'vitest'
import type { NewLink } from '../../src/ports/link-store.js'
import { codeFor } from '../life/mails.js'
import { PlainVisitor } from '../support/plain-site.js'
import { asJson, base, csrfOf, journeys, openScene, owner, type Scene } from './journeys.js'

const outcomeOf = ({ text }: { readonly text: string }) => JSON.parse(text)

/** Comes from Amazon, and is asked nothing: the account is made at once. */
async function signUp({ visitor }: Scene): Promise<Record<string, unknown>> {
  return outcomeOf(await visitor.get(await visitor.goToAmazon(), asJson))
}

const leftBehind = ({ site }: Scene) =>
  site.events.flatMap((event) => (event.type === 'left-behind' ? [event.accountId] : []))

describe('a sign-up', () => {
  it('ends where another one of the same subject holds it', async () => {
    const scene = openScene({ links: { reserveSubject: async () => 'subject-taken' } })
    expect(await signUp(scene)).toMatchObject({ outcome: 'refused', reason: 'try-again' })
    expect([scene.site.accounts.size, scene.visitor.signedInAs]).toEqual([0, null])
  })

  it('makes no account with a ticket that was used up', async () => {
    const scene = openScene({ links: { isTicketUsed: async () => true } })
    expect(await signUp(scene)).toMatchObject({ outcome: 'refused', reason: 'ticket-used' })
    expect(scene.site.accounts.size).toBe(0)
  })

  it.each([
    ['another account', 'a1', ['a2']],
    ['the same account', 'a2', []],
  ])('that comes too late says which account is left over: the link is of %s', async (_whose, id, over) => {
    const scene: Scene = openScene({
      links: {
        createLink: async ({ signUpKey = '', ...given }: NewLink) => {
          await scene.links.releaseSubject(given.identity, signUpKey, 'forgotten')
          await scene.links.createLink({ ...given, accountId: id, ticket: null })
          return 'subject-taken'
        },
      },
    })
    scene.site.add({ ...owner, email: 'other@ex.test' })
    expect(await signUp(scene)).toMatchObject({ outcome: 'signed-in', account_id: id })
    expect(leftBehind(scene)).toEqual(over)
  })

  it('says nothing is left over while nobody knows who was faster', async () => {
    const scene = openScene({ links: { createLink: async () => 'subject-taken' } })
    expect(await signUp(scene)).toMatchObject({ outcome: 'refused', reason: 'try-again' })
    expect(leftBehind(scene)).toEqual([])
  })
})

describe('a sign-up whose link cannot be written', () => {
  it('fails as the store’s doing after it was tried once more', async () => {
    const scene = openScene()
    scene.calls.breaks = ['createLink#1', 'createLink#2']
    expect(await signUp(scene)).toMatchObject({ outcome: 'failed', code: 'store-failed' })
    expect([scene.links.allLinks(), scene.visitor.signedInAs]).toEqual([[], null])
    expect(scene.calls.made.filter((call) => call.startsWith('createLink'))).toHaveLength(2)
  })

  it('fails as the store’s doing where it does not tell who was faster', async () => {
    const scene = openScene({ links: { createLink: async () => 'subject-taken' } })
    scene.calls.breaks = ['findLink#2']
    expect(await signUp(scene)).toMatchObject({ outcome: 'failed', code: 'store-failed' })
  })
})

describe('what a host found wrong about a sign-up', () => {
  it('is asked for from then on where it was missing, not where it was wrong', async () => {
    const wrong = [
      { field: 'name', problem: 'invalid' } as const,
      { field: 'email', problem: 'required' } as const,
    ]
    const scene = openScene({ host: { createAccount: async () => ({ problems: wrong }) } })
    scene.site.customer = { ...scene.site.customer, postal_code: '98109' }
    expect(await signUp(scene)).toMatchObject({
      outcome: 'register',
      problems: wrong.map((one) => ({ ...one, message: null })),
    })
    const later = outcomeOf(await scene.visitor.get(`${base}/register`, asJson))
    expect(later.problems).toEqual([])
    expect(later.fields).toMatchObject([
      { name: 'email', required: true },
      { name: 'name', required: false },
    ])
  })
})

describe('an account that is just being made', () => {
  it('loses the link when its mailbox is proven before the link is written', async () => {
    const scene: Scene = openScene({
      links: {
        createLink: async (given: NewLink) => {
          const written = await scene.links.createLink(given)
          const account = scene.site.accounts.get('a1')
          if (account) scene.site.accounts.set('a1', { ...account, emailProven: true })
          return written
        },
      },
    })
    expect(await signUp(scene)).toMatchObject({ outcome: 'refused', reason: 'try-again' })
    expect([scene.links.allLinks(), scene.visitor.signedInAs]).toEqual([[], null])
  })

  it('is entered where the host cannot read it back yet', async () => {
    const scene = openScene({ host: { findAccount: async () => null } })
    expect(await signUp(scene)).toMatchObject({ outcome: 'signed-in', account_id: 'a1', created: true })
  })
})

describe('an account that an interrupted sign-up left', () => {
  async function interrupted(links: Parameters<typeof openScene>[0] = {}) {
    const scene = openScene(links)
    const step = await journeys['completing a sign-up']?.(scene)
    return { scene, complete: async () => outcomeOf((await step?.()) ?? { text: '{}' }) }
  }

  it('is not entered while the link cannot be written', async () => {
    const { scene, complete } = await interrupted({ links: { createLink: async () => 'subject-taken' } })
    expect(await complete()).toMatchObject({ outcome: 'refused', reason: 'try-again' })
    expect([scene.links.allLinks(), scene.visitor.signedInAs]).toEqual([[], null])
  })

  it.each([
    ['is gone', null],
    ['has its mailbox proven', { emailProven: true }],
    ['has a password', { password: 'new' }],
    ['is disabled', { disabled: true }],
  ])('loses the link when it %s by the time that is written', async (_what, change) => {
    const scene: Scene = openScene({
      links: {
        createLink: async (given: NewLink) => {
          const written = await scene.links.createLink(given)
          const account = scene.site.accounts.get('a1')
          if (change === null) scene.site.accounts.delete('a1')
          else if (account) scene.site.accounts.set('a1', { ...account, ...change })
          return written
        },
      },
    })
    const step = await journeys['completing a sign-up']?.(scene)
    const answer = outcomeOf((await step?.()) ?? { text: '{}' })
    expect(answer).toMatchObject({ outcome: 'refused', reason: 'try-again' })
    expect([scene.links.allLinks(), scene.visitor.signedInAs]).toEqual([[], null])
  })

  it.each([
    ['its mailbox was proven', { emailProven: true }],
    ['it has a password', { password: 'new' }],
    ['it is disabled', { disabled: true }],
  ])('is not taken up once %s', async (_what, change) => {
    const { scene, complete } = await interrupted()
    const account = scene.site.accounts.get('a1')
    if (account) scene.site.accounts.set('a1', { ...account, ...change })
    expect(await complete()).toMatchObject({ outcome: 'prove-ownership' })
    expect(scene.links.allLinks()).toEqual([])
  })

  it('is not taken up once another Amazon account is linked to it', async () => {
    const { scene, complete } = await interrupted()
    const at = scene.site.now
    const identity = { issuer: 'amazon', subject: 'amzn1.account.OTHER' }
    const audit = { at, event: 'linked', accountId: 'a1', identity, details: {} } as const
    await scene.links.createLink({ identity, accountId: 'a1', emailAtLink: null, at, ticket: null, audit })
    expect(await complete()).toMatchObject({ outcome: 'prove-ownership' })
    expect(scene.links.allLinks()).toHaveLength(1)
  })
})

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
  })

  it('needs none where the form was sent without an address', async () => {
    const { scene } = openProving({ host: { registrationFields: { nick: { label: 'Nick' } } } })
    scene.site.customer = { user_id: 'amzn1.account.NOBODY', name: 'Nobody' }
    const visitor = new PlainVisitor(scene.site)
    await visitor.signInWithAmazon()
    const csrf = await csrfOf(visitor, '/register')
    const answer = await visitor.post(`${base}/register`, { csrf, name: 'N', nick: 'n' }, asJson)
    expect(outcomeOf(answer)).toMatchObject({ outcome: 'signed-in', created: true })
    expect(scene.site.mails).toEqual([])
  })
})
