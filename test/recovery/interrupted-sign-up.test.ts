import { describe, expect, it } from 'vitest'
import { PlainVisitor } from '../support/plain-site.js'
import { comeAgain, type KeyedSite, type KeyedSiteOptions, openKeyedSite, wait } from './keyed-site.js'

/** A site whose process dies at one step: nothing it would do after that takes effect, cleaning up included. */
function openMortalSite(options: Omit<KeyedSiteOptions, 'step'> = {}) {
  const process = { diesAt: '', isDead: false }
  const site = openKeyedSite({
    ...options,
    step: async (name, run) => {
      if (process.isDead) throw new Error('dead')
      if (process.diesAt === `before ${name}`) process.isDead = true
      if (process.isDead) throw new Error('killed')
      const result = await run()
      if (process.diesAt === `after ${name}`) process.isDead = true
      if (process.isDead) throw new Error('killed')
      return result
    },
  })
  return { site, process }
}

async function dieAt(moment: string, options: Omit<KeyedSiteOptions, 'step'> = {}): Promise<KeyedSite> {
  const { site, process } = openMortalSite(options)
  process.diesAt = moment
  await comeAgain(site)
  expect(process.isDead).toBe(true)
  Object.assign(process, { diesAt: '', isDead: false })
  return site
}

const steps = ['findLink', 'isTicketUsed', 'reserveSubject', 'createAccount', 'createLink']
const moments = steps.flatMap((step) => [`before ${step}`, `after ${step}`])

describe('a sign-up whose process dies', () => {
  it.each(moments)('%s is completed by the next try, with one account', async (moment) => {
    const site = await dieAt(moment)
    wait(site, 61)
    const visitor = await comeAgain(site)
    expect(visitor.signedInAs).toBe('a1')
    expect([site.accounts.size, site.links.allLinks().length]).toEqual([1, 1])
    expect(site.links.auditRecords.map(({ event, accountId }) => [event, accountId])).toEqual([
      ['signed-up', 'a1'],
    ])
  })

  it('once the account is made is completed at once, without waiting for the reservation', async () => {
    for (const moment of ['after createAccount', 'before createLink']) {
      const site = await dieAt(moment)
      expect((await comeAgain(site)).signedInAs).toBe('a1')
      expect(site.events.at(-2)).toMatchObject({ type: 'signed-up', accountId: 'a1' })
    }
  })

  it('before the account is made holds the subject for a minute, and no longer', async () => {
    const site = await dieAt('before createAccount')
    expect((await comeAgain(site)).signedInAs).toBeNull()
    expect(site.accounts.size).toBe(0)
    wait(site, 61)
    expect((await comeAgain(site)).signedInAs).toBe('a1')
  })

  it('again and again is still one sign-up with one account', async () => {
    const { site, process } = openMortalSite()
    for (const moment of moments) {
      Object.assign(process, { diesAt: moment, isDead: false })
      await comeAgain(site)
      wait(site, 61)
    }
    Object.assign(process, { diesAt: '', isDead: false })
    expect((await comeAgain(site)).signedInAs).toBe('a1')
    expect([site.accounts.size, site.links.allLinks().length]).toEqual([1, 1])
  })
})

describe('an account that was left behind', () => {
  it('is never bound by its address where the host knows no keys', async () => {
    const site = await dieAt('after createAccount', { knows: 'no keys' })
    wait(site, 61)
    const visitor = new PlainVisitor(site)
    expect((await visitor.signInWithAmazon()).location).toBe('/auth/amazon/link')
    expect([visitor.signedInAs, site.links.allLinks(), site.accounts.size]).toEqual([null, [], 1])
  })

  it.each([
    ['its mailbox was proven', { emailProven: true }],
    ['it got a password', { password: 'kV-victim' }],
    ['it was disabled', { disabled: true }],
  ])('is asked for, and not entered, once %s', async (_what, change) => {
    const site = await dieAt('after createAccount')
    const account = site.accounts.get('a1')
    if (account !== undefined) site.accounts.set('a1', { ...account, ...change })
    const visitor = new PlainVisitor(site)
    expect((await visitor.signInWithAmazon()).location).toBe('/auth/amazon/link')
    expect([visitor.signedInAs, site.links.allLinks()]).toEqual([null, []])
  })

  it('that is somebody’s by now is left to them: the customer gets another one, under another key', async () => {
    const site = await dieAt('after createAccount')
    const account = site.accounts.get('a1')
    if (account !== undefined) site.accounts.set('a1', { ...account, emailProven: true })
    site.customer = { ...site.customer, email: 'vera@elsewhere.test' }
    wait(site, 61)
    const visitor = await comeAgain(site)
    expect(visitor.signedInAs).toBe('a2')
    expect(site.links.allLinks()).toMatchObject([{ accountId: 'a2' }])
    expect(new Set(site.keys.values()).size).toBe(2)
  })

  it('is not entered by another Amazon account of the same address', async () => {
    const site = await dieAt('after createAccount')
    site.customer = { ...site.customer, user_id: 'amzn1.account.MALLORY' }
    wait(site, 61)
    expect((await comeAgain(site)).signedInAs).toBeNull()
    expect(site.links.allLinks()).toEqual([])
  })

  it('whose mailbox is proven while its link is written loses the link again', async () => {
    const site = await dieAt('after createAccount')
    const { createLink } = site.links
    site.links.createLink = async (link) => {
      const account = site.accounts.get('a1')
      if (account !== undefined) {
        site.accounts.set('a1', { ...account, emailProven: true })
        await site.sparekey.mailboxProven(account, 'vera@ex.test')
      }
      return createLink.call(site.links, link)
    }
    expect((await comeAgain(site)).signedInAs).toBeNull()
    expect(site.links.allLinks()).toEqual([])
  })

  it('is not found again once its link was removed', async () => {
    const site = openKeyedSite()
    await comeAgain(site)
    const account = site.accounts.get('a1')
    if (account === undefined) throw new Error('no account')
    await site.sparekey.mailboxProven(account, 'vera@ex.test')
    expect(site.links.allLinks()).toEqual([])
    const visitor = new PlainVisitor(site)
    expect((await visitor.signInWithAmazon()).location).toBe('/auth/amazon/link')
    expect(visitor.signedInAs).toBeNull()
  })
})
