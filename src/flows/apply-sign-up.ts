import type { Account, FieldProblem, Registration } from '../ports/host.js'
import { type LinkConflict, type NewLink, reservationLifetimeSeconds } from '../ports/link-store.js'
import { afterConflict } from './apply-link.js'
import { admission, startSession } from './apply-sign-in.js'
import { guarded } from './failure.js'
import { notify } from './notify.js'
import type { Applied, Step } from './settle.js'
import type { Wiring } from './wiring.js'

type Created<A> =
  | { readonly account: A }
  | { readonly problems: readonly FieldProblem[] }
  | { readonly conflict: LinkConflict }

type DraftLink = Omit<NewLink, 'accountId' | 'reservation'>

/** Creates the account with its link. Problems the host finds lead to the registration page, never to another account. */
export async function applySignUp<A extends Account>(
  wiring: Wiring<A>,
  step: Step<A>,
  registration: Registration,
): Promise<Applied> {
  const at = wiring.clock()
  const created = await createAccount(wiring, step, registration, draftLink(step, at))
  if ('conflict' in created) return afterConflict(wiring, step.ticket, created.conflict)
  if ('problems' in created) {
    return {
      kind: 'waiting',
      ticket: { ...step.ticket, waitsFor: 'registration' },
      problems: created.problems,
    }
  }
  const { account } = created
  wiring.emit({ type: 'signed-up', at, accountId: account.id })
  await notify(wiring, account, 'signed-up', at)
  const gate = await admission(wiring, account, step.visitor, 'sign-in')
  if (gate !== 'admitted') return gate
  const started = await startSession(wiring, account, step.visitor, { method: 'registration', at })
  wiring.emit({ type: 'signed-in', at, accountId: account.id })
  return { kind: 'signed-in', account, created: true, linked: true, returnTo: step.ticket.returnTo, started }
}

async function createAccount<A extends Account>(
  wiring: Wiring<A>,
  step: Step<A>,
  registration: Registration,
  link: DraftLink,
): Promise<Created<A>> {
  const { links } = wiring
  if (links.createLinkedAccount === undefined) return reserveThenCreate(wiring, step, registration, link)
  const created = await guarded('store-failed', async () => links.createLinkedAccount?.(registration, link))
  return created ?? { problems: [] }
}

/**
 * Where the host writes the account, no transaction is open while it does: the subject is held first, so that two
 * first sign-ins of one customer cannot make two accounts.
 */
async function reserveThenCreate<A extends Account>(
  wiring: Wiring<A>,
  step: Step<A>,
  registration: Registration,
  link: DraftLink,
): Promise<Created<A>> {
  const { links, host } = wiring
  const id = step.ticket.id
  if (await guarded('store-failed', () => links.isTicketUsed(id))) return { conflict: 'ticket-used' }
  const staleBefore = new Date(link.at.getTime() - reservationLifetimeSeconds * 1000)
  const reserve = () => links.reserveSubject(link.identity, { id, at: link.at, staleBefore })
  if ((await guarded('store-failed', reserve)) === 'subject-taken') return { conflict: 'subject-taken' }
  const release = () => links.releaseSubject(link.identity, id)
  const created = await releasedOnError(release, () => host.createAccount(registration, step.visitor))
  if ('problems' in created) {
    await guarded('store-failed', release)
    return created
  }
  const { account } = created
  const complete = () =>
    links.createLink({
      ...link,
      accountId: account.id,
      reservation: id,
      audit: { ...link.audit, accountId: account.id },
    })
  // The account is there already: without its link its owner would have no way in.
  const written = await guarded('store-failed', () => complete().catch(complete))
  return written === 'created' ? { account } : { conflict: written }
}

async function releasedOnError<T>(release: () => Promise<void>, create: () => Promise<T>): Promise<T> {
  try {
    return await guarded('host-failed', create)
  } catch (error) {
    await release()
    throw error
  }
}

function draftLink<A extends Account>({ ticket }: Step<A>, at: Date): DraftLink {
  const { identity, id, expiresAt } = ticket
  return {
    identity,
    emailAtLink: ticket.profile.email,
    at,
    ticket: { id, expiresAt },
    audit: { at, event: 'signed-up', accountId: null, identity, details: {} },
  }
}
