import { describe, expect, it } from 'vitest'
import { profileChanges } from '../../src/flows/keep-profile.js'
import { openMailingSite } from '../life/mails.js'
import { PlainVisitor } from '../support/plain-site.js'

const told = { name: 'Vera Linn', email: 'vera@ex.test', postalCode: '98109' }
const seen = { name: 'Vera', email: 'vera@ex.test', postalCode: null }

describe('profileChanges', () => {
  it.each([
    ['never', 'Vera', {}],
    ['never', null, {}],
    ['fill-if-empty', 'Vera', {}],
    ['fill-if-empty', null, { name: 'Vera Linn' }],
    ['fill-if-empty', '  ', { name: 'Vera Linn' }],
    ['until-edited', 'Vera', { name: 'Vera Linn' }],
    ['until-edited', 'V. L.', {}],
    ['until-edited', null, { name: 'Vera Linn' }],
    ['always', 'V. L.', { name: 'Vera Linn' }],
    ['always', 'Vera Linn', {}],
  ] as const)('with %s makes of the name %j the change %j', (rule, name, changes) => {
    expect(profileChanges({ name: rule, postalCode: 'never' }, { name }, seen, told)).toEqual(changes)
  })

  it('takes nothing away that Amazon does not tell', () => {
    const rules = { name: 'always', postalCode: 'always' } as const
    expect(
      profileChanges(rules, { name: 'Vera', postalCode: '1' }, seen, {
        ...told,
        name: null,
        postalCode: null,
      }),
    ).toEqual({})
  })

  it('knows no edit where nothing was seen before', () => {
    const rules = { name: 'until-edited', postalCode: 'until-edited' } as const
    expect(profileChanges(rules, { name: 'Vera' }, null, told)).toEqual({ postalCode: '98109' })
  })
})

describe('the profile', () => {
  it('follows Amazon at the next sign-in, by the host’s rule, and the email never', async () => {
    const site = openMailingSite({
      profile: { name: 'until-edited' },
      host: {
        updateAccount: async (account, changes) =>
          void Object.assign(site.accounts.get(account.id) ?? {}, changes),
      },
    })
    await new PlainVisitor(site).signInWithAmazon()
    site.customer = { ...site.customer, name: 'Vera Linn', email: 'new@ex.test' }
    await new PlainVisitor(site).signInWithAmazon()
    expect(site.accounts.get('a1')).toMatchObject({ name: 'Vera Linn', email: 'vera@ex.test' })
    Object.assign(site.accounts.get('a1') ?? {}, { name: 'V. L.' })
    site.customer = { ...site.customer, name: 'Vera Q.' }
    await new PlainVisitor(site).signInWithAmazon()
    expect(site.accounts.get('a1')?.name).toBe('V. L.')
  })

  it('follows with a postal code as long as the site shows what was told before', async () => {
    const rules = { name: 'never', postalCode: 'until-edited' } as const
    const before = { ...seen, postalCode: '1' }
    expect(profileChanges(rules, { postalCode: '1' }, before, told)).toEqual({ postalCode: '98109' })
    expect(profileChanges(rules, { postalCode: '2' }, before, told)).toEqual({})
  })

  it('is changed by one call with what has changed, told of once, and by none where nothing has', async () => {
    const changed: unknown[] = []
    const site = openMailingSite({
      profile: { name: 'always' },
      host: { updateAccount: async ({ id }, changes) => void changed.push([id, changes]) },
    })
    await new PlainVisitor(site).signInWithAmazon()
    Object.assign(site.accounts.get('a1') ?? {}, { name: 'Vera' })
    await new PlainVisitor(site).signInWithAmazon()
    expect(changed).toEqual([])
    site.customer = { ...site.customer, name: 'Vera Linn' }
    await new PlainVisitor(site).signInWithAmazon()
    expect(changed).toEqual([['a1', { name: 'Vera Linn' }]])
    expect(site.events.filter(({ type }) => type === 'profile-updated')).toEqual([
      { type: 'profile-updated', at: site.now, accountId: 'a1' },
    ])
  })

  it('that cannot be written fails no sign-in', async () => {
    const site = openMailingSite({
      profile: { name: 'always' },
      host: {
        updateAccount: async () => {
          throw new Error('read only')
        },
      },
    })
    await new PlainVisitor(site).signInWithAmazon()
    site.customer = { ...site.customer, name: 'Vera Linn' }
    const visitor = new PlainVisitor(site)
    await visitor.signInWithAmazon()
    expect(visitor.signedInAs).toBe('a1')
    expect(site.events.find(({ type }) => type === 'update-failed')).toMatchObject({
      accountId: 'a1',
      error: { code: 'host-failed' },
    })
  })

  it('id-upstream-email-change: another address at Amazon is at most suggested', async () => {
    const site = openMailingSite({ pages: { changeEmail: '/account/email' } })
    await new PlainVisitor(site).signInWithAmazon()
    site.customer = { ...site.customer, email: 'new@ex.test' }
    const visitor = new PlainVisitor(site)
    await visitor.signInWithAmazon()
    const { text } = await visitor.get('/auth/amazon/connections')
    expect(text).toContain('href="/account/email"')
    expect(text).toContain('n•••@ex.test')
    expect(site.accounts.get('a1')?.email).toBe('vera@ex.test')
  })
})
