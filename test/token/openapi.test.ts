import { describe, expect, it } from 'vitest'
import { contracts } from '../../src/http/openapi.js'
import { routes } from '../../src/http/routes.js'
import { base } from '../attacks/oracles.js'
import { Browser, type Page } from '../support/browser.js'
import { addUser, password, type Shop } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import { check, createCheck, type Document, fetchDocument } from './contract.js'
import { openPhone, withApp } from './phone.js'

const open = useShop()

/** A client made from nothing but the document: a function for each operation. */
function createClient(document: Document, server: string) {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => [operationId, { method, path }] as const),
  )
  const known = new Map(operations)
  return async (operationId: string, json?: object, headers: Record<string, string> = {}) => {
    const operation = known.get(operationId)
    if (operation === undefined) throw new Error(`no operation ${operationId}`)
    const response = await fetch(`${server}${operation.path}`, {
      method: operation.method.toUpperCase(),
      headers: {
        accept: 'application/json',
        ...(json && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(json && { body: JSON.stringify(json) }),
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
}

/** Asks in JSON as a page of the shop does, and holds the answer against the document. */
async function ask(browser: Browser, method: 'GET' | 'POST', path: string, json?: object): Promise<Page> {
  const headers = { accept: 'application/json', 'sec-fetch-site': 'same-origin' }
  const options = json === undefined ? { headers } : { headers, json }
  const page = await browser.request(method, `${base}${path}`, options)
  expect(check({ method, path }, page.status, page.json())).toEqual([])
  return page
}

async function comeBack(browser: Browser, customer: string, start: object = {}): Promise<Page> {
  const started = await ask(browser, 'POST', '/start', start)
  const callback = await browser.answerAmazon(String(started.json()['location']), customer)
  const page = await browser.get(callback, { headers: { accept: 'application/json' } })
  expect(check({ method: 'GET', path: '/callback' }, page.status, page.json())).toEqual([])
  return page
}

describe('the OpenAPI document', () => {
  it('knows every route, and no other', () => {
    const paths = routes.map(({ method, path }) => `${method} ${path}`)
    expect(Object.keys(contracts).toSorted()).toEqual(paths.toSorted())
  })

  it('is served under the public address, with every reference in it answered', async () => {
    const document = await fetchDocument()
    expect(document).toMatchObject({
      openapi: '3.1.0',
      servers: [{ url: 'https://shop.example/auth/amazon' }],
    })
    const references = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)]
    expect(references.length).toBeGreaterThan(20)
    for (const [, name = ''] of references) expect(document.components.schemas).toHaveProperty([name])
  })

  it('names every operation once', async () => {
    const document = await fetchDocument()
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    )
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toContain('postToken')
    expect(ids).toContain('postDevicePoll')
  })

  it('notices an answer that does not keep to it', async () => {
    const checkServed = createCheck(await fetchDocument())
    const asked = { method: 'POST', path: '/token' }
    const good = { outcome: 'signed-in', account_id: '1', created: true, linked: true, return_to: '/' }
    expect(checkServed(asked, 200, { ...good, token: 'of the host' })).toEqual([])
    for (const wrong of [{ ...good, account_id: 1 }, { ...good, outcome: 'signed' }, {}])
      expect(checkServed(asked, 200, wrong)).toHaveLength(1)
    expect(checkServed(asked, 403, { outcome: 'refused', reason: 'made-up', message: '' })).toHaveLength(1)
    expect(checkServed(asked, 302, {})).toHaveLength(1)
    expect(checkServed({ method: 'GET', path: '/nowhere' }, 200, {})).toHaveLength(1)
  })
})

describe('real answers', () => {
  it('of a proof, of settings and of unlinking keep to the document', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    expect((await comeBack(browser, 'vera')).json()).toMatchObject({ outcome: 'prove-ownership' })
    for (const path of ['/pending', '/link', '/register']) await ask(browser, 'GET', path)
    await ask(browser, 'POST', '/link', { password: 'wrong' })
    await ask(browser, 'POST', '/link/mail', {})
    await ask(browser, 'POST', '/link', { password })
    await ask(browser, 'GET', '/connections')
    await ask(browser, 'POST', '/connections/password', {})
    await ask(browser, 'POST', '/connections/unlink', {})
    await ask(browser, 'POST', '/connections/unlink', { password })
    await ask(browser, 'GET', '/connections')
    await ask(browser, 'POST', '/undo', { token: 'x' })
  })

  it('of a registration, of linking and of refusals keep to the document', async () => {
    const shop = await open({ registration: { page: 'always', emailProof: 'code' } })
    const browser = new Browser(shop)
    await ask(browser, 'GET', '/pending')
    await ask(browser, 'POST', '/register', {})
    expect((await comeBack(browser, 'nora')).json()).toMatchObject({ outcome: 'register' })
    await ask(browser, 'GET', '/register')
    await ask(browser, 'POST', '/register', { email: 'x', name: '' })
    await ask(browser, 'POST', '/register', { email: 'nora@ex.test', name: 'Nora' })
    await ask(browser, 'POST', '/register', { email: 'nora@ex.test', name: 'Nora', code: '00000-00000' })
    await ask(browser, 'POST', '/link/decline', {})
    await ask(browser, 'GET', '/connections')
    await ask(browser, 'POST', '/session', { code: 'x', code_verifier: 'x' })
    const local = new Browser(shop)
    addUser(shop, { email: 'local@ex.test' })
    await local.signIn('local@ex.test', password)
    expect((await comeBack(local, 'otto', { intent: 'link' })).json()).toMatchObject({ outcome: 'confirm' })
    await ask(local, 'GET', '/pending')
    await ask(local, 'POST', '/link', {})
  })

  it('of an Amazon that is down keep to the document', async () => {
    const shop = await open()
    shop.emulator.faults.add({ endpoint: 'token', kind: 'unavailable' })
    expect((await comeBack(new Browser(shop), 'vera')).json()).toMatchObject({ outcome: 'failed' })
  })
})

describe('a client that was made from the document', () => {
  async function clientOf(shop: Shop) {
    const document = await fetchDocument()
    return createClient(document, `${shop.origin}${base}`)
  }

  it('signs in, links by password and registers', async () => {
    const phone = await openPhone(open({ ...withApp, registration: { page: 'always' } }))
    const call = await clientOf(phone.shop)
    addUser(phone.shop, { email: 'vera@ex.test' })
    const ticket_key = phone.signInAtAmazon('vera').accessToken
    const asked = await call('postToken', { access_token: ticket_key })
    const ticket = String(asked.body['ticket'])
    const held = { 'sparekey-ticket': ticket, 'sparekey-ticket-key': ticket_key }
    expect((await call('getPending', undefined, held)).body).toMatchObject({ outcome: 'prove-ownership' })
    expect((await call('postLink', { ticket, ticket_key, password })).body).toMatchObject({ linked: true })
    expect((await call('postToken', { access_token: ticket_key })).body).toMatchObject({
      outcome: 'signed-in',
    })
    const access_token = phone.signInAtAmazon('nora').accessToken
    const registering = await call('postToken', { access_token })
    const form = {
      ticket: registering.body['ticket'],
      ticket_key: access_token,
      name: 'N',
      email: 'n@ex.test',
    }
    expect((await call('postRegister', form)).body).toMatchObject({ outcome: 'signed-in', created: true })
  })
})
