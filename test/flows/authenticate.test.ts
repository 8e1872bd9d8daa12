import { describe, expect, it } from 'vitest'
import { authenticate } from '../../src/flows/authenticate.js'
import type { Transaction } from '../../src/flows/transaction.js'
import { aClient, aJson, aScript } from '../amazon/a-client.js'
import { PlainVisitor } from '../support/plain-site.js'
import { aWiring } from './a-wiring.js'
import { asJson, openScene, type Scene } from './journeys.js'

const clientId = 'amzn1.application-oa2-client.shop'

/** Amazon, that tells who each code belongs to, and keeps what it was asked. */
function anAmazon(told: Partial<Record<'tokeninfo' | 'profile', (token: string) => object>> = {}) {
  const asked: string[] = []
  const answers = {
    tokeninfo: (token: string) => ({
      aud: clientId,
      user_id: subjectOf(token),
      exp: 3600,
      iss: 'https://www.amazon.com',
    }),
    profile: (token: string) => ({ user_id: subjectOf(token), email: `${token.length}@ex.test` }),
    ...told,
  }
  const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init)
    const { pathname } = new URL(request.url)
    asked.push(pathname)
    if (pathname.endsWith('/auth/o2/token')) {
      const code = new URLSearchParams(await request.text()).get('code')
      return Response.json({ access_token: `Atza|${code}`, token_type: 'bearer', expires_in: 3600 })
    }
    const token =
      request.headers.get('x-amz-access-token') ?? request.headers.get('authorization')?.slice(7) ?? ''
    return Response.json(pathname.endsWith('/tokeninfo') ? answers.tokeninfo(token) : answers.profile(token))
  }
  return { asked, fetch }
}

const subjectOf = (token: string) => `amzn1.account.${token.replace('Atza|', '')}`

async function signInWith({ visitor }: Pick<Scene, 'visitor'>, code: string) {
  const callback = (await visitor.goToAmazon()).replace('ANplain', code)
  return async () => JSON.parse((await visitor.get(callback, asJson)).text)
}

describe('asking Amazon who somebody is', () => {
  it('gives two customers who come back at one moment each their own account', async () => {
    const { fetch } = anAmazon()
    const scene = openScene({ fetch })
    const [one, two] = [scene.visitor, new PlainVisitor(scene.site)]
    const steps = [
      await signInWith({ visitor: one }, 'ANvera'),
      await signInWith({ visitor: two }, 'ANmallory'),
    ]
    const told = await Promise.all(steps.map((step) => step()))
    expect(told.map(({ outcome }) => outcome)).toEqual(['signed-in', 'signed-in'])
    expect(one.signedInAs).not.toBe(two.signedInAs)
    expect(new Set(scene.links.allLinks().map(({ identity }) => identity.subject))).toEqual(
      new Set(['amzn1.account.ANvera', 'amzn1.account.ANmallory']),
    )
  })

  it('gives two browsers that show one code each an answer of their own', async () => {
    const { asked, fetch } = anAmazon()
    const scene = openScene({ fetch })
    const [one, two] = [scene.visitor, new PlainVisitor(scene.site)]
    const steps = [await signInWith({ visitor: one }, 'AN1'), await signInWith({ visitor: two }, 'AN1')]
    await Promise.all(steps.map((step) => step()))
    expect(asked.filter((path) => path.endsWith('/token'))).toHaveLength(2)
  })

  it('sends one code once, however often its browser comes back with it', async () => {
    const { asked, fetch } = anAmazon()
    const scene = openScene({ fetch })
    const step = await signInWith(scene, 'AN1')
    const told = await Promise.all([step(), step()])
    expect(told.map(({ account_id }) => account_id)).toEqual(['a1', 'a1'])
    expect(asked.filter((path) => path.endsWith('/token'))).toHaveLength(1)
  })

  it.each([
    ['the profile came', [aJson({ access_token: 'Atza|1', token_type: 'bearer' }), aJson({ user_id: 'A1' })]],
    ['the code was rejected', [aJson({ error: 'invalid_grant' }, 400)]],
    ['Amazon failed', [{ status: 503 }]],
  ])('keeps nothing of an exchange that is over: %s', async (_how, answers) => {
    const exchanges = new Map()
    const amazon = aClient({ transport: aScript(...answers).transport })
    const { wiring } = aWiring({ policy: { checkAudience: 'received-tokens' } })
    const transaction: Transaction = Object.assign(Object.create(null), { codeVerifier: 'v'.repeat(43) })
    const asked = authenticate(Object.assign(wiring, { amazon, exchanges }), transaction, 'AN1')
    expect(exchanges.size).toBe(1)
    await asked.catch(() => undefined)
    expect(exchanges.size).toBe(0)
  })

  it('asks whose token it is where the policy says always, and signs in by it', async () => {
    const { asked, fetch } = anAmazon()
    const scene = openScene({ fetch, policy: { checkAudience: 'always' } })
    expect(await (await signInWith(scene, 'ANvera'))()).toMatchObject({ outcome: 'signed-in' })
    expect(asked).toEqual(['/auth/o2/token', '/auth/o2/tokeninfo', '/user/profile'])
  })

  it('believes neither of two answers that name two customers', async () => {
    const profile = () => ({ user_id: 'amzn1.account.MALLORY', email: 'm@ex.test' })
    const scene = openScene({ fetch: anAmazon({ profile }).fetch, policy: { checkAudience: 'always' } })
    const told = await (await signInWith(scene, 'ANvera'))()
    expect(told).toMatchObject({ outcome: 'failed', code: 'amazon-audience-mismatch' })
    expect([scene.site.accounts.size, scene.visitor.signedInAs]).toEqual([0, null])
  })
})
