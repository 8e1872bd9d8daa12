import { expect, it } from 'vitest'
import { goToLink } from '../attacks/linked.js'
import type { Answer } from '../support/plain-site.js'
import { describeRaces, type RacingShop, type RacingVisitor } from './racing-shop.js'

const base = '/auth/amazon'
const vera = { user_id: 'amzn1.account.VERA', name: 'Vera', email: 'vera@ex.test' }
const mallory = { user_id: 'amzn1.account.MALLORY', name: 'Mallory', email: 'mallory@ex.test' }

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

const failures = (answers: readonly Answer[]) => answers.filter(({ status }) => status >= 500)

/** At the link prompt, with everything read that the form needs. */
async function atPrompt(visitor: RacingVisitor, query = ''): Promise<string> {
  await visitor.signInWithAmazon(query)
  return (await visitor.get(`${base}/link`)).csrf
}

async function atRegistration(visitor: RacingVisitor): Promise<string> {
  await visitor.signInWithAmazon()
  return (await visitor.get(`${base}/register`)).csrf
}

/** Signed in to this account with a password, just now, and at the confirmation of a link. */
async function atConfirmation(shop: RacingShop, visitor: RacingVisitor, accountId: string) {
  const session = crypto.randomUUID()
  await shop.setSession(session, accountId, new Date())
  visitor.signInAs(session)
  await visitor.get(await goToLink(visitor))
  return (await visitor.get(`${base}/link`)).csrf
}

