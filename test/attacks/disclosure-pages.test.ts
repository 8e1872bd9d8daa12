import { describe, expect, it } from 'vitest'
import { routes } from '../../src/http/routes.js'
import { addressIn, codeFor, type MailingSite, openMailingSite } from '../life/mails.js'
import { type Answer, PlainVisitor } from '../support/plain-site.js'
import { base } from './oracles.js'

const setPassword = async () => undefined

/** Answers of every page there is, each in every state that a visitor meets it in, with where it was met. */
async function everyAnswer(): Promise<[string, Answer][]> {
  const site: MailingSite = openMailingSite({ host: { setPassword } })
  const answers: [string, Answer][] = []
  const note = (where: string, answer: Answer): Answer => {
    answers.push([where, answer])
    return answer
  }
  const vera = new PlainVisitor(site)
  note('start', await vera.get(`${base}/start`))
  note('start, from another site', await vera.get(`${base}/start`, { 'sec-fetch-site': 'cross-site' }))
  note('callback', await vera.signInWithAmazon())
  const { csrf } = note('connections', await vera.get(`${base}/connections`))
  note('password, asked', await vera.post(`${base}/connections/password`, { csrf }))
  note('start, to link', await vera.post(`${base}/start`, { intent: 'link' }))
  note('unlink, refused', await vera.post(`${base}/connections/unlink`, { csrf }))
  site.add({ email: 'nora@ex.test', emailProven: true })
  site.customer = { user_id: 'amzn1.account.NORA', name: 'Nora', email: 'nora@ex.test' }
  const nora = new PlainVisitor(site)
  note('callback, to the prompt', await nora.signInWithAmazon())
  const prompt = note('link', await nora.get(`${base}/link`))
  note('link/mail', await nora.post(`${base}/link/mail`, { csrf: prompt.csrf }))
  note('link, for the code', await nora.get(`${base}/link`))
  note('link, wrong code', await nora.post(`${base}/link`, { csrf: prompt.csrf, code: 'AAAAA-AAAAA' }))
  note('register', await nora.get(`${base}/register`))
  note('pending', await nora.get(`${base}/pending`, { accept: 'application/json' }))
  const code = codeFor(site, 'nora@ex.test')
  note('link, right code', await nora.post(`${base}/link`, { csrf: prompt.csrf, code }))
  const undo = addressIn(site, '/undo')
  note('undo', await nora.get(undo))
  const token = new URL(undo, 'https://x').searchParams.get('token') ?? ''
  note('undo, done', await nora.post(`${base}/undo`, { token }))
  note('undo, again', await nora.post(`${base}/undo`, { token }))
  note('callback with an error', await nora.get(`${base}/callback?error=access_denied&state=x&code=c`))
  for (const { method, path } of routes) {
    const nobody = new PlainVisitor(site)
    const ask = method === 'GET' ? nobody.get(`${base}${path}`) : nobody.post(`${base}${path}`, {})
    note(`${method} ${path}, nobody`, await ask)
  }
  return answers
}

/** Every address that a browser would load by itself while it shows this page. */
function loadedBy(html: string): string[] {
  const attributes =
    /<(?!a\b|form\b)[a-z-]+\b[^>]*\b(?:src|srcset|href|data|poster|background)\s*=\s*"([^"]*)"/gi
  const styles = /(?:url\(|@import\s*)\s*["']?([^"')\s;]+)/gi
  return [...html.matchAll(attributes), ...html.matchAll(styles)].map(([, address = '']) => address)
}

describe('every page of every route', () => {
  it('is met by these tests', async () => {
    const met = (await everyAnswer()).map(([where]) => where)
    for (const { method, path } of routes) expect(met).toContain(`${method} ${path}, nobody`)
  })

  it('referrer-leak: tells its address to nobody, and shows nothing under one that holds a code', async () => {
    for (const [where, { headers, status, text }] of await everyAnswer()) {
      expect(headers.get('referrer-policy'), where).toBe('no-referrer')
      expect(loadedBy(text), where).toEqual([])
      if (where.startsWith('callback')) expect([status, text], where).toEqual([303, ''])
    }
  })

  it('history-cache: is kept by no cache, redirects and errors included', async () => {
    for (const [where, { headers }] of await everyAnswer()) {
      // It also keeps a page out of the memory that "back" after signing out would show.
      expect(headers.get('cache-control'), where).toBe('no-store')
      for (const name of ['etag', 'last-modified', 'expires', 'age'])
        expect(headers.get(name), where).toBeNull()
    }
  })

  it('third-party-on-auth-pages: loads nothing from anywhere, and no browser would', async () => {
    for (const [where, { headers, text }] of await everyAnswer()) {
      expect(loadedBy(text), where).toEqual([])
      expect(text, where).not.toMatch(/<(?:script|iframe|object|embed|img|link|video|audio|base)\b/i)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy, where).toContain("default-src 'none'")
      expect(policy, where).not.toMatch(/https?:|\*|unsafe-inline|data:/)
    }
  })
})

describe('a path that only looks like one of ours', () => {
  const disguises = [
    (path: string) => `${path}/x.css`,
    (path: string) => `${path};.js`,
    (path: string) => `${path}/`,
    (path: string) => `${path}%2Fx.css`,
    (path: string) => `${path}%00.css`,
    (path: string) => path.replace(/[a-z]/, (letter) => letter.toUpperCase()),
    (path: string) => `/${path}`,
    (path: string) => `${path}.png`,
    (path: string) => `${path}%3fx.css`,
    (path: string) => path.replace(/[a-z]$/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  ]

  it.each(routes.map(({ path }) => path))('cache-deception: is none, for %s', async (path) => {
    const site = openMailingSite()
    const vera = new PlainVisitor(site)
    await vera.signInWithAmazon()
    for (const disguise of disguises) {
      const address = `${base}${disguise(path)}`
      const answer = await vera.get(`${address}?code=c&state=s&token=t`)
      expect([answer.status, answer.headers.get('cache-control')], address).toEqual([404, 'no-store'])
      expect(answer.text, address).not.toContain('vera')
      expect((await vera.post(address, {})).status, address).toBe(404)
    }
  })
})
