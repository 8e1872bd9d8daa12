import type { LinkStore } from '../../src/ports/link-store.js'
import type { CurrentSession, SignInDetails } from '../../src/ports/sessions.js'
import { type MemoryLinks, memoryLinks } from '../../src/testing.js'
import { codeFor, type MailingSite, openMailingSite } from '../life/mails.js'
import {
  type Answer,
  type PlainAccount,
  type PlainHost,
  type PlainSiteOptions,
  PlainVisitor,
} from '../support/plain-site.js'

export const base = '/auth/amazon'
export const asJson = { accept: 'application/json' }

/** Calls into the host and the store, counted; one of them breaks. */
interface Calls {
  readonly made: string[]
  breaks: readonly string[]
}

/** `name#2` is the second call of that name. */
function counted<T extends object>(target: T, calls: Calls): T {
  return new Proxy(target, {
    get(_target, name) {
      const member: unknown = Reflect.get(target, name, target)
      if (typeof member !== 'function' || typeof name !== 'string') return member
      return async (...given: unknown[]) => {
        const call = `${name}#${calls.made.filter((made) => made.startsWith(`${name}#`)).length + 1}`
        calls.made.push(call)
        if (calls.breaks.includes(call)) throw new Error('broken')
        return Reflect.apply(member, target, given)
      }
    },
  })
}

function aHost(site: () => MailingSite): PlainHost {
  const all = () => [...site().accounts.values()]
  const keys = new Map<string, string>()
  return {
    findAccount: async (id) => site().accounts.get(id) ?? null,
    findAccountsByEmail: async (email) => all().filter((account) => account.email === email),
    verifyPassword: async (account, password) => (account.password === password ? 'correct' : 'wrong'),
    createAccount: async ({ email, emailProven, signUpKey }) => {
      const account = site().add({ email, emailProven })
      keys.set(signUpKey, account.id)
      return { account }
    },
    findAccountBySignUp: async (key) => site().accounts.get(keys.get(key) ?? '') ?? null,
    waysToSignIn: async ({ password }) => (password === null ? [] : ['password']),
    endAccess: async () => {},
    admit: async () => 'admitted',
    verifyNobody: async () => {},
    releaseEmail: async (account) => void site().accounts.set(account.id, { ...account, email: null }),
    setPassword: async () => undefined,
  }
}

export interface Scene {
  readonly site: MailingSite
  readonly links: MemoryLinks
  readonly visitor: PlainVisitor
  readonly calls: Calls
  /** Sessions that were begun. */
  readonly sessions: { readonly account: string; readonly how: SignInDetails }[]
}

type SceneOptions = Omit<PlainSiteOptions, 'links'> & { readonly links?: Partial<LinkStore<PlainAccount>> }

/** A site in memory whose every call is counted. `host` and `links` replace single functions. */
export function openScene({ host, links: replaced, ...options }: SceneOptions = {}): Scene {
  const calls: Calls = { made: [], breaks: [] }
  const links = memoryLinks()
  const sessions: Scene['sessions'] = []
  const site: MailingSite = openMailingSite({
    links: counted(Object.assign(delegating(links), replaced), calls),
    host: counted({ ...aHost(() => site), ...host }, calls),
    sessions: {
      current: async ({ request }) => readSession(request),
      start: async ({ id }, _visitor, how) => {
        sessions.push({ account: id, how })
        return { headers: { 'set-cookie': `session=${id}~${site.now.getTime()}; Path=/` } }
      },
    },
    ...options,
  })
  return { site, links, visitor: new PlainVisitor(site), calls, sessions }
}

/** An object of the store's own functions, some of which may be replaced. */
function delegating(links: MemoryLinks): MemoryLinks {
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(links))
  const functions = names.map((name) => [name, Reflect.get(links, name).bind(links)])
  return { ...links, ...Object.fromEntries(functions) }
}

function readSession({ headers }: Request): CurrentSession | null {
  const [, accountId, since] = /session=([^;~]+)~(\d+)/.exec(headers.get('cookie') ?? '') ?? []
  return accountId ? { accountId, authenticatedAt: new Date(Number(since)) } : null
}

