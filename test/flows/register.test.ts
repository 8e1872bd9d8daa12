import { describe, expect, it } from 'vitest'
import { openPlainSite, PlainVisitor } from '../support/plain-site.js'

const base = '/auth/amazon'

describe('the registration page', () => {
  it('lets nobody ask for one user name after the other', async () => {
    const asked: unknown[] = []
    const site = openPlainSite({
      registration: { page: 'always' },
      host: {
        registrationFields: { username: { label: 'User name' } },
        createAccount: async ({ fields }) => {
          asked.push(fields['username'])
          return { problems: [{ field: 'username', problem: 'taken' }] }
        },
      },
    })
    const visitor = new PlainVisitor(site)
    await visitor.signInWithAmazon()
    const { csrf } = await visitor.get(`${base}/register`)
    const statuses: number[] = []
    for (let turn = 0; turn < 12; turn += 1) {
      const form = { csrf, email: 'vera@ex.test', name: 'Vera', username: `name-${turn}` }
      statuses.push((await visitor.post(`${base}/register`, form)).status)
    }
    expect(asked).toHaveLength(10)
    expect(statuses.slice(9)).toEqual([422, 429, 429])
  })
})
