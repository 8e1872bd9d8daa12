import { describe, expect, it } from 'vitest'
import { PlainVisitor } from '../support/plain-site.js'
import { codeFor, type MailingSite, openMailingSite, secondsLater } from './mails.js'

const base = '/auth/amazon'

/** An account that was made through some other way than a password: nothing to ask for but its mailbox. */
function openSite(options: Parameters<typeof openMailingSite>[0] = {}): MailingSite {
  const site = openMailingSite(options)
  site.add({ email: 'vera@ex.test', emailProven: true })
  return site
}

async function askForCode(visitor: PlainVisitor): Promise<string> {
  await visitor.signInWithAmazon()
  const { csrf } = await visitor.get(`${base}/link`)
  await visitor.post(`${base}/link/mail`, { csrf })
  return (await visitor.get(`${base}/link`)).csrf
}

describe('a code by mail', () => {
  it('proves an account without a password, and links it', async () => {
    const site = openSite()
    const visitor = new PlainVisitor(site)
    await visitor.signInWithAmazon()
    const page = await visitor.get(`${base}/link`)
    expect(page.text).toContain('/link/mail')
    expect(page.text).not.toContain('type="password"')
    const sent = await visitor.post(`${base}/link/mail`, { csrf: page.csrf })
    expect([sent.status, sent.location]).toEqual([303, `${base}/link`])
    expect(site.mails.map(({ to }) => to)).toEqual(['vera@ex.test'])
    const { csrf, text } = await visitor.get(`${base}/link`)
    expect(text).toContain('autocomplete="one-time-code"')
    const done = await visitor.post(`${base}/link`, { csrf, code: codeFor(site, 'vera@ex.test') })
    expect([done.status, done.location]).toEqual([303, '/'])
    expect(visitor.signedInAs).toBe('a1')
    expect(site.links.allLinks()).toMatchObject([{ accountId: 'a1' }])
    expect(site.links.auditRecords.map(({ event }) => event)).toEqual(['linked'])
  })

  it('is filled in by the link of the mail, and still waits for the button', async () => {
    const site = openSite()
    const visitor = new PlainVisitor(site)
    await askForCode(visitor)
    const code = codeFor(site, 'vera@ex.test')
    expect(site.mails[0]?.text).toContain(`https://shop.example${base}/link?code=${code}`)
    const page = await visitor.get(`${base}/link?code=${code}`)
    expect(page.text).toContain(`value="${code}"`)
    expect(site.links.allLinks()).toEqual([])
  })

  it('may be typed in lower case, with look-alikes and without its hyphen', async () => {
    const site = openSite()
    const visitor = new PlainVisitor(site)
    const csrf = await askForCode(visitor)
    const typed = codeFor(site, 'vera@ex.test')
      .toLowerCase()
      .replace('-', ' ')
      .replaceAll('0', 'o')
      .replaceAll('1', 'l')
    await visitor.post(`${base}/link`, { csrf, code: typed })
    expect(visitor.signedInAs).toBe('a1')
  })

  it('is worth nothing in another browser, even to the same Amazon account', async () => {
    const site = openSite()
    await askForCode(new PlainVisitor(site))
    const code = codeFor(site, 'vera@ex.test')
    const other = new PlainVisitor(site)
    await other.signInWithAmazon()
    const { csrf } = await other.get(`${base}/link`)
    const refused = await other.post(`${base}/link`, { csrf, code })
    expect(refused.status).toBe(403)
    await other.post(`${base}/link/mail`, { csrf })
    expect((await other.post(`${base}/link`, { csrf, code })).status).toBe(403)
    expect(site.links.allLinks()).toEqual([])
  })

  it('link-proof-not-bound-to-sub: is worth nothing for another Amazon account in the same browser', async () => {
    const site = openSite()
    const visitor = new PlainVisitor(site)
    await askForCode(visitor)
    const code = codeFor(site, 'vera@ex.test')
    site.customer = { ...site.customer, user_id: 'amzn1.account.MALLORY' }
    await visitor.signInWithAmazon()
    const { csrf } = await visitor.get(`${base}/link`)
    await visitor.post(`${base}/link/mail`, { csrf })
    expect((await visitor.post(`${base}/link`, { csrf, code })).status).toBe(403)
    expect(site.links.allLinks()).toEqual([])
  })

  it('works once', async () => {
    const site = openSite()
    const visitor = new PlainVisitor(site)
    const csrf = await askForCode(visitor)
    const code = codeFor(site, 'vera@ex.test')
    const jar = new Map(visitor.jar)
    await visitor.post(`${base}/link`, { csrf, code })
    await site.links.deleteLink('a1', { ...site.links.auditRecords[0], event: 'unlinked' } as never)
    secondsLater(site, 120)
    const replay = new PlainVisitor(site)
    for (const [name, value] of jar) replay.jar.set(name, value)
    const refused = await replay.post(`${base}/link`, { csrf, code })
    expect(refused.status).toBeGreaterThanOrEqual(400)
    expect(site.links.allLinks()).toEqual([])
  })

  it.each([
    ['its address', { email: 'new@ex.test' }],
    ['a password', { password: 'correct horse' }],
    ['its proof of the mailbox', { emailProven: false }],
    ['its state', { disabled: true }],
    ['its revision', { revision: '2' }],
  ])('is void once the account has changed %s', async (_what, change) => {
    const site = openSite()
    const visitor = new PlainVisitor(site)
    const csrf = await askForCode(visitor)
    const code = codeFor(site, 'vera@ex.test')
    Object.assign(site.accounts.get('a1') ?? {}, change)
    expect((await visitor.post(`${base}/link`, { csrf, code })).status).toBe(403)
    expect(site.links.allLinks()).toEqual([])
  })

  it('link-proof-outlives-use: is void once the account was linked and unlinked in between', async () => {
    const site = openSite()
    const early = new PlainVisitor(site)
    const csrf = await askForCode(early)
    const code = codeFor(site, 'vera@ex.test')
    secondsLater(site, 5)
    const late = new PlainVisitor(site)
    const other = await askForCode(late)
    await late.post(`${base}/link`, { csrf: other, code: codeFor(site, 'vera@ex.test') })
    expect(late.signedInAs).toBe('a1')
    await site.links.deleteLink('a1', { ...site.links.auditRecords[0], event: 'unlinked' } as never)
    expect((await early.post(`${base}/link`, { csrf, code })).status).toBe(403)
  })

  it.each(['passwordChanged', 'accountDisabled', 'accountDeleted'] as const)(
    'is void after the host said %s',
    async (news) => {
      const site = openSite()
      const visitor = new PlainVisitor(site)
      const csrf = await askForCode(visitor)
      const account = site.accounts.get('a1')
      if (account !== undefined) await site.sparekey[news](account)
      expect((await visitor.post(`${base}/link`, { csrf, code: codeFor(site, 'vera@ex.test') })).status).toBe(
        403,
      )
    },
  )

  it.each([
    ['there is no account', null],
    ['its mailbox is not proven', { email: 'vera@ex.test', emailProven: false }],
    ['it has a password', { email: 'vera@ex.test', emailProven: true, password: 'x' }],
  ])('is not sent, and nobody is told so, where %s', async (_where, account) => {
    const site = openMailingSite()
    if (account !== null) site.add(account)
    const visitor = new PlainVisitor(site)
    await visitor.signInWithAmazon()
    await visitor.get(`${base}/register`)
    const { csrf } = await visitor.get(`${base}/link`)
    const sent = await visitor.post(`${base}/link/mail`, { csrf, email: 'vera@ex.test' })
    expect([sent.status, sent.location]).toEqual([
      account === null ? 400 : 303,
      account === null ? null : `${base}/link`,
    ])
    expect(site.mails).toEqual([])
  })

  it('mail-bomb: one mailbox gets three an hour, and the fourth asker sees no difference', async () => {
    const site = openSite()
    const answers: (string | number | null)[][] = []
    for (let turn = 0; turn < 5; turn += 1) {
      site.customer = { ...site.customer, user_id: `amzn1.account.M${turn}` }
      const visitor = new PlainVisitor(site)
      await visitor.signInWithAmazon()
      const { csrf } = await visitor.get(`${base}/link`)
      const { status, location } = await visitor.post(`${base}/link/mail`, { csrf })
      answers.push([status, location])
    }
    expect(new Set(answers.map(String)).size).toBe(1)
    expect(site.mails).toHaveLength(3)
  })

  it('can be guessed ten times and no more', async () => {
    const site = openSite()
    const visitor = new PlainVisitor(site)
    const csrf = await askForCode(visitor)
    for (let turn = 0; turn < 10; turn += 1) {
      expect((await visitor.post(`${base}/link`, { csrf, code: 'AAAAA-AAAAA' })).status).toBe(403)
    }
    const late = await visitor.post(`${base}/link`, { csrf, code: codeFor(site, 'vera@ex.test') })
    expect(late.status).toBe(429)
    expect(site.links.allLinks()).toEqual([])
  })

  it('says so when the mailer is down, and keeps the ticket', async () => {
    const site = openSite()
    site.mailer = 'down'
    const visitor = new PlainVisitor(site)
    await visitor.signInWithAmazon()
    const { csrf } = await visitor.get(`${base}/link`)
    const failed = await visitor.post(`${base}/link/mail`, { csrf })
    expect(failed.status).toBe(503)
    expect(site.events.filter(({ type }) => type === 'failed')).toMatchObject([{ code: 'mail-failed' }])
    site.mailer = 'up'
    await visitor.post(`${base}/link/mail`, { csrf })
    await visitor.post(`${base}/link`, { csrf, code: codeFor(site, 'vera@ex.test') })
    expect(visitor.signedInAs).toBe('a1')
  })

  it('is offered in JSON, too', async () => {
    const site = openSite()
    const visitor = new PlainVisitor(site)
    await visitor.signInWithAmazon()
    const asked = JSON.parse((await visitor.get(`${base}/pending`, { accept: 'application/json' })).text)
    expect(asked).toMatchObject({
      outcome: 'prove-ownership',
      ticket: null,
      ways: ['mailbox'],
      email_hint: 'v•••@ex.test',
    })
    const sent = JSON.parse((await visitor.postJson(`${base}/link/mail`, {})).text)
    expect(sent).toMatchObject({ outcome: 'prove-ownership', code_sent: true })
    const done = await visitor.postJson(`${base}/link`, { code: codeFor(site, 'vera@ex.test') })
    expect(JSON.parse(done.text)).toMatchObject({ outcome: 'signed-in', account_id: 'a1', linked: true })
  })
})
