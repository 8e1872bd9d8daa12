import { describe, expect, it } from 'vitest'
import type { EndAccessReason } from '../../src/index.js'
import { PlainVisitor } from '../support/plain-site.js'
import { addressIn, codeFor, type MailingSite, openMailingSite, secondsLater } from './mails.js'

const base = '/auth/amazon'

interface Ended {
  readonly id: string
  readonly reason: EndAccessReason
}

/** A site whose owner vera is linked and signed in, and which writes down whose access was ended. */
async function openLinked(
  host = {},
  account = {},
): Promise<{ site: MailingSite; vera: PlainVisitor; ended: Ended[] }> {
  const ended: Ended[] = []
  const site: MailingSite = openMailingSite({
    host: {
      endAccess: async ({ id }, reason) => {
        ended.push({ id, reason })
      },
      ...host,
    },
  })
  site.add({ email: 'vera@ex.test', emailProven: true, password: 'right', ...account })
  const vera = new PlainVisitor(site)
  await vera.signInWithAmazon()
  const { csrf } = await vera.get(`${base}/link`)
  await vera.post(`${base}/link`, { csrf, password: 'right' })
  return { site, vera, ended }
}

describe('unlinking', () => {
  it('life-unlink-ends-sessions: ends every session and renews the one that asked', async () => {
    const { site, vera, ended } = await openLinked()
    const { csrf } = await vera.get(`${base}/connections`)
    const done = await vera.post(`${base}/connections/unlink`, { csrf, password: 'right' })
    expect(done.location).toBe(`${base}/connections?notice=unlinked`)
    expect(ended).toEqual([{ id: 'a1', reason: 'unlinked' }])
    expect(done.headers.getSetCookie().some((line) => line.startsWith('session=a1'))).toBe(true)
    expect(site.mails.map(({ subject }) => subject)).toHaveLength(2)
  })

  it('is done even when the sessions cannot be ended', async () => {
    const { site, vera } = await openLinked({
      endAccess: async () => {
        throw new Error('no session store')
      },
    })
    const { csrf } = await vera.get(`${base}/connections`)
    const done = await vera.post(`${base}/connections/unlink`, { csrf, password: 'right' })
    expect(done.location).toBe(`${base}/connections?notice=unlinked`)
    expect(site.links.allLinks()).toEqual([])
  })
})

describe('"this was not me"', () => {
  it('link-no-notice: is in the mail about a link, asks first, and takes the link and the sessions away', async () => {
    const { site, ended } = await openLinked()
    const address = addressIn(site, '/undo')
    const stranger = new PlainVisitor(site)
    const page = await stranger.get(address)
    expect(page.status).toBe(200)
    expect(site.links.allLinks()).toHaveLength(1)
    const token = new URL(address, 'https://shop.example').searchParams.get('token') ?? ''
    const done = await stranger.post(`${base}/undo`, { token })
    expect(done.status).toBe(200)
    expect(site.links.allLinks()).toEqual([])
    expect(ended).toEqual([{ id: 'a1', reason: 'unlinked' }])
    expect(site.links.auditRecords.at(-1)).toMatchObject({
      event: 'unlinked',
      details: { because: 'not-me' },
    })
    expect((await stranger.post(`${base}/undo`, { token })).status).toBe(410)
  })

  it('does not touch a link that was made again since then', async () => {
    const { site, vera } = await openLinked()
    const token = new URL(addressIn(site, '/undo'), 'https://x').searchParams.get('token') ?? ''
    await site.links.deleteLink('a1', { ...site.links.auditRecords[0], event: 'unlinked' } as never)
    vera.jar.clear()
    secondsLater(site, 60)
    await vera.signInWithAmazon()
    const { csrf } = await vera.get(`${base}/link`)
    await vera.post(`${base}/link`, { csrf, password: 'right' })
    expect((await vera.post(`${base}/undo`, { token })).status).toBe(410)
    expect(site.links.allLinks()).toHaveLength(1)
  })

  it('works for thirty days, and for nothing that this site did not seal', async () => {
    const { site } = await openLinked()
    const stranger = new PlainVisitor(site)
    const address = addressIn(site, '/undo')
    expect((await stranger.get(`${base}/undo?token=x`)).status).toBe(410)
    const token = new URL(address, 'https://x').searchParams.get('token') ?? ''
    secondsLater(site, 31 * 24 * 60 * 60)
    expect((await stranger.post(`${base}/undo`, { token })).status).toBe(410)
    expect(site.links.allLinks()).toHaveLength(1)
  })
})

