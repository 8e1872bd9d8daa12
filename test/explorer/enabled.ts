import { type Actor, type Address, actors, mailboxOf } from './model.js'
import type { AccountView, View } from './observe.js'
import { secrets } from './site.js'

export interface Reach {
  /** V's Amazon profile shows an address whose mailbox is M's. */
  readonly isRecycled: boolean
  readonly deletes: boolean
  /** An hour or a month may pass, and the secret may be changed. */
  readonly time: boolean
  /** The process may die after each lasting write of a step. */
  readonly crashes: boolean
}

const mostPerActor = 2
const mostAccounts = 4

/** The steps worth taking from a state, refused ones of an attacker included. */
export function enabledIn(view: View, reach: Reach): string[] {
  const steps = actors.flatMap((actor) => ofActor(view, actor, reach).map((step) => `${actor}.${step}`))
  return [...steps, ...forced(view), ...(reach.time ? timeSteps(view) : [])]
}

function ofActor(view: View, actor: Actor, reach: Reach): string[] {
  const here = view.accounts.find(({ sessions }) => sessions.includes(actor))
  return [
    ...hostSteps(view, actor),
    ...amazonSteps(view, actor, reach),
    ...ticketSteps(view, actor),
    ...(here === undefined ? [] : settingsSteps(here, actor, reach)),
    ...mailSteps(view, actor),
  ]
}

function addressesOf(actor: Actor): readonly Address[] {
  return actor === 'V' ? ['v'] : ['v', 'm']
}

function mayCreate({ accounts }: View, actor: Actor): boolean {
  return accounts.length < mostAccounts && accounts.filter(({ born }) => born === actor).length < mostPerActor
}

function hostSteps(view: View, actor: Actor): string[] {
  const { accounts } = view
  const isSignedIn = view.sessions[actor] !== null
  const registers = mayCreate(view, actor) && !isSignedIn ? addressesOf(actor) : []
  const logins = accounts.filter(({ password, sessions }) => password === actor && !sessions.includes(actor))
  const resets = (['v', 'm'] as const).filter((address) => {
    const holders = accounts.filter(({ email }) => email === address)
    const isAsked = holders.some(({ tokens }) =>
      tokens.some((one) => one.kind === 'reset' && one.address === address),
    )
    return holders.length > 0 && !isAsked
  })
  return [
    ...registers.map((address) => `register ${address}`),
    ...logins.map(({ id }) => `login ${id}`),
    ...(isSignedIn ? ['logout'] : []),
    ...resets.map((address) => `ask_reset ${address}`),
  ]
}

function amazonSteps(view: View, actor: Actor, { isRecycled }: Reach): string[] {
  const { accounts } = view
  const shown: readonly Address[] = actor === 'V' ? [isRecycled ? 'm' : 'v'] : ['v', 'm']
  const linked = accounts.find(({ subjects }) => subjects.includes(actor))
  if (linked !== undefined) return linked.sessions.includes(actor) ? [] : [`amazon ${shown[0]}`]
  if (view.sessions[actor] !== null) return [`link_session ${shown[0]}`]
  const free = shown.filter(
    (address) => mayCreate(view, actor) || accounts.some(({ email }) => email === address),
  )
  return free.filter((address) => !isWaiting(view, actor, address)).map((address) => `amazon ${address}`)
}

function isWaiting({ tickets }: View, actor: Actor, address: Address): boolean {
  const [newest] = tickets[actor]
  if (newest === undefined || newest.isUsed || newest.isExpired || newest.secretAge > 1) return false
  return newest.email === address && newest.waitsFor === 'proof' && newest.code === null
}

function ticketSteps(view: View, actor: Actor): string[] {
  const [ticket] = view.tickets[actor]
  if (ticket === undefined) return []
  if (ticket.waitsFor.startsWith('confirm')) return ['confirm']
  if (view.sessions[actor] !== null) return ['confirm']
  const emails = actor === 'V' ? ['v', 'none'] : ['v', 'm', 'none']
  const asked = ticket.code === null
  return [
    ...(mayCreate(view, actor) ? emails.map((email) => `finish_register ${email}`) : []),
    ...addressesOf(actor).map((email) => `link_pw ${email}`),
    ...(asked ? addressesOf(actor).map((email) => `ask_linkproof ${email}`) : ['link_by_proof']),
  ]
}

function settingsSteps(here: AccountView, actor: Actor, { deletes }: Reach): string[] {
  const { id, email, verified, tokens, subjects, password } = here
  const isMailed = (kind: string, address: Address) =>
    tokens.some((token) => token.kind === kind && token.address === address)
  const changes = addressesOf(actor).filter((to) => email !== to && !isMailed('change', to))
  const asks = email !== null && !verified && !isMailed('verify', email)
  return [
    ...(subjects.length > 0 ? ['unlink'] : []),
    ...(password === null ? ['set_password'] : []),
    ...(asks ? [`ask_verify ${id}`] : []),
    ...changes.map((to) => `ask_change ${id} ${to}`),
    ...(deletes ? ['delete'] : []),
  ]
}

function mailSteps({ accounts, letters }: View, actor: Actor): string[] {
  const own = mailboxOf[actor]
  const clicks = accounts.flatMap(({ id, tokens }) =>
    tokens.filter(({ address }) => address === own).map(({ kind }) => `click ${kind} ${id} ${own}`),
  )
  const mine = letters.filter(({ to }) => to === own)
  const undos = mine.filter(({ kind }) => kind === 'undo').map(({ accountId }) => `undo ${accountId}`)
  return [...clicks, ...new Set(undos), ...(mine.some(({ kind }) => kind === 'code') ? ['open_code'] : [])]
}

/** What a page of the attacker's can do to V's browser. */
function forced({ sessions, tickets }: View): string[] {
  const hasCookies = sessions.V !== null || tickets.V.length > 0
  return [
    'M.force_callback m',
    ...(sessions.M !== null && sessions.V !== null ? ['M.force_callback m link'] : []),
    ...(hasCookies ? ['M.force_post'] : []),
  ]
}

function timeSteps({ accounts, sessions, tickets, letters, secret }: View): string[] {
  const held = [...tickets.V, ...tickets.M]
  const isFresh = sessions.V?.isFresh === true || sessions.M?.isFresh === true
  const isPending = letters.length > 0 || accounts.some((one) => one.tokens.length + one.sessions.length > 0)
  const isSealed = held.length > 0 || letters.length > 0
  return [
    ...(isFresh || held.some(({ isExpired }) => !isExpired) ? ['tick hour'] : []),
    ...(isPending ? ['tick month'] : []),
    ...(isSealed && secret < secrets.length - 1 ? ['rotate_key'] : []),
  ]
}
