import { guarded } from '../flows/failure.js'
import { provableBy } from '../flows/prove-mailbox.js'
import { isFresh } from '../flows/reauthenticate.js'
import type { Ticket } from '../flows/ticket.js'
import type { RefusalReason } from '../linking/reasons.js'
import { messagesFor } from '../pages/messages/index.js'
import type { AmazonAccountView, ConfirmPage, LinkPage, PageProblem, RegisterPage } from '../pages/models.js'
import { sentences } from '../pages/problems.js'
import type { FieldProblem } from '../ports/host.js'
import type { CurrentSession } from '../ports/sessions.js'
import { startUrl } from './app-address.js'
import { createTicketToken } from './csrf.js'
import type { Exchange } from './exchange.js'
import { createFieldViews, prefill } from './field-views.js'
import { routeUrl, type Site, withQuery } from './site.js'

/** What the visitor just sent, to be shown again with what was wrong about it. */
export interface Attempt {
  readonly problem: PageProblem | null
  readonly fieldProblems: readonly FieldProblem[]
}

export const noAttempt: Attempt = { problem: null, fieldProblems: [] }

/** The ways this site offers to show that an account is yours. */
async function waysToProve(
  { site, wiring }: Exchange,
  ticket: Ticket,
): Promise<('password' | 'sign-in-page' | 'mailbox')[]> {
  const { password, mailbox } = await provableBy(wiring, ticket)
  const page = site.signInUrl === null ? [] : ['sign-in-page' as const]
  return [...(password ? ['password' as const] : []), ...page, ...(mailbox ? ['mailbox' as const] : [])]
}

export async function linkPage(exchange: Exchange, ticket: Ticket, attempt: Attempt): Promise<LinkPage> {
  const { site, wiring, body, url } = exchange
  const { disclosure, registration } = wiring.policy
  const located = disclosure === 'helpful' && ticket.waitsFor === 'proof' && ticket.profile.email !== null
  return {
    ...commonParts(exchange, ticket),
    email: located
      ? { kind: 'located', address: ticket.profile.email ?? '' }
      : {
          kind: 'ask',
          value: body.get('email') ?? ticket.mailProof?.email ?? strictPrefill(exchange, ticket),
        },
    ways: await waysToProve(exchange, ticket),
    mailAction: routeUrl(site, '/link/mail'),
    code: ticket.mailProof && { value: body.get('code') ?? url.searchParams.get('code') ?? '' },
    disclosure,
    signInUrl: backHere(site, site.signInUrl),
    forgotPasswordUrl: backHere(site, site.forgotPasswordUrl),
    canRegister: registration !== 'closed',
    problem: attempt.problem,
  }
}

/** A page of the host's that comes back to the question by `?next=`: the ticket waits meanwhile. */
function backHere(site: Site, address: string | null): string | null {
  return address === null ? null : withQuery(address, { next: routeUrl(site, '/link') })
}

/** Where everybody is asked, everybody's own address is filled in. */
function strictPrefill({ wiring }: Exchange, ticket: Ticket): string {
  return wiring.policy.disclosure === 'strict' ? prefill(ticket, 'email') : ''
}

export async function registerPage(
  exchange: Exchange,
  ticket: Ticket,
  attempt: Attempt,
): Promise<RegisterPage> {
  const { action: _link, declineAction: _decline, ...common } = commonParts(exchange, ticket)
  return {
    ...common,
    action: routeUrl(exchange.site, '/register'),
    linkUrl: routeUrl(exchange.site, '/link'),
    fields: await createFieldViews(exchange, ticket, attempt.fieldProblems),
    codeSentTo: ticket.mailProof?.email ?? null,
    problem: attempt.problem,
  }
}

export async function confirmPage(
  exchange: Exchange,
  ticket: Ticket,
  session: CurrentSession,
  attempt: Attempt,
): Promise<ConfirmPage> {
  const { wiring } = exchange
  const account = await guarded('host-failed', () => wiring.host.findAccount(session.accountId))
  const isSwitch = ticket.waitsFor === 'confirm-switch'
  return {
    ...commonParts(exchange, ticket),
    kind: isSwitch ? 'switch' : 'link',
    account: { name: account?.name ?? null, email: account?.email ?? null },
    askPassword: !isSwitch && !(await isFresh(wiring, session, ticket)),
    problem: attempt.problem,
  }
}

function commonParts(exchange: Exchange, ticket: Ticket) {
  const { site } = exchange
  return {
    action: routeUrl(site, '/link'),
    declineAction: routeUrl(site, '/link/decline'),
    anotherAccountUrl: startUrl(site, ticket),
    csrf: createTicketToken(site, ticket),
    amazon: amazonView(ticket),
  }
}

export function amazonView({ profile }: Ticket): AmazonAccountView {
  return { name: profile.name, email: maskEmail(profile.email) }
}

/** What happened and what to do next, as one sentence beside a field. */
export function refusalSentence(locale: string, reason: RefusalReason): string {
  const messages = messagesFor(locale)
  return sentences(messages.refusals[reason], messages)
}

/** `v•••@ex.test`: enough to recognise one's own address, too little to learn another's. */
export function maskEmail(email: string | null): string | null {
  if (email === null) return null
  const at = email.lastIndexOf('@')
  const [first = ''] = email
  return `${first}•••${email.slice(at)}`
}
