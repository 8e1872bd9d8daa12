import { describe, expect, it } from 'vitest'
import { linkFromSettings } from '../attacks/linked.js'
import { codeFor } from '../life/mails.js'
import type { PlainAccount, PlainVisitor } from '../support/plain-site.js'
import { asJson, base, csrfOf, openScene, owner, type Scene } from './journeys.js'

const outcomeOf = ({ text }: { readonly text: string }) => JSON.parse(text)
const passwordless = { ...owner, password: null }

/** At the page that waits for an answer, with what can be sent from it. */
async function atThePage({ visitor }: { readonly visitor: PlainVisitor }) {
  const csrf = await csrfOf(visitor)
  return {
    askForCode: (email?: string) =>
      visitor.post(`${base}/link/mail`, { csrf, ...(email !== undefined && { email }) }, asJson),
    typeCode: (code: string) => visitor.post(`${base}/link`, { csrf, code }, asJson),
    typePassword: (password: string) => visitor.post(`${base}/link`, { csrf, password }, asJson),
  }
}

async function fromAmazon(scene: Scene) {
  await scene.visitor.signInWithAmazon()
  return atThePage(scene)
}

const ways = async (options: Parameters<typeof openScene>[0], ...accounts: Partial<PlainAccount>[]) => {
  const scene = openScene(options)
  for (const account of accounts) scene.site.add({ email: 'vera@ex.test', ...account })
  return outcomeOf(await scene.visitor.get(await scene.visitor.goToAmazon(), asJson)).ways
}

describe('the ways to prove that are offered', () => {
  const noMailer = { mailer: undefined }
  const strict = { policy: { disclosure: 'strict' } } as const

  it('are those of the account that the address locates', async () => {
    expect(await ways({}, owner)).toEqual(['password'])
    expect(await ways({}, passwordless)).toEqual(['mailbox'])
    expect(await ways({}, passwordless, owner)).toEqual(['password', 'mailbox'])
    expect(await ways({}, { ...passwordless, emailProven: false })).toEqual(['password'])
    expect(await ways(noMailer as object, passwordless)).toEqual(['password'])
  })

  it('are the same for everybody where pages do not tell who has an account', async () => {
    for (const accounts of [[], [owner], [passwordless]])
      expect(await ways(strict, ...accounts)).toEqual(['password', 'mailbox'])
  })

  it('are none by mail where there is no mailer, whoever names which account', async () => {
    const scene = openScene({ ...(noMailer as object), registration: { page: 'always' } })
    await fromAmazon(scene)
    const page = outcomeOf(await scene.visitor.get(`${base}/link`, asJson))
    expect(page).toMatchObject({ ways: ['password'], located: false })
  })

  it('are all of them where the visitor names the account', async () => {
    const scene = openScene()
    scene.site.add(owner)
    await fromAmazon(scene)
    await scene.visitor.post(`${base}/link/decline`, { csrf: await csrfOf(scene.visitor) })
    scene.calls.made.length = 0
    const page = outcomeOf(await scene.visitor.get(`${base}/link`, asJson))
    expect(page).toMatchObject({ ways: ['password', 'mailbox'], located: false })
    expect(scene.calls.made).toEqual([])
  })
})

