import { mailOf } from './amazon.js'
import { Browser, base, type Reply } from './browse.js'
import { clickToken, deleteAccount } from './host-routes.js'
import { type Actor, type Address, mailboxOf } from './model.js'
import { passwordOf, type Token } from './site.js'
import type { Letter, World } from './world.js'

/** What an action came to. `refused` must have left everything as it was. */
export interface Outcome {
  readonly refused: boolean
  readonly replies: readonly Reply[]
}

/** Plays one step, as it is printed: `M.register v`, `V.click reset 1 v`. Also keeps the ghosts: who made what, who read what. */
export async function play(world: World, step: string): Promise<Outcome> {
  const [who = '', ...words] = step.split(/[. ]/)
  const actor: Actor = who === 'M' ? 'M' : 'V'
  const [name = '', ...parameters] = words
  const browser = new Browser(world, actor)
  const { site } = world
  site.now += 2000
  world.isTouched = true
  const before = new Set(site.rows<{ id: number }>('select id from users').map(({ id }) => id))
  const provenBefore = provenAccounts(world)
  const action = actions[name]
  if (action === undefined) throw new Error(`No step is called ${name}.`)
  const host = await action({ world, browser, actor, parameters })
  for (const { id } of site.rows<{ id: number }>('select id from users')) {
    if (!before.has(id)) world.born = { ...world.born, [id]: actor }
  }
  noteProofs(world, { actor, name, parameters, provenBefore })
  await collectLetters(world, actor)
  const last = browser.replies.at(-1)
  const refused = host === 'refused' || (host === undefined && isRefusal(last))
  return { refused, replies: browser.replies }
}

interface Step {
  readonly world: World
  readonly browser: Browser
  readonly actor: Actor
  readonly parameters: readonly string[]
}

type HostAnswer = 'refused' | 'done' | undefined

