import { describe, expect, it } from 'vitest'
import { base, owner } from '../flows/journeys.js'
import { PlainVisitor, vera } from '../support/plain-site.js'
import { app, ask, openSiteWithApp, returnFromAmazon, startQuery } from './an-app.js'

describe('an app that began', () => {
  const refusedTo = `${app}/sign-in?tab=2`

  it('is told of a no on the page it named for that', async () => {
    const site = openSiteWithApp()
    const account = site.add({ ...owner })
    const visitor = new PlainVisitor(site)
    visitor.signIn(account)
    const start = { intent: 'link', return_to: `${app}/settings`, refused_to: refusedTo }
    const started = await ask(visitor, '/start', { json: start })
    for (const line of started.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      visitor.jar.set(name, value)
    }
    await visitor.get(visitor.backFrom(String(started.body['location'])))
    const { csrf } = await visitor.get(`${base}/link`)
    const no = await visitor.post(`${base}/link/decline`, { csrf })
    expect(`${no.location} ${no.text}`).toContain(`${app}/sign-in?tab=2&`)
    expect(`${no.location} ${no.text}`).toContain('amazon=declined')
    expect([...visitor.jar.keys()]).toEqual(['session'])
  })

  it('begins again with the same ends', async () => {
    const site = openSiteWithApp()
    site.add({ email: vera.email, emailProven: true, password: 'kV' })
    const visitor = new PlainVisitor(site)
    await returnFromAmazon(visitor, { refused_to: refusedTo })
    const again = /href="([^"]*\/start\?[^"]*)"/.exec((await visitor.get(`${base}/link`)).text)?.[1] ?? ''
    const query = new URL(again.replaceAll('&amp;', '&'), 'https://shop.example').searchParams
    const began = new URLSearchParams(startQuery({ refused_to: refusedTo }))
    expect(Object.fromEntries(query)).toEqual(Object.fromEntries(began))
    const plain = new PlainVisitor(site)
    await returnFromAmazon(plain)
    const first = /href="([^"]*\/start\?[^"]*)"/.exec((await plain.get(`${base}/link`)).text)?.[1]
    expect(first).not.toContain('refused_to')
  })

  it.each([app, `${app}/`, `${app}/${'x'.repeat(512 - app.length - 1)}`])(
    'is led back to its own origin: %s',
    async (address) => {
      const visitor = new PlainVisitor(openSiteWithApp())
      const { location } = await returnFromAmazon(visitor, { return_to: address })
      expect(location?.startsWith(`${address}?amazon=signed-in&amazon_code=`)).toBe(true)
    },
  )

  it.each([`${app}x/`, `${app}/${'x'.repeat(512 - app.length)}`])(
    'is led nowhere else, nor to an address of more than 512 characters: %s',
    async (address) => {
      const visitor = new PlainVisitor(openSiteWithApp())
      const callback = await visitor.goToAmazon(startQuery({ return_to: address }))
      expect((await visitor.get(callback)).location).toBe('/')
    },
  )
})