describe('a first password', () => {
  const passwords: string[] = []
  const setPassword = async (account: { password: string | null }, password: string) => {
    if (password.length < 8) return { problem: 'Eight characters at least, please.' }
    passwords.push(password)
    account.password = password
    return undefined
  }

  /** Made through Amazon: linked, signed in, without a password. */
  async function openNew(): Promise<{ site: MailingSite; vera: PlainVisitor; ended: Ended[] }> {
    const ended: Ended[] = []
    const site: MailingSite = openMailingSite({
      host: { setPassword, endAccess: async ({ id }, reason) => void ended.push({ id, reason }) },
    })
    const vera = new PlainVisitor(site)
    await vera.signInWithAmazon()
    return { site, vera, ended }
  }

  const hidden = (text: string, name: string) =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? ''

  async function askForCode(vera: PlainVisitor) {
    const { csrf } = await vera.get(`${base}/connections`)
    const { text } = await vera.post(`${base}/connections/password`, { csrf })
    return { csrf, sent_at: hidden(text, 'sent_at'), trace: hidden(text, 'trace') }
  }

  it('is set after a fresh sign-in at Amazon and with a code from the mailbox', async () => {
    const { site, vera, ended } = await openNew()
    const sent = await askForCode(vera)
    const code = codeFor(site, 'vera@ex.test')
    const done = await vera.post(`${base}/connections/password`, {
      ...sent,
      code,
      password: 'a long enough one',
    })
    expect(done.location).toBe(`${base}/connections?notice=password-set`)
    expect(site.accounts.get('a1')?.password).toBe('a long enough one')
    expect(ended).toEqual([{ id: 'a1', reason: 'password-changed' }])
    expect(site.mails.at(-1)?.subject).toContain('password was set')
  })

  it.each([
    ['a wrong code', { code: 'AAAAA-AAAAA' }],
    ['a trace that was made up', { trace: 'A'.repeat(43) }],
    ['another time of sending', { sent_at: '1' }],
    ['no password', { password: '' }],
    ['a password the host refuses', { password: 'short' }],
  ])('is not set with %s', async (_what, change) => {
    const { site, vera } = await openNew()
    const sent = await askForCode(vera)
    const code = codeFor(site, 'vera@ex.test')
    const answer = await vera.post(`${base}/connections/password`, {
      ...sent,
      code,
      password: 'long enough',
      ...change,
    })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('set-password-problem')
    expect(site.accounts.get('a1')?.password).toBeNull()
  })

  it('is not set after a quarter of an hour', async () => {
    const { site, vera } = await openNew()
    const sent = await askForCode(vera)
    secondsLater(site, 14 * 60)
    vera.signIn(site.accounts.get('a1') ?? site.add({}))
    const { csrf } = await vera.get(`${base}/connections`)
    const code = codeFor(site, 'vera@ex.test')
    const answer = await vera.post(`${base}/connections/password`, {
      ...sent,
      csrf,
      code,
      password: 'long enough',
    })
    expect([answer.status, site.accounts.get('a1')?.password]).toEqual([422, null])
  })

  it('link-set-password-bypass: is not for an account that has one, nor for an old session', async () => {
    const { site, vera } = await openNew()
    const { csrf } = await vera.get(`${base}/connections`)
    secondsLater(site, 16 * 60)
    expect((await vera.post(`${base}/connections/password`, { csrf })).status).toBe(403)
    expect((await vera.get(`${base}/connections`)).text).toContain('/start?return_to=')
    Object.assign(site.accounts.get('a1') ?? {}, { password: 'has one' })
    expect((await vera.post(`${base}/connections/password`, { csrf })).status).toBe(409)
    expect((await vera.get(`${base}/connections`)).text).not.toContain('/connections/password')
    expect(site.mails).toEqual([])
  })
})

describe('the outbox', () => {
  it('keeps a notice while the mailer is down, and sends it later, once', async () => {
    const ended = await openLinked()
    const { site, vera } = ended
    site.mails.length = 0
    site.mailer = 'down'
    const { csrf } = await vera.get(`${base}/connections`)
    await vera.post(`${base}/connections/unlink`, { csrf, password: 'right' })
    expect(site.events.filter(({ type }) => type === 'mail-failed')).toHaveLength(1)
    site.mailer = 'up'
    await site.sparekey.deliverMails()
    expect(site.mails).toEqual([])
    secondsLater(site, 61)
    await Promise.all([site.sparekey.deliverMails(), site.sparekey.deliverMails()])
    expect(site.mails).toHaveLength(1)
    secondsLater(site, 4000)
    await site.sparekey.deliverMails()
    expect(site.mails).toHaveLength(1)
  })

  it('gives a notice up after three days', async () => {
    const { site, vera } = await openLinked()
    site.mails.length = 0
    site.mailer = 'down'
    const { csrf } = await vera.get(`${base}/connections`)
    await vera.post(`${base}/connections/unlink`, { csrf, password: 'right' })
    site.mailer = 'up'
    secondsLater(site, 3 * 24 * 60 * 60 + 1)
    await site.sparekey.deliverMails()
    expect(site.mails).toEqual([])
  })
})
