import { describe, expect, it } from 'vitest'
import { asJson, base, csrfOf, journeys, link, openScene, owner, type Scene } from './journeys.js'

const outcomeOf = ({ text }: { readonly text: string }) => JSON.parse(text)

const linkByProof = 'findLink findLinkOfAccount findAccountsByEmail findLink findAccount admit createLink'

describe('what a step costs', () => {
  it.each([
    ['signing in', 'findLink findAccount admit'],
    [
      'signing up',
      'findLink findUnfinishedSignUp findAccountsByEmail isTicketUsed reserveSubject createAccount createLink findAccount admit',
    ],
    [
      'completing a sign-up',
      'findLink findUnfinishedSignUp findAccountBySignUp waysToSignIn findLinkOfAccount findAccountsByEmail findLink createLink findAccountBySignUp waysToSignIn admit',
    ],
    [
      'asking for an account',
      'findLink findUnfinishedSignUp findAccountsByEmail findLink findAccountsByEmail waysToSignIn',
    ],
    ['typing the password', `findAccountsByEmail verifyPassword ${linkByProof} findAccount admit`],
    [
      'typing a code',
      `findAccountsByEmail waysToSignIn waysToSignIn proofsEnded ${linkByProof} findAccount admit`,
    ],
    ['linking from settings', 'findLink findLinkOfAccount findAccount admit createLink findAccount'],
    ['switching accounts', 'findLink findAccount redeemTicket admit'],
    ['unlinking', 'findAccount findLinkOfAccount waysToSignIn deleteLink endProofs endAccess'],
  ])('is no question more than the rules ask: %s', async (name, expected) => {
    const scene = openScene()
    const step = await journeys[name]?.(scene)
    scene.calls.made.length = 0
    scene.calls.breaks = []
    await step?.()
    expect(scene.calls.made.map((call) => call.replace(/#.*/, '')).join(' ')).toBe(expected)
  })

  it('is the same for a link that begins: whose it is, and what that account has', async () => {
    const scene = openScene()
    scene.visitor.signIn(scene.site.add(owner))
    const started = await scene.visitor.postJson(`${base}/start`, { intent: 'link' })
    const callback = scene.visitor.backFrom(String(outcomeOf(started).location))
    scene.calls.made.length = 0
    await scene.visitor.get(callback)
    expect(scene.calls.made).toEqual(['findLink#1', 'findLinkOfAccount#1'])
  })

  it('is not doubled for a link whose account is gone, whoever has the address by now', async () => {
    const scene = openScene()
    await link(scene)
    scene.site.accounts.delete('a1')
    scene.visitor.jar.clear()
    scene.site.add({ ...owner, id: 'a7' })
    const callback = await scene.visitor.goToAmazon()
    scene.calls.made.length = 0
    expect(outcomeOf(await scene.visitor.get(callback, asJson))).toMatchObject({ outcome: 'prove-ownership' })
    const untilSwept = scene.calls.made.slice(0, scene.calls.made.indexOf('deleteLink#1'))
    expect(untilSwept).toEqual(['findLink#1', 'findAccount#1', 'findAccountsByEmail#1'])
  })

  it('does not ask who has the address on the page for another account', async () => {
    const scene = openScene({ registration: { page: 'always' } })
    await scene.visitor.signInWithAmazon()
    scene.calls.made.length = 0
    const told = outcomeOf(await scene.visitor.get(`${base}/link`, asJson))
    expect([told.ways, told.email, scene.calls.made]).toEqual([['password', 'mailbox'], '', []])
  })

  it('writes down a sign-in where the store has kept none', async () => {
    const scene: Scene = openScene({
      links: {
        findLink: async (identity) => {
          const found = await scene.links.findLink(identity)
          return found && { ...found, lastUsedAt: null }
        },
      },
    })
    await link(scene)
    scene.visitor.jar.clear()
    scene.calls.made.length = 0
    await scene.visitor.signInWithAmazon()
    expect(scene.visitor.signedInAs).toBe('a1')
    expect(scene.calls.made).toContain('recordUse#1')
  })

  it('looks nobody up by an address that was said to be someone else’s', async () => {
    const scene = openScene()
    scene.site.add(owner)
    await scene.visitor.signInWithAmazon()
    const csrf = await csrfOf(scene.visitor)
    scene.calls.made.length = 0
    const declined = await scene.visitor.post(`${base}/link/decline`, { csrf }, asJson)
    expect(outcomeOf(declined)).toMatchObject({ outcome: 'register' })
    expect(scene.calls.made).toEqual(['findLink#1', 'findUnfinishedSignUp#1'])
  })
})
