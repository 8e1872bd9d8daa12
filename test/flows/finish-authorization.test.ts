import { describe, expect, it } from 'vitest'
import { openPlainSite, PlainVisitor, vera } from '../support/plain-site.js'
import { asJson, openScene } from './journeys.js'

const outcomeOf = ({ text }: { readonly text: string }) => JSON.parse(text)

describe('the way back from Amazon', () => {
  it.each([
    [900_000, 'signed-in'],
    [900_001, 'refused'],
    [-120_000, 'signed-in'],
    [-120_001, 'refused'],
  ])(
    'is open for a quarter of an hour, by clocks that differ by two minutes: %d ms',
    async (age, outcome) => {
      const { site, visitor } = openScene()
      const callback = await visitor.goToAmazon()
      site.now = new Date(site.now.getTime() + age)
      expect(outcomeOf(await visitor.get(callback, asJson))).toMatchObject({ outcome })
    },
  )

  it('sends a code to no other client than it began with, and to no other of Amazon’s hosts', async () => {
    const asked: string[] = []
    const amazon = { clientId: 'amzn1.application-oa2-client.shop', clientSecret: 'x'.repeat(40) }
    const open = (given: object) =>
      openPlainSite({
        amazon: { ...amazon, ...given },
        fetch: async (input) => {
          asked.push(new Request(input).url)
          return Response.json({ access_token: 'Atza|x', token_type: 'bearer', ...vera })
        },
      })
    const visitor = new PlainVisitor(open({}))
    const callback = await visitor.goToAmazon()
    for (const given of [{ clientId: 'amzn1.application-oa2-client.other' }, { region: 'eu' }]) {
      const other = new PlainVisitor(open(given))
      for (const [name, value] of visitor.jar) other.jar.set(name, value)
      const told = outcomeOf(await other.get(callback, asJson))
      expect(told).toMatchObject({ outcome: 'refused', reason: 'transaction-unknown' })
    }
    expect(asked).toEqual([])
    expect((await visitor.get(callback)).location).toBe('/')
  })
})
