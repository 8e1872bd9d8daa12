import { Browser, type StepPlayer } from './browse.js'
import { codeIn } from './letters.js'
import { type Address, addressOf, mailboxOf, mailOf } from './model.js'
import { base } from './site.js'
import type { World } from './world.js'

/** What a person does with Sparekey's own routes. */
export const sparekeySteps: Readonly<Record<string, StepPlayer>> = {
  amazon: async ({ browser, parameters: [email = ''] }) => {
    const callback = await browser.callbackOf(addressOf(email))
    if (callback !== null) await browser.get(callback)
  },
  confirm: async ({ browser, actor }) => {
    await browser.post(`${base}/link`, { password: `k${actor}` })
  },
  finish_register: async ({ world, browser, actor, parameters: [address = ''] }) => {
    const [ticket] = await world.tickets(actor)
    const declined = ticket?.waitsFor === 'proof' ? await browser.post(`${base}/link/decline`) : null
    // The subject has an account by now, from another tab: the no to another one signs in to it.
    if (declined?.status === 200) return 'done'
    const form = { name: actor, email: address === 'none' ? '' : mailOf(address) }
    const { body } = await browser.post(`${base}/register`, form)
    const code = body['code_sent'] === true ? newestCode(world, mailboxOf[actor]) : null
    if (code !== null) await browser.post(`${base}/register`, { ...form, code })
    return undefined
  },
  link_pw: async ({ browser, actor, parameters: [address = ''] }) => {
    await browser.post(`${base}/link`, { email: mailOf(address), password: `k${actor}` })
  },
  ask_linkproof: async ({ browser, parameters: [address = ''] }) => {
    await browser.post(`${base}/link/mail`, { email: mailOf(address) })
  },
  link_by_proof: async ({ world, browser, actor }) => {
    const own = world.letters.findLast(({ to, kind }) => to === mailboxOf[actor] && kind === 'code')
    await browser.post(`${base}/link`, { code: own?.secret ?? '00000-00000' })
  },
  link_session: async ({ browser, actor, parameters: [email = ''] }) => {
    const callback = await browser.callbackOf(addressOf(email), { intent: 'link' })
    if (callback === null) return
    const { status } = await browser.get(callback)
    if (status === 409) await browser.post(`${base}/link`, { password: `k${actor}` })
  },
  unlink: async ({ browser, actor }) => {
    await browser.post(`${base}/connections/unlink`, { password: `k${actor}` })
  },
  set_password: async ({ world, browser, actor }) => {
    const { body } = await browser.post(`${base}/connections/password`)
    const code = body['outcome'] === 'code-sent' ? newestCode(world, mailboxOf[actor]) : null
    if (code === null) return body['outcome'] === 'code-sent' ? 'done' : undefined
    const { sent_at, trace } = body
    const typed = { sent_at: String(sent_at), trace, code, password: `k${actor}` }
    await browser.post(`${base}/connections/password`, typed)
    return undefined
  },
  undo: async ({ world, browser, actor, parameters: [id] }) => {
    for (const letter of world.letters.filter(({ to, kind }) => to === mailboxOf[actor] && kind === 'undo')) {
      const undo = await world.undo(letter.secret)
      if (undo?.accountId === id) await browser.post(`${base}/undo`, { token: letter.secret })
    }
  },
  open_code: async ({ world, browser, actor }) => {
    for (const { to, kind, secret } of world.letters) {
      if (to === mailboxOf[actor] && kind === 'code') await browser.get(`${base}/link?code=${secret}`)
    }
    return 'refused'
  },
}

/** What pages of M's do with V's browser. All of it must come to nothing. */
export const forcedSteps: Readonly<Record<string, StepPlayer>> = {
  force_callback: async ({ world, parameters: [email = '', intent = 'sign-in'] }) => {
    const before = new Map(world.jars.M)
    const form: Record<string, string> = intent === 'link' ? { intent } : {}
    const callback = await new Browser(world, 'M').callbackOf(addressOf(email), form)
    // His own cookie for it stays unused.
    world.jars.M = before
    if (callback !== null) await new Browser(world, 'V').getFromElsewhere(callback)
    return 'refused'
  },
  force_post: async ({ world }) => {
    const forced = new Browser(world, 'V')
    await forced.getFromElsewhere(`${base}/start?return_to=/`)
    for (const [path, form] of forcedPosts) {
      const { status } = await forced.postFromElsewhere(`${base}${path}`, form)
      if (status !== 403) throw new Error(`A form of another site reached ${path}: ${status}.`)
    }
    return 'refused'
  },
}

const forcedPosts: readonly (readonly [string, Record<string, string>])[] = [
  ['/start', { intent: 'link' }],
  ['/link', { password: 'kV' }],
  ['/link', { email: mailOf('m'), password: 'kM' }],
  ['/link/mail', { email: mailOf('v') }],
  ['/link/decline', {}],
  ['/register', { email: mailOf('m'), name: 'M' }],
  ['/connections/unlink', { password: 'kV' }],
  ['/connections/password', { password: 'kM' }],
]

/** The code of a mail that came in this step. */
function newestCode(world: World, to: Address): string | null {
  return codeIn(world.site.mails.findLast((one) => one.to === mailOf(to))?.text ?? '')
}
