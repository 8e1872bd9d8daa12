import { openMailingSite } from '../life/mails.js'
import { type Answer, type PlainHost, type PlainSite, PlainVisitor } from '../support/plain-site.js'
import { base } from './oracles.js'

/** Presses "link" as the signed-in account: the address that Amazon sends the browser back to. */
export async function goToLink(visitor: PlainVisitor): Promise<string> {
  const started = await visitor.postJson(`${base}/start`, { intent: 'link' })
  return visitor.backFrom(String(JSON.parse(started.text).location))
}

/** The whole of it: to Amazon, back, and yes. */
export async function linkFromSettings(visitor: PlainVisitor): Promise<Answer> {
  await visitor.get(await goToLink(visitor))
  const { csrf } = await visitor.get(`${base}/link`)
  return visitor.post(`${base}/link`, { csrf })
}

/** Comes from Amazon and types the password of the account that the address located. */
export async function linkByPassword(visitor: PlainVisitor, password: string): Promise<Answer> {
  await visitor.signInWithAmazon()
  const { csrf } = await visitor.get(`${base}/link`)
  return visitor.post(`${base}/link`, { csrf, password })
}

/** Removes the link of the signed-in account. */
export async function unlink(visitor: PlainVisitor, form: Record<string, string> = {}): Promise<Answer> {
  const { csrf } = await visitor.get(`${base}/connections`)
  return visitor.post(`${base}/connections/unlink`, { csrf, ...form })
}

/** Which account each Amazon account opens. */
export function linksOf({ links }: PlainSite): Record<string, string> {
  return Object.fromEntries(links.allLinks().map(({ identity, accountId }) => [identity.subject, accountId]))
}

/** Why the site said no the last time. */
export function reasonOf({ events }: Pick<PlainSite, 'events'>): string | null {
  const refusal = events.findLast(({ type }) => type === 'refused')
  return refusal?.type === 'refused' ? refusal.reason : null
}

/** A customer who is linked, signed in, and has a password. */
export async function openLinked(host: Partial<PlainHost> = {}) {
  const site = openMailingSite({ host })
  const account = site.add({ email: 'vera@ex.test', emailProven: true, password: 'kV' })
  const visitor = new PlainVisitor(site)
  visitor.signIn(account)
  await linkFromSettings(visitor)
  return { site, account, visitor }
}
