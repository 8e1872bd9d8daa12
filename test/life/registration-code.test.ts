import { describe, expect, it } from 'vitest'
import { PlainVisitor } from '../support/plain-site.js'
import { codeFor, type MailingSite, openMailingSite } from './mails.js'

const base = '/auth/amazon'
const form = { email: 'vera@ex.test', name: 'Vera' }

async function openForm(site: MailingSite): Promise<{ visitor: PlainVisitor; csrf: string }> {
  const visitor = new PlainVisitor(site)
  await visitor.signInWithAmazon()
  return { visitor, csrf: (await visitor.get(`${base}/register`)).csrf }
}

describe('registration.emailProof "code"', () => {
  const open = (options = {}) => openMailingSite({ registration: { emailProof: 'code' }, ...options })

  it('makes the account after the code, and stores the address as proven', async () => {
    const registrations: unknown[] = []
    const site: MailingSite = open({
      host: {
        createAccount: async (registration: unknown) => {
          registrations.push(registration)
          return { account: site.add({ email: 'vera@ex.test', emailProven: true }) }
        },
      },
    })
    const { visitor, csrf } = await openForm(site)
    const asked = await visitor.post(`${base}/register`, { csrf, ...form })
    expect(asked.status).toBe(200)
    expect(asked.text).toContain('name="code"')
    expect(asked.text).toContain('vera@ex.test')
    expect(site.accounts.size).toBe(0)
    const done = await visitor.post(`${base}/register`, {
      csrf,
      ...form,
      code: codeFor(site, 'vera@ex.test'),
    })
    expect([done.status, visitor.signedInAs]).toEqual([303, 'a1'])
    expect(registrations).toMatchObject([{ email: 'vera@ex.test', emailProven: true }])
  })

  it('takes no other code, and not this one for another address', async () => {
    const site = open()
    const { visitor, csrf } = await openForm(site)
    await visitor.post(`${base}/register`, { csrf, ...form })
    const wrong = await visitor.post(`${base}/register`, { csrf, ...form, code: 'AAAAA-AAAAA' })
    expect(wrong.status).toBe(422)
    const code = codeFor(site, 'vera@ex.test')
    const other = await visitor.post(`${base}/register`, { csrf, ...form, email: 'other@ex.test', code })
    expect(other.status).toBe(200)
    expect(site.mails.map(({ to }) => to)).toEqual(['vera@ex.test', 'other@ex.test'])
    expect(site.accounts.size).toBe(0)
  })

  it('says that the code is missing, without another mail, and sends one when asked', async () => {
    const site = open()
    const { visitor, csrf } = await openForm(site)
    await visitor.post(`${base}/register`, { csrf, ...form })
    const missing = await visitor.post(`${base}/register`, { csrf, ...form, code: '' })
    expect(missing.status).toBe(422)
    expect(site.mails).toHaveLength(1)
    await visitor.post(`${base}/register`, { csrf, ...form, code: '', again: '1' })
    expect(site.mails).toHaveLength(2)
  })

  it('lets a customer without an address register without a code', async () => {
    const site = open()
    site.customer = { user_id: 'amzn1.account.NOBODY', name: 'Nobody' }
    await new PlainVisitor(site).signInWithAmazon()
    expect([...site.accounts.values()]).toMatchObject([{ email: null }])
    expect(site.mails).toEqual([])
  })

  it('ph-squat-denial: an account that only claims the address does not hold up whoever proves it', async () => {
    const site: MailingSite = open({
      host: {
        releaseEmail: async (account: { id: string }) => {
          Object.assign(site.accounts.get(account.id) ?? {}, { email: null })
        },
        findAccountsByEmail: async (email: string) =>
          [...site.accounts.values()].filter((account) => account.email === email),
      },
    })
    site.add({ email: 'vera@ex.test', emailProven: false, password: 'mallory' })
    const visitor = new PlainVisitor(site)
    await visitor.signInWithAmazon()
    const { csrf } = await visitor.get(`${base}/link`)
    await visitor.post(`${base}/link/decline`, { csrf })
    await visitor.post(`${base}/register`, { csrf, ...form })
    await visitor.post(`${base}/register`, { csrf, ...form, code: codeFor(site, 'vera@ex.test') })
    expect(visitor.signedInAs).toBe('a2')
    expect([...site.accounts.values()].map(({ email }) => email)).toEqual([null, 'vera@ex.test'])
    expect(site.links.allLinks()).toMatchObject([{ accountId: 'a2' }])
  })
})

