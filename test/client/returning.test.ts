import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createClient, withoutAnswer } from '../../src/client.js'
import { answering, json } from './an-answer.js'

const app = 'https://app.example/welcome'

function aKeep() {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  }
}

describe('an app at another origin', () => {
  it('begins with the digest of a verifier that stays in the page', async () => {
    const keep = aKeep()
    const client = createClient({ baseUrl: 'https://api.example', keep })
    const url = new URL(await client.begin({ returnTo: app, refusedTo: 'https://app.example/sign-in' }))
    const [verifier = ''] = keep.kept.values()
    expect(verifier).toMatch(/^[\w-]{43}$/)
    expect(url.href).not.toContain(verifier)
    expect(url.pathname).toBe('/auth/amazon/start')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      return_to: app,
      refused_to: 'https://app.example/sign-in',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    })
    expect(new URL(await client.begin({ returnTo: app })).search).not.toBe(url.search)
  })

  it('gets its session for the code and the verifier, once, however often it is asked', async () => {
    const keep = aKeep()
    const site = answering(json({ outcome: 'signed-in', account_id: 'a1', return_to: app, token: 'jwt' }))
    const client = createClient({ ...site, baseUrl: 'https://api.example', keep })
    await client.begin({ returnTo: app })
    const [verifier] = keep.kept.values()
    const address = `${app}?amazon=signed-in&amazon_code=c`
    const [first, second] = await Promise.all([client.finish(address), client.finish(address)])
    expect(first).toMatchObject({ kind: 'signed-in', body: { token: 'jwt' } })
    expect(second).toEqual(first)
    expect(site.bodies).toEqual([{ code: 'c', code_verifier: verifier }])
    expect(keep.kept.size).toBe(0)
  })

  it.each([
    ['authorization-declined', { kind: 'refused', reason: 'authorization-declined' }],
    ['amazon-timeout', { kind: 'failed', code: 'amazon-timeout' }],
    ['linked', { kind: 'linked' }],
  ])('reads ?amazon=%s off its address', async (word, outcome) => {
    expect(await createClient().finish(`${app}?amazon=${word}`)).toMatchObject(outcome)
  })

  it('asks what waits where a page of its own was asked for', async () => {
    const site = answering(json({ outcome: 'register', fields: [], prefill: {}, problems: [] }))
    expect(await createClient(site).finish(`${app}?amazon=register`)).toMatchObject({ kind: 'register' })
    expect(site.asked[0]?.url).toMatch(/\/pending$/)
  })

  it.each([app, `${app}?tab=1`, `${app}?amazon=<script>`, `${app}?amazon=`])(
    'reads nothing off %s',
    async (address) => {
      expect(await createClient().finish(address)).toBeNull()
    },
  )

  it('shows its address without what came back', () => {
    expect(withoutAnswer(`${app}?tab=1&amazon=signed-in&amazon_code=c#top`)).toBe(`${app}?tab=1#top`)
  })
})

describe('an app at the site’s own origin', () => {
  it('begins with a plain link', async () => {
    const client = createClient({ basePath: '/login' })
    expect(client.startUrl()).toBe('/login/start')
    expect(client.startUrl({ returnTo: '/cart?x=1' })).toBe('/login/start?return_to=%2Fcart%3Fx%3D1')
    expect(await client.begin({ returnTo: '/cart' })).toBe('/login/start?return_to=%2Fcart')
  })
})