describe('a code by mail', () => {
  it('is asked for in vain where there is no mailer', async () => {
    const scene = openScene({ mailer: undefined } as object)
    scene.site.add(passwordless)
    const page = await fromAmazon(scene)
    expect(outcomeOf(await page.askForCode())).toMatchObject({ reason: 'ticket-mismatch' })
    expect(scene.visitor.jar.size).toBe(1)
  })

  it('is not what a confirmation waits for', async () => {
    const scene = openScene()
    scene.visitor.signIn(scene.site.add(passwordless))
    const started = await scene.visitor.postJson(`${base}/start`, { intent: 'link' })
    await scene.visitor.get(scene.visitor.backFrom(String(outcomeOf(started).location)))
    const page = await atThePage(scene)
    expect(outcomeOf(await page.askForCode())).toMatchObject({ reason: 'ticket-mismatch' })
    expect(scene.site.mails).toEqual([])
  })

  it('is not what a switch of accounts waits for, nor is a password', async () => {
    const scene = openScene()
    const first = scene.site.add(owner)
    scene.visitor.signIn(first)
    await linkFromSettings(scene.visitor)
    scene.visitor.signIn(scene.site.add({ ...passwordless, email: 'b@ex.test' }))
    const page = await fromAmazon(scene)
    const mailed = scene.site.mails.length
    expect(outcomeOf(await page.askForCode('b@ex.test'))).toMatchObject({ reason: 'ticket-mismatch' })
    expect(scene.site.mails).toHaveLength(mailed)
    // The session ends while the page is open: its password opens nothing that was asked before.
    scene.visitor.jar.delete('session')
    expect(outcomeOf(await page.typePassword('kV'))).toMatchObject({ outcome: 'refused' })
    expect(scene.visitor.signedInAs).toBeNull()
  })

  it('goes to five mails of one Amazon account in an hour, then it waits', async () => {
    const scene = openScene()
    scene.site.add(passwordless)
    const page = await fromAmazon(scene)
    const statuses: number[] = []
    for (let turn = 0; turn < 6; turn += 1) statuses.push((await page.askForCode()).status)
    expect(statuses).toEqual([409, 409, 409, 409, 409, 429])
    // One mailbox gets three of them, and nobody learns that there was no fourth.
    expect(scene.site.mails).toHaveLength(3)
  })

  it('is guessed at again after a wrong one, ten times in all', async () => {
    const scene = openScene()
    scene.site.add(passwordless)
    const page = await fromAmazon(scene)
    await page.askForCode()
    const code = codeFor(scene.site, 'vera@ex.test')
    for (let guess = 0; guess < 9; guess += 1)
      expect(outcomeOf(await page.typeCode('AAAAA-AAAAA'))).toMatchObject({ reason: 'code-wrong' })
    expect(outcomeOf(await page.typeCode('A'))).toMatchObject({ reason: 'code-wrong' })
    const refused = await page.typeCode(code)
    expect([refused.status, outcomeOf(refused).reason]).toEqual([429, 'too-many-attempts'])
    expect(scene.links.allLinks()).toEqual([])
  })

  it('that was wrong once may be typed rightly', async () => {
    const scene = openScene()
    scene.site.add(passwordless)
    const page = await fromAmazon(scene)
    await page.askForCode()
    await page.typeCode('AAAAA-AAAAA')
    const answer = outcomeOf(await page.typeCode(codeFor(scene.site, 'vera@ex.test')))
    expect(answer).toMatchObject({ outcome: 'signed-in', linked: true })
  })

  it('is wrong before any was asked for', async () => {
    const scene = openScene()
    scene.site.add(passwordless)
    const page = await fromAmazon(scene)
    expect(outcomeOf(await page.typeCode('AAAAA-AAAAA'))).toMatchObject({ reason: 'code-wrong' })
  })

  it.each([
    ['has no proven address', { emailProven: false }],
    ['has a password', { password: 'kV' }],
  ])('goes to nobody who %s', async (_what, change) => {
    const scene = openScene()
    scene.site.add({ ...passwordless, ...change })
    const page = await fromAmazon(scene)
    expect(outcomeOf(await page.askForCode())).toMatchObject({ outcome: 'prove-ownership' })
    expect(scene.site.mails).toEqual([])
  })

  it('goes to the address that was typed, without the spaces around it, and to five accounts at most', async () => {
    const scene = openScene()
    scene.site.add(owner)
    for (let turn = 0; turn < 6; turn += 1) scene.site.add({ ...passwordless, email: 'six@ex.test' })
    const page = await fromAmazon(scene)
    await page.askForCode('  six@ex.test ')
    expect(scene.site.mails.map(({ to }) => to)).toEqual(Array.from({ length: 5 }, () => 'six@ex.test'))
  })

  it('goes to Amazon’s address where nothing but spaces was typed', async () => {
    const scene = openScene()
    scene.site.add(passwordless)
    const page = await fromAmazon(scene)
    await page.askForCode('   ')
    expect(scene.site.mails.map(({ to }) => to)).toEqual(['vera@ex.test'])
  })

  it('still fits into its cookie when a page of text was typed for an address', async () => {
    const scene = openScene()
    scene.site.add(owner)
    const page = await fromAmazon(scene)
    const answer = await page.askForCode('x'.repeat(3000))
    expect(outcomeOf(answer)).toMatchObject({ outcome: 'prove-ownership', code_sent: true })
    expect(outcomeOf(answer).code_sent_to).toHaveLength(254)
  })

  it.each([
    ['a list of addresses', 'vera@ex.test, mallory@ex.test'],
    ['another address in its name', '"mallory@ex.test" <vera@ex.test>'],
  ])('goes nowhere where the stored address is %s', async (_what, email) => {
    const scene = openScene({
      host: { findAccountsByEmail: async () => [{ ...passwordless, email, id: 'a1' }] },
    })
    const page = await fromAmazon(scene)
    expect(outcomeOf(await page.askForCode())).toMatchObject({ outcome: 'prove-ownership' })
    expect(scene.site.mails).toEqual([])
  })
})

