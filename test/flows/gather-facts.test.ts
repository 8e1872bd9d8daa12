import { describe, expect, it } from 'vitest'
import { openPlainSite, PlainVisitor } from '../support/plain-site.js'

describe('what is gathered about an answer from Amazon', () => {
  it('race-same-callback: an account that another request of the same customer has just made is theirs', async () => {
    let overtaking: (() => Promise<unknown>) | null = null
    const site = openPlainSite({
      host: {
        findAccountsByEmail: async (email) => {
          const overtake = overtaking
          overtaking = null
          await overtake?.()
          return [...site.accounts.values()].filter((account) => account.email === email)
        },
      },
    })
    const [laptop, phone] = [new PlainVisitor(site), new PlainVisitor(site)]
    overtaking = () => phone.signInWithAmazon()
    expect((await laptop.signInWithAmazon()).location).toBe('/')
    expect([laptop.signedInAs, phone.signedInAs]).toEqual(['a1', 'a1'])
    expect(site.accounts.size).toBe(1)
  })
})