describeRaces((open) => {
  it('race-two-first-logins: make one account with one link, and nobody sees an error', async () => {
    const shop = await open()
    const visitors = times(10, () => shop.visitor(vera))
    const callbacks = await Promise.all(visitors.map((visitor) => visitor.goToAmazon()))
    const answers = await Promise.all(visitors.map((visitor, index) => visitor.get(callbacks[index] ?? '')))
    expect(failures(answers)).toEqual([])
    expect([await shop.count('users'), await shop.count('amazon_links')]).toEqual([1, 1])
    const again = await Promise.all(visitors.map((visitor) => visitor.signInWithAmazon()))
    expect(new Set(again.map(({ location }) => location))).toEqual(new Set(['/']))
    const entered = await shop.rows('select distinct account_id from sessions')
    expect(entered).toEqual(await shop.rows('select distinct account_id from amazon_links'))
  })

  it('race-link-vs-register: leaves the subject with one account, and no account without a way in', async () => {
    const shop = await open()
    for (let round = 0; round < 2; round += 1) {
      const email = `vera${round}@ex.test`
      const customer = { ...vera, user_id: `amzn1.account.V${round}` }
      await shop.addUser({ id: round + 1, email, password: 'right' })
      const [prompted, registering] = [
        shop.visitor({ ...customer, email }),
        shop.visitor({ ...customer, email: `new${round}@ex.test` }),
      ]
      const csrf = await atPrompt(prompted)
      const callback = await registering.goToAmazon()
      const answers = await Promise.all([
        prompted.post(`${base}/link`, { csrf, password: 'right' }),
        registering.get(callback),
      ])
      expect(failures(answers)).toEqual([])
      expect(await shop.count('amazon_links', `subject = '${customer.user_id}'`)).toBe(1)
    }
    const lost =
      'password_hash is null and not exists (select 1 from amazon_links where account_id = cast(users.id as char(20)))'
    expect(await shop.count('users', lost)).toBe(0)
  })

  it('race-local-register-vs-finish: gives the address to one of them, and links nobody to the other', async () => {
    const shop = await open()
    for (let round = 0; round < 2; round += 1) {
      const email = `vera${round}@ex.test`
      const customer = { ...vera, user_id: `amzn1.account.V${round}`, email }
      const visitor = shop.visitor(customer)
      const callback = await visitor.goToAmazon()
      const local = shop.addUser({ id: round + 1, email, password: 'right' }).catch(() => null)
      const [answer] = await Promise.all([visitor.get(callback), local])
      expect(answer.status).toBeLessThan(500)
      expect(await shop.count('users', `email = '${email}'`)).toBe(1)
      const linked = await shop.count('amazon_links', `account_id = '${round + 1}'`)
      expect(linked).toBe(0)
    }
  })

  it('race-two-subs-one-account: links one of them, and replaces nothing', async () => {
    const shop = await open()
    await shop.addUser({ id: 1, email: 'owner@ex.test', password: 'right' })
    const visitors = times(4, (index) =>
      shop.visitor({ user_id: `amzn1.account.S${index}`, email: `s${index}@ex.test` }),
    )
    const forms: string[] = []
    for (const visitor of visitors) forms.push(await atConfirmation(shop, visitor, '1'))
    const answers = await Promise.all(
      visitors.map((visitor, index) => visitor.post(`${base}/link`, { csrf: forms[index] ?? '' })),
    )
    expect(failures(answers)).toEqual([])
    expect(await shop.count('amazon_links')).toBe(1)
    expect(await shop.count('sparekey_audit', "event = 'linked'")).toBe(1)
    expect(await shop.count('sparekey_audit', "event in ('unlinked', 'evicted')")).toBe(0)
  })

  it('race-unlink-vs-login: leaves no session that came by the link', async () => {
    const shop = await open()
    await shop.addUser({ id: 1, email: 'vera@ex.test', password: 'right' })
    const owner = shop.visitor(vera)
    const csrf = await atPrompt(owner)
    await owner.post(`${base}/link`, { csrf, password: 'right' })
    const others = times(6, () => shop.visitor(vera))
    const callbacks = await Promise.all(others.map((visitor) => visitor.goToAmazon()))
    const settings = await owner.get(`${base}/connections`)
    await Promise.all([
      owner.post(`${base}/connections/unlink`, { csrf: settings.csrf }),
      ...others.map((visitor, index) => visitor.get(callbacks[index] ?? '')),
    ])
    expect(await shop.count('amazon_links')).toBe(0)
    const left = await shop.rows('select id from sessions')
    expect(left.map(({ id }) => id)).toEqual([owner.session])
  })

  it('race-reset-vs-link: an attacker’s link never survives the owner’s proof of the mailbox', async () => {
    const shop = await open()
    for (let round = 1; round <= 2; round += 1) {
      const email = `owner${round}@ex.test`
      const account = await shop.addUser({ id: round, email, password: 'right', verified: 0 })
      const attacker = shop.visitor({ ...mallory, user_id: `amzn1.account.M${round}`, email })
      const csrf = await atPrompt(attacker)
      const [answer] = await Promise.all([
        attacker.post(`${base}/link`, { csrf, password: 'right' }),
        (async () => {
          await shop.instance().mailboxProven(account, email)
          await shop.rows('update users set verified = 1 where id = ?', round)
        })(),
      ])
      expect(answer.status).toBeLessThan(500)
      expect(await shop.count('amazon_links', `account_id = '${round}'`)).toBe(0)
      expect(await shop.count('sessions', `account_id = '${round}'`)).toBe(0)
    }
  })

  it('race-reset-vs-session-mint: a session made by a link ends with it, however slowly the site makes it', async () => {
    const shop = await open()
    const account = await shop.addUser({ id: 1, email: 'owner@ex.test', password: 'right', verified: 0 })
    const attacker = shop.visitor({ ...mallory, email: 'owner@ex.test' })
    const csrf = await atPrompt(attacker)
    await attacker.post(`${base}/link`, { csrf, password: 'right' })
    // The reset is done before the session of the attacker’s next sign-in is written.
    const back = shop.visitor(mallory, {
      beforeSession: async () => void (await shop.instance().mailboxProven(account, 'owner@ex.test')),
    })
    await back.signInWithAmazon()
    expect([await shop.count('amazon_links'), await shop.count('sessions')]).toEqual([0, 0])
  })

  it('race-verify-two-accounts: one of two who prove a mailbox by code holds it', async () => {
    const shop = await open()
    const visitors = times(2, (index) =>
      shop.visitor({ user_id: `amzn1.account.P${index}`, name: 'P' }, { emailProof: 'code' }),
    )
    const forms = await Promise.all(visitors.map(atRegistration))
    const email = 'both@ex.test'
    const codes: string[] = []
    for (const [index, visitor] of visitors.entries()) {
      await visitor.post(`${base}/register`, { csrf: forms[index] ?? '', email, name: 'P' })
      codes.push(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/m.exec(shop.mails.at(-1)?.text ?? '')?.[0] ?? '')
      forms[index] = (await visitor.get(`${base}/register`)).csrf
    }
    const answers = await Promise.all(
      visitors.map((visitor, index) =>
        visitor.post(`${base}/register`, {
          csrf: forms[index] ?? '',
          email,
          name: 'P',
          code: codes[index] ?? '',
        }),
      ),
    )
    expect(failures(answers)).toEqual([])
    expect(await shop.count('users', `email = '${email}' and verified = 1`)).toBe(1)
    expect(await shop.count('amazon_links')).toBe(1)
  })

  it('race-token-consume: twenty posts of one prompt link once', async () => {
    const shop = await open()
    await shop.addUser({ id: 1, email: 'vera@ex.test', password: 'right' })
    const visitor = shop.visitor(vera)
    const csrf = await atPrompt(visitor)
    const answers = await Promise.all(
      times(20, () => visitor.post(`${base}/link`, { csrf, password: 'right' })),
    )
    expect(failures(answers)).toEqual([])
    expect(await shop.count('sparekey_audit', "event = 'linked'")).toBe(1)
    expect(await shop.count('amazon_links')).toBe(1)
  })

  it('race-token-consume: twenty posts of one registration make one account', async () => {
    const shop = await open()
    const visitor = shop.visitor({ user_id: 'amzn1.account.NEW' }, { emailProof: 'code' })
    const csrf = await atRegistration(visitor)
    const form = { csrf, email: 'new@ex.test', name: 'New' }
    await visitor.post(`${base}/register`, form)
    const code = /^[0-9A-Z]{5}-[0-9A-Z]{5}$/m.exec(shop.mails.at(-1)?.text ?? '')?.[0] ?? ''
    const page = await visitor.get(`${base}/register`)
    const answers = await Promise.all(
      times(20, () => visitor.post(`${base}/register`, { ...form, csrf: page.csrf, code })),
    )
    expect(failures(answers)).toEqual([])
    expect([await shop.count('users'), await shop.count('amazon_links')]).toEqual([1, 1])
  })

  it('race-delete-vs-callback: signs nobody in to an account that is being deleted', async () => {
    const shop = await open()
    for (let round = 1; round <= 2; round += 1) {
      const customer = { ...vera, user_id: `amzn1.account.D${round}`, email: `d${round}@ex.test` }
      const account = await shop.addUser({ id: round, email: customer.email, password: 'right' })
      const visitor = shop.visitor(customer)
      const csrf = await atPrompt(visitor)
      await visitor.post(`${base}/link`, { csrf, password: 'right' })
      const back = shop.visitor(customer)
      const callback = await back.goToAmazon()
      await Promise.all([
        back.get(callback),
        (async () => {
          await shop.rows('delete from users where id = ?', round)
          await shop.instance().accountDeleted(account)
        })(),
      ])
      expect(await shop.count('sessions', `account_id = '${round}'`)).toBe(0)
      expect(await shop.count('amazon_links', `account_id = '${round}'`)).toBe(0)
    }
  })

  it('race-unique-violation-misroute: a clash of the address leads to no link with its holder', async () => {
    const shop = await open()
    // Somebody takes the address after it was looked for, and before the account is written.
    const visitor = shop.visitor({ ...vera, email: 'vera@ex.test' })
    const callback = await visitor.goToAmazon()
    const takers = times(3, (index) =>
      shop.addUser({
        id: index + 1,
        email: index === 0 ? 'vera@ex.test' : `x${index}@ex.test`,
        password: 'right',
      }),
    )
    const [answer] = await Promise.all([visitor.get(callback), Promise.allSettled(takers)])
    expect(answer.status).toBeLessThan(500)
    expect(await shop.count('users', "email = 'vera@ex.test'")).toBe(1)
    expect(await shop.count('amazon_links', "account_id in ('1', '2', '3')")).toBe(0)
  })

  it('race-same-callback: asks Amazon once, and both requests arrive', async () => {
    const shop = await open()
    let exchanges = 0
    const visitor = shop.visitor(vera, { onToken: () => void (exchanges += 1) })
    const callback = await visitor.goToAmazon()
    const answers = await Promise.all([visitor.get(callback), visitor.get(callback), visitor.get(callback)])
    expect(answers.map(({ location }) => location)).toEqual(['/', '/', '/'])
    expect([exchanges, await shop.count('users'), await shop.count('amazon_links')]).toEqual([1, 1, 1])
    expect((await visitor.get(callback)).location).toBe('/')
    expect(exchanges).toBe(1)
  })

  it('race-stepup-expiry: looks at the age of the sign-in again when the confirmation is sent', async () => {
    const shop = await open()
    await shop.addUser({ id: 1, email: 'owner@ex.test', password: 'right' })
    const now = { at: new Date() }
    const visitor = shop.visitor(mallory, { clock: () => now.at })
    const csrf = await atConfirmation(shop, visitor, '1')
    now.at = new Date(now.at.getTime() + 899_000)
    await shop.rows('update sessions set since = ?', new Date(now.at.getTime() - 901_000).toISOString())
    const answer = await visitor.post(`${base}/link`, { csrf })
    expect([answer.status, await shop.count('amazon_links')]).toEqual([403, 0])
  })

  it('inf-isolation: customers who have nothing to do with each other all get in at once', async () => {
    const shop = await open()
    const visitors = times(5, (index) =>
      shop.visitor({ user_id: `amzn1.account.I${index}`, name: 'I', email: `i${index}@ex.test` }),
    )
    const answers = await Promise.all(visitors.map((visitor) => visitor.signInWithAmazon()))
    expect(answers.map(({ location }) => location)).toEqual(['/', '/', '/', '/', '/'])
    expect([await shop.count('users'), await shop.count('amazon_links')]).toEqual([5, 5])
  })
})