describe('policy.disclosure "strict"', () => {
  const open = () => openMailingSite({ policy: { disclosure: 'strict' } })
  const cases = [
    ['nobody', null],
    ['an unproven account', { email: 'vera@ex.test', password: 'x' }],
    ['a proven account', { email: 'vera@ex.test', emailProven: true, password: 'x' }],
    ['an account without a password', { email: 'vera@ex.test', emailProven: true }],
    ['a disabled account', { email: 'vera@ex.test', emailProven: true, password: 'x', disabled: true }],
  ] as const

  /** Everything the browser sees, with what is random or timed taken out. */
  const seen = ({ status, location, headers, text, csrf }: Awaited<ReturnType<PlainVisitor['get']>>) => {
    const nonce = /nonce-([\w-]+)/.exec(headers.get('content-security-policy') ?? '')?.[1] ?? ' '
    const cookies = headers
      .getSetCookie()
      .map((line) => line.replace(/=[^;]*/, (value) => `=${value.length}`))
    const names = cookies.map((line) => line.replace(/(ticket|tx)-[\w-]+/, '$1'))
    return {
      status,
      location,
      cookies: names,
      text: text.replaceAll(nonce, 'N').replaceAll(csrf || ' ', 'C'),
    }
  }

  it('enum-link-prompt, enum-cookie-size: shows everybody the same, whoever has the address', async () => {
    const views = await Promise.all(
      cases.map(async ([, account]) => {
        const site = open()
        site.now = new Date('2026-11-22T12:00:00Z')
        if (account !== null) site.add(account)
        const visitor = new PlainVisitor(site)
        const back = await visitor.signInWithAmazon()
        const page = await visitor.get(`${base}/link`)
        const mail = await visitor.post(`${base}/link/mail`, { csrf: page.csrf, email: 'vera@ex.test' })
        const after = await visitor.get(`${base}/link`)
        const wrong = await visitor.post(`${base}/link`, {
          csrf: page.csrf,
          email: 'vera@ex.test',
          password: 'no',
        })
        const code = await visitor.post(`${base}/link`, { csrf: page.csrf, code: 'AAAAA-AAAAA' })
        return JSON.stringify([back, page, mail, after, wrong, code].map(seen))
      }),
    )
    for (const view of views) expect(view).toBe(views[0])
  })

  it('enum-finish: tells of an account only in the mail to its address', async () => {
    const answers = await Promise.all(
      [false, true].map(async (exists) => {
        const site = open()
        site.now = new Date('2026-11-22T12:00:00Z')
        if (exists) site.add({ email: 'vera@ex.test', emailProven: true, password: 'x' })
        const visitor = new PlainVisitor(site)
        await visitor.signInWithAmazon()
        const { csrf } = await visitor.get(`${base}/link`)
        const declined = await visitor.post(`${base}/link/decline`, { csrf })
        const sent = await visitor.post(`${base}/register`, { csrf, ...form })
        const wrong = await visitor.post(`${base}/register`, { csrf, ...form, code: 'AAAAA-AAAAA' })
        return { view: JSON.stringify([declined, sent, wrong].map(seen)), mail: site.mails[0] }
      }),
    )
    expect(answers[1]?.view).toBe(answers[0]?.view)
    expect(answers[0]?.mail?.text).toMatch(/[0-9A-Z]{5}-[0-9A-Z]{5}/)
    expect(answers[1]?.mail?.subject).toContain('already have an account')
    expect(answers[1]?.mail?.text).not.toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/m)
  })

  it('still lets the owner in by the password', async () => {
    const site = open()
    site.add({ email: 'vera@ex.test', emailProven: true, password: 'right' })
    const visitor = new PlainVisitor(site)
    await visitor.signInWithAmazon()
    const { csrf } = await visitor.get(`${base}/link`)
    await visitor.post(`${base}/link`, { csrf, email: 'vera@ex.test', password: 'right' })
    expect(visitor.signedInAs).toBe('a1')
  })

  it('needs a mailer', () => {
    expect(() => openMailingSite({ policy: { disclosure: 'strict' }, mailer: undefined as never })).toThrow(
      "policy.disclosure 'strict' needs mailer",
    )
  })
})
