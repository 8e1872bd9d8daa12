import { describe, expect, it } from 'vitest'
import { codeFor, openMailingSite } from '../life/mails.js'
import { openPlainSite, type PlainHost, type PlainSite, PlainVisitor, vera } from '../support/plain-site.js'
import { goToLink, linkByPassword, linkFromSettings, linksOf, openLinked, reasonOf } from './linked.js'
import { base } from './oracles.js'

describe('a disabled account', () => {
  const disabled = { email: 'vera@ex.test', emailProven: true, password: 'kV', disabled: true }

  /** Signs in once while that was allowed; then the account is closed. */
  async function closeLinked(site: PlainSite): Promise<void> {
    const visitor = new PlainVisitor(site)
    const account = site.add({ ...disabled, disabled: false })
    visitor.signIn(account)
    await linkFromSettings(visitor)
    site.accounts.set(account.id, { ...account, disabled: true })
  }

  it('life-disabled-account: does not sign in by its link', async () => {
    const site = openPlainSite()
    await closeLinked(site)
    const visitor = new PlainVisitor(site)
    await visitor.signInWithAmazon()
    expect([reasonOf(site), visitor.signedInAs]).toEqual(['account-disabled', null])
  })

  it('life-disabled-account: is not switched to', async () => {
    const site = openPlainSite()
    await closeLinked(site)
    const visitor = new PlainVisitor(site)
    visitor.signIn(site.add({ email: 'b@ex.test' }))
    await visitor.signInWithAmazon()
    const { csrf } = await visitor.get(`${base}/link`)
    await visitor.post(`${base}/link`, { csrf })
    expect([reasonOf(site), visitor.signedInAs]).toEqual(['account-disabled', 'a2'])
  })

  it('life-disabled-account: is not linked by its password', async () => {
    const site = openPlainSite()
    site.add(disabled)
    const visitor = new PlainVisitor(site)
    await linkByPassword(visitor, 'kV')
    expect([reasonOf(site), visitor.signedInAs, linksOf(site)]).toEqual(['account-disabled', null, {}])
  })

  it('life-disabled-account: is not linked by a code from its mailbox', async () => {
    const site = openMailingSite()
    site.add({ ...disabled, password: null })
    const visitor = new PlainVisitor(site)
    await visitor.signInWithAmazon()
    const { csrf } = await visitor.get(`${base}/link`)
    await visitor.post(`${base}/link/mail`, { csrf })
    await visitor.post(`${base}/link`, { csrf, code: codeFor(site, 'vera@ex.test') })
    expect([visitor.signedInAs, linksOf(site)]).toEqual([null, {}])
    expect(['account-disabled', 'code-wrong']).toContain(reasonOf(site))
  })

  it('life-disabled-account: is not linked by a session that is still open', async () => {
    const site = openPlainSite()
    const account = site.add({ ...disabled, disabled: false })
    const visitor = new PlainVisitor(site)
    visitor.signIn(account)
    await visitor.get(await goToLink(visitor))
    const { csrf } = await visitor.get(`${base}/link`)
    site.accounts.set(account.id, { ...account, disabled: true })
    await visitor.post(`${base}/link`, { csrf })
    expect([reasonOf(site), linksOf(site)]).toEqual(['account-disabled', {}])
  })

  it('life-disabled-account: has no settings, unlinks nothing and sets no password', async () => {
    const set: string[] = []
    const { site, account, visitor } = await openLinked({
      setPassword: async (_account, chosen) => void set.push(chosen),
    })
    const { csrf } = await visitor.get(`${base}/connections`)
    site.accounts.set(account.id, { ...account, disabled: true })
    expect((await visitor.get(`${base}/connections`)).status).toBe(401)
    for (const path of ['/connections/unlink', '/connections/password'])
      expect((await visitor.post(`${base}${path}`, { csrf, password: 'kV' })).status).toBe(401)
    expect([linksOf(site), set]).toEqual([{ [vera.user_id]: 'a1' }, []])
  })

  it('life-disabled-account: a new account that waits for approval is not signed in to', async () => {
    const site: PlainSite = openPlainSite({
      host: { createAccount: async ({ email }) => ({ account: site.add({ email, disabled: true }) }) },
    })
    const visitor = new PlainVisitor(site)
    await visitor.signInWithAmazon()
    expect([reasonOf(site), visitor.signedInAs, site.accounts.size]).toEqual(['account-disabled', null, 1])
  })

  it('life-disabled-account: "this was not me" takes a link away and signs nobody in', async () => {
    const { site, account } = await openLinked()
    const token = /undo\?token=([^\s"]+)/.exec(site.mails[0]?.text ?? '')?.[1] ?? ''
    site.accounts.set(account.id, { ...account, disabled: true })
    const visitor = new PlainVisitor(site)
    expect((await visitor.post(`${base}/undo`, { token })).status).toBe(200)
    expect([linksOf(site), visitor.signedInAs]).toEqual([{}, null])
  })

  it('life-disabled-account: its open sessions and proofs end when the host says so', async () => {
    const ended: unknown[] = []
    const { site, account } = await openLinked({
      endAccess: async ({ id }, reason) => void ended.push([id, reason]),
    })
    await site.sparekey.accountDisabled(account)
    expect(ended).toEqual([['a1', 'account-disabled']])
  })
})

describe('a second factor', () => {
  type Admit = NonNullable<PlainHost['admit']>

  /** A host that asks for the second factor on a page of its own, until it was shown. */
  function asking() {
    const state = { isShown: false, asked: [] as string[] }
    const admit: Admit = async (_account, _visitor, action) => {
      state.asked.push(action)
      return state.isShown ? 'admitted' : { continueAt: '/second-factor' }
    }
    return { state, admit }
  }

  it('life-mfa-bypass: is asked for before a linked account signs in', async () => {
    const { state, admit } = asking()
    const { site } = await openLinked({
      admit: async (...given) => (state.isShown ? 'admitted' : admit(...given)),
    })
    expect(linksOf(site)).toEqual({})
    state.isShown = true
    const owner = new PlainVisitor(site)
    await linkByPassword(owner, 'kV')
    state.isShown = false
    const visitor = new PlainVisitor(site)
    const answer = await visitor.signInWithAmazon()
    expect([answer.location, visitor.signedInAs]).toEqual(['/second-factor', null])
  })

  it('life-mfa-bypass: is asked for before anything is linked, and the ticket waits for it', async () => {
    const { state, admit } = asking()
    const site = openPlainSite({ host: { admit } })
    const account = site.add({ email: 'vera@ex.test', emailProven: true, password: 'kV' })
    const visitor = new PlainVisitor(site)
    const answer = await linkByPassword(visitor, 'kV')
    expect([answer.location, visitor.signedInAs, linksOf(site)]).toEqual(['/second-factor', null, {}])
    expect(state.asked).toEqual(['link'])
    // The password alone gets no further the second time either.
    const { csrf } = await visitor.get(`${base}/link`)
    await visitor.post(`${base}/link`, { csrf, password: 'kV' })
    expect([visitor.signedInAs, linksOf(site)]).toEqual([null, {}])
    // The host has seen the second factor and signs the customer in; then they say yes.
    state.isShown = true
    visitor.signIn(account)
    const page = await visitor.get(`${base}/link`)
    await visitor.post(`${base}/link`, { csrf: page.csrf })
    expect(linksOf(site)).toEqual({ [vera.user_id]: 'a1' })
  })

  it('life-mfa-bypass: is asked for after a code by mail and before the session of a new account', async () => {
    const { admit } = asking()
    const site = openMailingSite({ host: { admit } })
    site.add({ email: 'vera@ex.test', emailProven: true })
    const visitor = new PlainVisitor(site)
    await visitor.signInWithAmazon()
    const { csrf } = await visitor.get(`${base}/link`)
    await visitor.post(`${base}/link/mail`, { csrf })
    const answer = await visitor.post(`${base}/link`, { csrf, code: codeFor(site, 'vera@ex.test') })
    expect([answer.location, visitor.signedInAs, linksOf(site)]).toEqual(['/second-factor', null, {}])
    site.customer = { user_id: 'amzn1.account.NEW', email: 'new@ex.test' }
    const newcomer = new PlainVisitor(site)
    expect((await newcomer.signInWithAmazon()).location).toBe('/second-factor')
    expect(newcomer.signedInAs).toBeNull()
  })

  it('life-mfa-bypass: a second factor that goes with the password is asked for there', async () => {
    const site = openPlainSite({ host: { verifyPassword: async () => ({ continueAt: '/second-factor' }) } })
    site.add({ email: 'vera@ex.test', emailProven: true, password: 'kV' })
    const visitor = new PlainVisitor(site)
    const answer = await linkByPassword(visitor, 'kV')
    expect([answer.location, visitor.signedInAs, linksOf(site)]).toEqual(['/second-factor', null, {}])
  })

  it('life-mfa-bypass: a gate that answers nothing is closed', async () => {
    const site = openPlainSite({ host: { admit: (async () => undefined) as never } })
    site.add({ email: 'vera@ex.test', emailProven: true, password: 'kV' })
    const visitor = new PlainVisitor(site)
    await linkByPassword(visitor, 'kV')
    expect([visitor.signedInAs, linksOf(site)]).toEqual([null, {}])
  })
})
