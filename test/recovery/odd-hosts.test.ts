import { describe, expect, it } from 'vitest'
import { type PlainHost, PlainVisitor } from '../support/plain-site.js'
import { comeAgain, type KeyedSite, makeAccount, openKeyedSite, wait } from './keyed-site.js'

type CreateAccount = PlainHost['createAccount']

/** A host that makes the account and answers something else. */
function openOddSite(answer: () => unknown): KeyedSite {
  const createAccount: CreateAccount = async (signUp) => {
    makeAccount(site, site.keys, signUp)
    // What no typed host could answer.
    return answer() as never
  }
  const site = openKeyedSite({ host: { createAccount } })
  return site
}

const answers: [string, () => unknown][] = [
  [
    'throws',
    () => {
      throw new Error('the answer was lost')
    },
  ],
  ['answers nothing', () => undefined],
  ['answers an account without an id', () => ({ account: {} })],
  ['answers an account whose id is a number', () => ({ account: { id: 7 } })],
  ['says that the address is taken', () => ({ problems: [{ field: 'email', problem: 'taken' }] })],
]

describe('a host that makes the account, and then', () => {
  it.each(answers)('%s is asked for it by its key: the customer is signed in', async (_what, answer) => {
    const site = openOddSite(answer)
    expect((await comeAgain(site)).signedInAs).toBe('a1')
    expect([site.accounts.size, site.links.allLinks().length]).toEqual([1, 1])
  })

  it('steers elsewhere with a thrown Response is followed, and the next try completes', async () => {
    let isFirst = true
    const site = openOddSite(() => {
      if (!isFirst) return undefined
      isFirst = false
      throw new Response(null, { status: 303, headers: { location: '/terms' } })
    })
    const visitor = new PlainVisitor(site)
    expect((await visitor.signInWithAmazon()).location).toBe('/terms')
    expect(site.links.allLinks()).toEqual([])
    expect((await comeAgain(site)).signedInAs).toBe('a1')
    expect(site.accounts.size).toBe(1)
  })
})

describe('a host that makes nothing', () => {
  it('and throws is tried again at once', async () => {
    let isDown = true
    const createAccount: CreateAccount = async (signUp) => {
      if (isDown) throw new Error('down')
      return makeAccount(site, site.keys, signUp)
    }
    const site: KeyedSite = openKeyedSite({ host: { createAccount } })
    expect((await comeAgain(site)).signedInAs).toBeNull()
    isDown = false
    expect((await comeAgain(site)).signedInAs).toBe('a1')
  })

  it('and refuses leaves nothing in the store', async () => {
    const createAccount: CreateAccount = async () => ({ problems: [{ field: 'name', problem: 'required' }] })
    const site = openKeyedSite({ host: { createAccount } })
    expect((await comeAgain(site)).signedInAs).toBeNull()
    const identity = { issuer: 'https://www.amazon.com', subject: site.customer.user_id }
    expect(await site.links.findUnfinishedSignUp(identity)).toBeNull()
  })
})

/** A first try whose host takes longer than its reservation lasts, and a second one meanwhile. */
async function overtakeSlowHost(knows: 'keys' | 'no keys', second: 'creates' | 'refuses' = 'creates') {
  let calls = 0
  const gate = { open: () => {}, reached: () => {} }
  const opened = new Promise<void>((resolve) => Object.assign(gate, { open: resolve }))
  const reached = new Promise<void>((resolve) => Object.assign(gate, { reached: resolve }))
  const site: KeyedSite = openKeyedSite({
    knows,
    host: {
      findAccountsByEmail: async () => [],
      createAccount: async (signUp) => {
        calls += 1
        gate.reached()
        if (calls === 1) await opened
        else if (second === 'refuses') return { problems: [{ field: 'name', problem: 'required' }] }
        return makeAccount(site, site.keys, { ...signUp, email: null })
      },
    },
  })
  const first = new PlainVisitor(site)
  const firstEnds = first.signInWithAmazon()
  await reached
  wait(site, 61)
  const overtaking = await comeAgain(site)
  gate.open()
  await firstEnds
  return { site, first, second: overtaking }
}

describe('a host slower than a reservation lasts', () => {
  it('that knows keys ends with one account and both browsers in it', async () => {
    const { site, first, second } = await overtakeSlowHost('keys')
    expect([first.signedInAs, second.signedInAs]).toEqual(['a1', 'a1'])
    expect([site.accounts.size, site.links.allLinks().length]).toEqual([1, 1])
    expect(site.events.filter(({ type }) => type === 'left-behind')).toEqual([])
  })

  it('that refuses the second try still completes the first', async () => {
    const { site, first, second } = await overtakeSlowHost('keys', 'refuses')
    expect([first.signedInAs, second.signedInAs]).toEqual(['a1', null])
    expect(site.links.allLinks()).toMatchObject([{ accountId: 'a1' }])
  })

  it('that knows none ends with one link, and tells which account nobody has', async () => {
    const { site, first, second } = await overtakeSlowHost('no keys')
    expect([first.signedInAs, second.signedInAs]).toEqual(['a1', 'a1'])
    expect(site.links.allLinks()).toMatchObject([{ accountId: 'a1' }])
    expect(site.events.filter(({ type }) => type === 'left-behind')).toMatchObject([{ accountId: 'a2' }])
  })
})