const actions: Readonly<Record<string, (step: Step) => Promise<HostAnswer>>> = {
  register: async ({ world: { site, jars }, actor, parameters: [address = ''] }) => {
    const email = mailOf(address)
    const proven = site.rows('select id from users where email = ? and verified_at is not null', email)
    const any = site.rows('select id from users where email = ?', email)
    if (proven.length > 0 || (site.has('BLOCK_UNPROVEN') && any.length > 0)) return 'refused'
    const id = site.run(
      'insert into users (email, password_hash) values (?, ?)',
      email,
      site.hashOf(`k${actor}`),
    )
    site.mailToken('verify', id, addressOf(address))
    jars[actor].set('session', site.startSession(actor, id, 'registration'))
    return 'done'
  },
  login: async ({ world: { site, jars }, actor, parameters: [id] }) => {
    if (passwordOf(site.userOf(Number(id))?.password_hash ?? null) !== actor) return 'refused'
    jars[actor].set('session', site.startSession(actor, Number(id), 'password'))
    return 'done'
  },
  logout: async ({ world: { site, jars }, actor }) => {
    site.run('delete from sessions where browser = ?', actor)
    jars[actor].delete('session')
    return 'done'
  },
  amazon: async ({ browser, parameters: [email = ''] }) => {
    const callback = await browser.callbackOf(addressOf(email))
    if (callback !== null) await browser.get(callback)
  },
  confirm: async ({ browser, actor }) => {
    await browser.post(`${base}/link`, { password: `k${actor}` })
  },
  decline: async ({ browser }) => {
    const { body } = await browser.post(`${base}/link/decline`)
    return body['reason'] === 'declined' ? 'done' : undefined
  },
  finish_register: async ({ world, browser, actor, parameters: [address = ''] }) => {
    const [ticket] = await world.tickets(actor)
    const declined = ticket?.waitsFor === 'proof' ? await browser.post(`${base}/link/decline`) : null
    // The subject has an account by now, from another tab: the no to another one signs in to it.
    if (declined?.status === 200) return 'done'
    const form = { name: actor, email: address === 'none' ? '' : mailOf(address) }
    const { body } = await browser.post(`${base}/register`, form)
    const code = body['code_sent'] === true ? codeIn(world, mailboxOf[actor]) : null
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
    if (callback === null) return undefined
    const { status } = await browser.get(callback)
    if (status === 409) await browser.post(`${base}/link`, { password: `k${actor}` })
    return undefined
  },
  unlink: async ({ browser, actor }) => {
    await browser.post(`${base}/connections/unlink`, { password: `k${actor}` })
  },
  set_password: async ({ world, browser, actor }) => {
    const { body } = await browser.post(`${base}/connections/password`)
    const code = body['outcome'] === 'code-sent' ? codeIn(world, mailboxOf[actor]) : null
    if (code === null) return body['outcome'] === 'code-sent' ? 'done' : undefined
    const { sent_at, trace } = body
    const typed = { sent_at: String(sent_at), trace, code, password: `k${actor}` }
    await browser.post(`${base}/connections/password`, typed)
    return undefined
  },
  ask_verify: async ({ world: { site }, parameters: [id] }) => {
    const user = site.userOf(Number(id))
    if (user?.email) site.mailToken('verify', user.id, addressOf(user.email))
    return 'done'
  },
  ask_change: async ({ world: { site }, parameters: [id, address = ''] }) => {
    site.mailToken('change', Number(id), addressOf(address))
    return 'done'
  },
  ask_reset: async ({ world: { site }, parameters: [address = ''] }) => {
    const held = site.rows<{ id: number; verified_at: string | null }>(
      'select id, verified_at from users where email = ? order by verified_at is null, id',
      mailOf(address),
    )
    const [first] = site.has('BLOCK_UNPROVEN') ? held.filter((user) => user.verified_at !== null) : held
    if (first !== undefined) site.mailToken('reset', first.id, addressOf(address))
    return 'done'
  },
  click: async ({ world, actor, parameters: [kind = '', id, address = ''] }) => {
    const found = world.site.rows<Token & { account_id: number }>(
      'select * from tokens where kind = ? and account_id = ? and address = ?',
      kind,
      Number(id),
      mailOf(address),
    )[0]
    if (found === undefined) return 'refused'
    return clickToken(world, actor, { ...found, accountId: found.account_id })
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
  delete: async ({ world, actor }) => deleteAccount(world, actor),
  force_callback: async ({ world, parameters: [email = ''] }) => {
    const callback = await new Browser(world, 'M').callbackOf(addressOf(email))
    // His own cookie for it stays unused.
    for (const name of world.jars.M.keys()) if (name.includes('.tx-')) world.jars.M.delete(name)
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

export function addressOf(text: string): Address {
  return text.startsWith('m') ? 'm' : 'v'
}

function isRefusal(reply: Reply | undefined): boolean {
  return reply !== undefined && reply.status >= 400 && reply.status !== 409
}

/** The code of a mail that came in this step. */
function codeIn(world: World, to: Address): string | null {
  const mail = world.site.mails.findLast((one) => one.to === mailOf(to))
  return /^[0-9A-Z]{5}-[0-9A-Z]{5}$/m.exec(mail?.text ?? '')?.[0] ?? null
}

function provenAccounts(world: World): Set<string> {
  const proven = world.site.rows<{ id: number; email: string }>(
    'select id, email from users where verified_at is not null',
  )
  return new Set(proven.map(({ id, email }) => `${id} ${addressOf(email)}`))
}

/** A mailbox was read where its owner opened a mail or typed a code of it; nothing else makes an address proven. */
function noteProofs(
  world: World,
  step: {
    readonly actor: Actor
    readonly name: string
    readonly parameters: readonly string[]
    readonly provenBefore: Set<string>
  },
): void {
  const own = mailboxOf[step.actor]
  const readsMail = step.name === 'click' || (step.name === 'finish_register' && world.site.mails.length > 0)
  if (!readsMail) return
  for (const proof of provenAccounts(world)) {
    if (!step.provenBefore.has(proof) && proof.endsWith(own)) world.proofs.add(proof)
  }
}

/** Sorts the mails of a step into the mailboxes, and throws out what nothing can be done with any more. */
async function collectLetters(world: World, actor: Actor): Promise<void> {
  const [asking] = await world.tickets(actor)
  const came = world.site.mails.splice(0).flatMap((mail): Letter[] => {
    const to = addressOf(mail.to)
    const token = /\/undo\?token=(\S+)/.exec(mail.text)?.[1]
    if (token !== undefined) return [{ to, kind: 'undo', secret: decodeURIComponent(token), ticket: '' }]
    const code = /^[0-9A-Z]{5}-[0-9A-Z]{5}$/m.exec(mail.text)?.[0]
    if (code === undefined || !asking?.mailProof) return []
    return [{ to, kind: 'code', secret: code, ticket: `${asking.id} ${asking.mailProof.sentAt}` }]
  })
  const waiting = [...(await world.tickets('V')), ...(await world.tickets('M'))].map(
    ({ id, mailProof }) => `${id} ${mailProof?.sentAt ?? ''}`,
  )
  const links = world.site.rows<{ account_id: string; subject: string; linked_at: string }>(
    'select account_id, subject, linked_at from amazon_links',
  )
  const kept: Letter[] = []
  for (const letter of [...world.letters, ...came]) {
    if (letter.kind === 'code' ? waiting.includes(letter.ticket) : await isStillLinked(world, letter, links))
      kept.push(letter)
  }
  world.letters = kept
}

async function isStillLinked(
  world: World,
  { secret }: Letter,
  links: readonly { account_id: string; subject: string; linked_at: string }[],
): Promise<boolean> {
  const undo = await world.undo(secret)
  return links.some(
    ({ account_id, subject, linked_at }) =>
      account_id === undo?.accountId &&
      subject === undo.identity.subject &&
      Math.abs(Date.parse(linked_at) - undo.linkedAt) < 1000,
  )
}
