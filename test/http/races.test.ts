import { describe, expect, it } from 'vitest'
import { openPlainSite, type PlainAccount, type PlainSite, PlainVisitor } from '../support/plain-site.js'

const base = '/auth/amazon'
const password = 'kV-correct-horse'

/** Mallory registered the address of somebody else, and is about to link; the other thing happens meanwhile. */
interface Race {
  readonly site: PlainSite
  readonly account: PlainAccount
  meanwhile: () => Promise<void>
}

/** `during`: where in Mallory's request the other thing happens. */
function openRace(during: 'hashing' | 'writing', emailProven = false): Race {
  const race: { meanwhile: () => Promise<void> } = { meanwhile: async () => {} }
  const site = openPlainSite({
    host: {
      verifyPassword: async (account, typed) => {
        if (during === 'hashing') await race.meanwhile()
        return account.password === typed ? 'correct' : 'wrong'
      },
    },
  })
  const { createLink } = site.links
  site.links.createLink = async (link) => {
    if (during === 'writing') await race.meanwhile()
    return createLink.call(site.links, link)
  }
  const account = site.add({ email: 'vera@ex.test', password, emailProven })
  return Object.assign(race, { site, account })
}

/** What the host keeps changes; records read before stay as they were. */
function change({ site, account }: Race, values: Partial<PlainAccount>): void {
  site.accounts.set(account.id, { ...account, ...values })
}

async function typePassword(visitor: PlainVisitor): Promise<{ readonly status: number }> {
  await visitor.signInWithAmazon()
  const { csrf } = await visitor.get(`${base}/link`)
  return visitor.post(`${base}/link`, { csrf, password })
}

describe.each(['hashing', 'writing'] as const)('while the password is proven (%s)', (during) => {
  it('race-reset-vs-link: a mailbox proven meanwhile leaves no link of before', async () => {
    const race = openRace(during)
    race.meanwhile = async () => {
      await race.site.sparekey.mailboxProven(race.account, 'vera@ex.test')
      change(race, { emailProven: true, password: 'kV-new' })
    }
    const mallory = new PlainVisitor(race.site)
    expect((await typePassword(mallory)).status).toBe(409)
    expect(race.site.links.allLinks()).toEqual([])
    expect(mallory.signedInAs).toBeNull()
  })

  it('race-delete-vs-callback: an account disabled meanwhile is neither linked nor signed in', async () => {
    const race = openRace(during, true)
    race.meanwhile = async () => change(race, { disabled: true })
    const visitor = new PlainVisitor(race.site)
    expect((await typePassword(visitor)).status).toBeGreaterThanOrEqual(400)
    expect(race.site.links.allLinks()).toEqual([])
    expect(visitor.signedInAs).toBeNull()
  })

  it('race-delete-vs-callback: an account deleted meanwhile is neither linked nor signed in', async () => {
    const race = openRace(during, true)
    race.meanwhile = async () => void race.site.accounts.delete(race.account.id)
    const visitor = new PlainVisitor(race.site)
    expect((await typePassword(visitor)).status).toBeGreaterThanOrEqual(400)
    expect(race.site.links.allLinks()).toEqual([])
    expect(visitor.signedInAs).toBeNull()
  })

  it('nothing else in the way: the link is made', async () => {
    const race = openRace(during)
    const visitor = new PlainVisitor(race.site)
    expect((await typePassword(visitor)).status).toBe(303)
    expect(race.site.links.allLinks()).toHaveLength(1)
    expect(visitor.signedInAs).toBe(race.account.id)
  })
})
