import { describe, expect, it } from 'vitest'
import type { Timer } from '../../src/index.js'
import { openPlainSite, type PlainAccount, PlainVisitor } from '../support/plain-site.js'
import { journeys, openScene } from './journeys.js'

const refusal = '/auth/amazon/problem?reason=try-again'

/** A site with a table of sessions, whose making and whose waiting the test holds in its hands. */
async function openSlowSite() {
  const sessions = new Set<string>()
  const spent = { milliseconds: 0 }
  const waited: number[] = []
  const hooks = { start: async () => {}, wait: async () => {} }
  const timer: Timer = {
    elapsed: () => spent.milliseconds,
    wait: async (milliseconds) => {
      waited.push(milliseconds)
      await hooks.wait()
    },
  }
  const ended: string[] = []
  const site = openPlainSite({
    timer,
    sessions: {
      current: async () => null,
      start: async ({ id }) => {
        await hooks.start()
        sessions.add(id)
      },
    },
    host: {
      endAccess: async ({ id }, reason) => {
        ended.push(reason)
        sessions.delete(id)
      },
    },
  })
  const vera = new PlainVisitor(site)
  await vera.signInWithAmazon()
  const account = site.accounts.get('a1') as PlainAccount
  sessions.clear()
  return { site, vera, account, sessions, spent, waited, hooks, ended }
}

const links = { at: new Date(), event: 'unlinked', accountId: 'a1', details: {} } as const

describe('a session that is made while the account loses its link', () => {
  it('race-unlink-vs-login: ends with the others, because ending waits for it', async () => {
    const { site, vera, account, sessions, waited, hooks } = await openSlowSite()
    const callback = await vera.goToAmazon()
    // The sign-in has read the link; the eviction deletes it, and waits; the session comes; then access ends.
    let evicted = Promise.resolve<unknown>(null)
    const sessionMade = new Promise<void>((resolve) => {
      hooks.wait = async () => resolve(await signIn)
    })
    hooks.start = async () => {
      hooks.start = async () => {}
      evicted = site.sparekey.mailboxProven(account, 'vera@ex.test')
    }
    const signIn = vera.get(callback).then(() => undefined)
    await signIn
    await sessionMade
    await evicted
    expect(waited).toEqual([300])
    expect([...sessions]).toEqual([])
  })

  it('race-unlink-vs-login: is looked at again when making it took too long, and refused', async () => {
    const { site, vera, sessions, spent, hooks, ended } = await openSlowSite()
    hooks.start = async () => {
      spent.milliseconds += 201
      const { identity } = site.links.allLinks()[0] ?? {}
      if (identity) await site.links.deleteLink('a1', { ...links, identity })
    }
    const answer = await vera.signInWithAmazon()
    expect([answer.location, [...sessions], ended]).toEqual([refusal, [], ['unlinked']])
  })

  it('race-delete-vs-callback: is refused when the account was deleted or disabled meanwhile', async () => {
    const { site, vera, account, sessions, spent, hooks } = await openSlowSite()
    hooks.start = async () => {
      spent.milliseconds += 201
      site.accounts.set('a1', { ...account, disabled: true })
    }
    expect((await vera.signInWithAmazon()).location).toBe(refusal)
    site.accounts.set('a1', account)
    hooks.start = async () => {
      spent.milliseconds += 201
      site.accounts.delete('a1')
    }
    expect((await vera.signInWithAmazon()).location).toBe(refusal)
    expect([...sessions]).toEqual([])
  })

  it('stays when making it took a fifth of a second, and is looked at from then on', async () => {
    const { vera, site, sessions, spent, hooks } = await openSlowSite()
    const spend = async (milliseconds: number) => {
      sessions.clear()
      hooks.start = async () => {
        spent.milliseconds += milliseconds
        site.accounts.delete('a1')
      }
      const { location } = await vera.signInWithAmazon()
      site.accounts.set('a1', { id: 'a1', email: 'vera@ex.test', emailProven: false, password: null })
      return location
    }
    expect(await spend(200)).toBe('/')
    expect(await spend(201)).toBe(refusal)
  })

  it('stays when making it took long and nothing has changed', async () => {
    const { vera, sessions, spent, hooks, ended } = await openSlowSite()
    hooks.start = async () => void (spent.milliseconds += 5000)
    expect((await vera.signInWithAmazon()).location).toBe('/')
    expect([[...sessions], ended]).toEqual([['a1'], []])
  })
})

describe('a session that took long to make', () => {
  it.each([
    ['findLink#2', 'store-failed'],
    ['findAccount#2', 'host-failed'],
  ])('is looked at once more, and nobody is let in where %s breaks', async (call, code) => {
    const spent = { milliseconds: 0 }
    const timer: Timer = { elapsed: () => (spent.milliseconds += 201), wait: async () => {} }
    const scene = openScene({ timer })
    const step = await journeys['signing in']?.(scene)
    scene.calls.made.length = 0
    scene.calls.breaks = [call]
    const answer = JSON.parse((await step?.())?.text ?? '{}')
    expect(answer).toMatchObject({ outcome: 'failed', code })
    expect(scene.visitor.signedInAs).toBeNull()
  })
})

describe('ending access', () => {
  it('waits longer than a session may take that nobody looks at again', async () => {
    const { site, account, waited } = await openSlowSite()
    await site.sparekey.passwordChanged(account)
    await site.sparekey.accountDisabled(account)
    await site.sparekey.accountDeleted(account)
    expect(waited).toEqual([300, 300, 300])
  })

  it('waits after the link is gone, not before', async () => {
    const { site, account, hooks } = await openSlowSite()
    let left = -1
    hooks.wait = async () => void (left = site.links.allLinks().length)
    await site.sparekey.accountDeleted(account)
    expect(left).toBe(0)
  })
})