/** Posts as a program does: no cookies, no word about where it stands. */
export async function postAsProgram({ site }: Pick<Scene, 'site'>, path: string, json: object) {
  const response = await site.sparekey.handler(
    new Request(`http://inside${base}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(json),
    }),
  )
  return { status: response.status, body: await response.json(), headers: response.headers }
}

/** What leads up to a step, and the step. */
export type Journey = (scene: Scene) => Promise<() => Promise<Answer>>

export const owner = { email: 'vera@ex.test', emailProven: true, password: 'kV' }

export async function csrfOf(visitor: PlainVisitor, page = '/link'): Promise<string> {
  return (await visitor.get(`${base}${page}`)).csrf
}

async function backWith({ visitor }: Scene, query = ''): Promise<() => Promise<Answer>> {
  const callback = await visitor.goToAmazon(query)
  return () => visitor.get(callback, asJson)
}

export async function link({ site, visitor }: Scene): Promise<void> {
  visitor.signIn(site.add(owner))
  const started = await visitor.postJson(`${base}/start`, { intent: 'link' })
  await visitor.get(visitor.backFrom(String(JSON.parse(started.text).location)))
  await visitor.post(`${base}/link`, { csrf: await csrfOf(visitor) })
}

export const journeys: Record<string, Journey> = {
  'signing up': (scene) => backWith(scene),
  'signing in': async (scene) => {
    await link(scene)
    scene.visitor.jar.clear()
    return backWith(scene)
  },
  'coming back to nobody': async (scene) => {
    await link(scene)
    scene.site.accounts.delete('a1')
    scene.visitor.jar.clear()
    return backWith(scene)
  },
  'completing a sign-up': async (scene) => {
    scene.calls.breaks = ['createLink#1', 'createLink#2']
    await scene.visitor.signInWithAmazon()
    return backWith(scene)
  },
  'asking for an account': async (scene) => {
    scene.site.add(owner)
    return backWith(scene)
  },
  'typing the password': async ({ site, visitor }) => {
    site.add(owner)
    await visitor.signInWithAmazon()
    const csrf = await csrfOf(visitor)
    return () => visitor.post(`${base}/link`, { csrf, password: 'kV' }, asJson)
  },
  'typing the password of nobody': async ({ site, visitor }) => {
    site.add(owner)
    await visitor.signInWithAmazon()
    const csrf = await csrfOf(visitor)
    const form = { csrf, email: 'nobody@ex.test', password: 'kV' }
    return () => visitor.post(`${base}/link`, form, asJson)
  },
  'asking for a code': async ({ site, visitor }) => {
    site.add({ ...owner, password: null })
    await visitor.signInWithAmazon()
    const csrf = await csrfOf(visitor)
    return () => visitor.post(`${base}/link/mail`, { csrf }, asJson)
  },
  'typing a code': async ({ site, visitor }) => {
    site.add({ ...owner, password: null })
    await visitor.signInWithAmazon()
    await visitor.post(`${base}/link/mail`, { csrf: await csrfOf(visitor) })
    const form = { csrf: await csrfOf(visitor), code: codeFor(site, 'vera@ex.test') }
    return () => visitor.post(`${base}/link`, form, asJson)
  },
  registering: async ({ site, visitor }) => {
    site.add(owner)
    await visitor.signInWithAmazon()
    await visitor.post(`${base}/link/decline`, { csrf: await csrfOf(visitor) })
    const csrf = await csrfOf(visitor, '/register')
    return () => visitor.post(`${base}/register`, { csrf, email: 'v2@ex.test', name: 'V' }, asJson)
  },
  'linking from settings': async ({ site, visitor }) => {
    visitor.signIn(site.add(owner))
    const started = await visitor.postJson(`${base}/start`, { intent: 'link' })
    await visitor.get(visitor.backFrom(String(JSON.parse(started.text).location)))
    const csrf = await csrfOf(visitor)
    return () => visitor.post(`${base}/link`, { csrf }, asJson)
  },
  'saying no': async ({ site, visitor }) => {
    visitor.signIn(site.add(owner))
    const started = await visitor.postJson(`${base}/start`, { intent: 'link' })
    await visitor.get(visitor.backFrom(String(JSON.parse(started.text).location)))
    const csrf = await csrfOf(visitor)
    return () => visitor.post(`${base}/link/decline`, { csrf }, asJson)
  },
  'switching accounts': async (scene) => {
    const { site, visitor } = scene
    await link(scene)
    visitor.signIn(site.add({ email: 'b@ex.test' }))
    await visitor.signInWithAmazon()
    site.now = new Date(site.now.getTime() + 60_000)
    const csrf = await csrfOf(visitor)
    return () => visitor.post(`${base}/link`, { csrf }, asJson)
  },
  'reading settings': async (scene) => {
    await link(scene)
    return () => scene.visitor.get(`${base}/connections`, asJson)
  },
  unlinking: async (scene) => {
    await link(scene)
    const csrf = await csrfOf(scene.visitor, '/connections')
    return () => scene.visitor.post(`${base}/connections/unlink`, { csrf }, asJson)
  },
  'taking a link back': async (scene) => {
    await link(scene)
    const token = /undo\?token=([^\s"]+)/.exec(scene.site.mails[0]?.text ?? '')?.[1] ?? ''
    return () => scene.visitor.post(`${base}/undo`, { token }, asJson)
  },
  'asking for a first password': async ({ site, visitor }) => {
    visitor.signIn(site.add({ ...owner, password: null }))
    const csrf = await csrfOf(visitor, '/connections')
    return () => visitor.post(`${base}/connections/password`, { csrf }, asJson)
  },
  'setting a first password': async ({ site, visitor }) => {
    visitor.signIn(site.add({ ...owner, password: null }))
    const csrf = await csrfOf(visitor, '/connections')
    const sent = JSON.parse((await visitor.post(`${base}/connections/password`, { csrf }, asJson)).text)
    const code = codeFor(site, 'vera@ex.test')
    const form = { csrf, code, password: 'new', sent_at: String(sent.sent_at), trace: sent.trace }
    return () => visitor.post(`${base}/connections/password`, form, asJson)
  },
}
