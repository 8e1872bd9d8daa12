import { describe, expect, it } from 'vitest'
import { Browser } from '../support/browser.js'
import { addUser, password } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import { anInstance, finish, start } from './instance.js'
import { base } from './oracles.js'
import { ticketOf } from './tickets.js'

const open = useShop()

describe('cookies set by a sibling domain', () => {
  it('cookie-tossing: every cookie of ours over https is one that no other host can set', async () => {
    const { sparekey } = anInstance({ registration: { page: 'always' } })
    const started = await start(anInstance())
    const instance = anInstance({ registration: { page: 'always' } })
    const { lines } = await ticketOf(instance)
    const first = await sparekey.handler(new Request(`http://inside${base}/start`))
    for (const line of [...lines, ...first.headers.getSetCookie()]) {
      expect(line).toMatch(/^__Host-/)
      expect(line).toMatch(/; Path=\/; HttpOnly; SameSite=Lax; Secure/)
      expect(line).not.toMatch(/domain/i)
    }
    expect(started.cookieName).toMatch(/^__Host-auth-amazon\.tx-/)
  })

  it.each([
    ['first', (ours: string, theirs: string) => `${theirs}; ${ours}`],
    ['last', (ours: string, theirs: string) => `${ours}; ${theirs}`],
    ['twice the same', (ours: string) => `${ours}; ${ours}`],
    ['three times', (ours: string, theirs: string) => `${theirs}; ${ours}; ${theirs}`],
  ])('cookie-tossing: two of one name are none, the planted one %s', async (_name, join) => {
    const instance = anInstance()
    const victim = await start(instance)
    const attacker = await start(instance)
    const ours = `${victim.cookieName}=${victim.cookieValue}`
    const theirs = `${victim.cookieName}=${attacker.cookieValue}`
    const headers = { cookie: join(ours, theirs) }
    const url = `http://inside${base}/callback?code=ANcode&state=${victim.state}`
    const answer = await instance.sparekey.handler(new Request(url, { headers }))
    expect(answer.headers.get('location')).toContain('reason=transaction-missing')
    expect([instance.asked, instance.signedIn]).toEqual([[], []])
  })

  it.each([
    ['a no-break space before it', (name: string) => `\u00a0${name}`],
    ['a no-break space behind it', (name: string) => `${name}\u00a0`],
    ['a vertical tab before it', (name: string) => `\u000b${name}`],
    ['another case', (name: string) => name.replace('__Host-', '__host-')],
    ['no prefix', (name: string) => name.replace('__Host-', '')],
    ['the weaker prefix', (name: string) => name.replace('__Host-', '__Secure-')],
    ['quotes around it', (name: string) => `"${name}"`],
    ['a nameless cookie in front', (name: string) => `=${name}`],
  ])('cookie-tossing: a name with %s is not ours', async (_name, change) => {
    const instance = anInstance()
    const attacker = await start(instance)
    // Another cookie in front: blanks at the ends of a header are cut off by whoever reads it.
    const cookieName = `a=b; ${change(attacker.cookieName)}`
    expect(await finish(instance, { ...attacker, cookieName })).toContain('reason=transaction-')
    expect([instance.asked, instance.signedIn]).toEqual([[], []])
  })

  it('cookie-tossing: a planted ticket beside the own one decides for nobody', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const vera = new Browser(shop)
    await vera.signInWithAmazon('vera')
    const { csrf } = await vera.get(`${base}/link`)
    const mallory = new Browser(shop)
    await mallory.signInWithAmazon('mallory')
    // Over plain http, where no prefix protects: his ticket under its own name, and the newer one.
    for (const [name, value] of mallory.jar) if (name.includes('ticket-')) vera.jar.set(name, value)
    const done = await vera.post(`${base}/link`, { csrf, password })
    expect(done.status).toBe(303)
    const subjects = shop.rows('select subject from amazon_links')
    expect(subjects).toEqual([{ subject: shop.emulator.userIdOf('vera', 'Test Company') }])
  })
})