describe('a limit that is reached', () => {
  it('leaves the visitor on the page they were on', async () => {
    const scene = openScene()
    scene.site.add(passwordless)
    const page = await fromAmazon(scene)
    for (let turn = 0; turn < 5; turn += 1) await page.askForCode()
    const csrf = await csrfOf(scene.visitor)
    const mail = await scene.visitor.post(`${base}/link/mail`, { csrf })
    expect([mail.status, mail.text.includes(`action="${base}/link"`)]).toEqual([429, true])
    for (let guess = 0; guess < 10; guess += 1) await page.typeCode('AAAAA-AAAAA')
    const guess = await scene.visitor.post(`${base}/link`, { csrf, code: 'AAAAA-AAAAA' })
    expect([guess.status, guess.text.includes(`action="${base}/link"`)]).toEqual([429, true])
  })
})

describe('a ticket that was answered', () => {
  /** The browser as it was, from a copy of its cookies. */
  const restore = ({ visitor }: Scene, jar: ReadonlyMap<string, string>) => {
    visitor.jar.clear()
    for (const [name, value] of jar) visitor.jar.set(name, value)
  }

  it('by a code is used up, however the code is sent again', async () => {
    const scene = openScene()
    scene.site.add(passwordless)
    const page = await fromAmazon(scene)
    await page.askForCode()
    const code = codeFor(scene.site, 'vera@ex.test')
    const jar = new Map(scene.visitor.jar)
    await page.typeCode(code)
    scene.site.now = new Date(scene.site.now.getTime() + 60_000)
    restore(scene, jar)
    expect(outcomeOf(await page.typeCode(code))).toMatchObject({ outcome: 'refused' })
    expect(scene.visitor.signedInAs).toBeNull()
  })

  it('by a no is used up: nobody says yes to it afterwards', async () => {
    const scene = openScene()
    scene.visitor.signIn(scene.site.add(owner))
    const started = await scene.visitor.postJson(`${base}/start`, { intent: 'link' })
    await scene.visitor.get(scene.visitor.backFrom(String(outcomeOf(started).location)))
    const csrf = await csrfOf(scene.visitor)
    const jar = new Map(scene.visitor.jar)
    await scene.visitor.post(`${base}/link/decline`, { csrf })
    restore(scene, jar)
    const yes = await scene.visitor.post(`${base}/link`, { csrf }, asJson)
    expect(outcomeOf(yes)).toMatchObject({ outcome: 'refused', reason: 'ticket-used' })
    expect(scene.links.allLinks()).toEqual([])
  })
})

describe('a password', () => {
  it('proves nothing to a ticket that waits for the yes of a signed-in account', async () => {
    const scene = openScene()
    const account = scene.site.add(owner)
    scene.visitor.signIn(account)
    const started = await scene.visitor.postJson(`${base}/start`, { intent: 'link' })
    await scene.visitor.get(scene.visitor.backFrom(String(outcomeOf(started).location)))
    const page = await atThePage(scene)
    scene.visitor.jar.delete('session')
    const answer = outcomeOf(await page.typePassword('kV'))
    expect(answer).toMatchObject({ outcome: 'refused', reason: 'sign-in-required' })
    expect([scene.visitor.signedInAs, scene.links.allLinks()]).toEqual([null, []])
  })
})
