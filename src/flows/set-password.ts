import type { Account, Visitor } from '../ports/host.js'
import type { Limit } from '../ports/limiter.js'
import type { CurrentSession, SessionStarted } from '../ports/sessions.js'
import { maximumPasswordLength } from './check-password.js'
import { countAttempt } from './count-attempt.js'
import { guarded } from './failure.js'
import { createCode, mailsPerAccount, parseCode, sendMail } from './mail-code.js'
import { notify } from './notify.js'
import { type Outcome, refused } from './outcome.js'
import { endProofs } from './proofs.js'
import { isRecentlyAuthenticated } from './reauthenticate.js'
import { renewSession } from './renew-session.js'
import type { Wiring } from './wiring.js'

const codeLifetimeSeconds = 15 * 60
const guessesPerAccount: Limit = { name: 'set-password', attempts: 10, windowSeconds: 60 * 60 }

export interface SetPasswordRequest {
  readonly visitor: Visitor
  readonly session: CurrentSession | null
  readonly posted: ReadonlyMap<string, string>
}

/** Comes back with the form. Worth nothing without the code, to nobody but this account in this sign-in. */
export interface SentCode {
  readonly sentAt: number
  readonly trace: string
}

export type SetPasswordOutcome =
  | Outcome
  | { readonly kind: 'code-sent'; readonly sent: SentCode; readonly problem: string | null }
  | { readonly kind: 'password-set'; readonly started: SessionStarted }

/** Whether this account can be given its first password here. */
export async function canSetPassword<A extends Account>(wiring: Wiring<A>, account: A): Promise<boolean> {
  if (wiring.host.setPassword === undefined || wiring.mailer === null || account.email === null) return false
  const ways = await guarded('host-failed', () => wiring.host.waysToSignIn(account))
  return !ways.includes('password')
}

/**
 * A first password, for an account that was made through Amazon: after a fresh sign-in there, and with a code from
 * the account's mailbox. An account that has a password changes it on the host's own page, by the old one.
 */
export async function setPassword<A extends Account>(
  wiring: Wiring<A>,
  request: SetPasswordRequest,
): Promise<SetPasswordOutcome> {
  const { session, posted } = request
  if (session === null) return refused('sign-in-required')
  const account = await guarded('host-failed', () => wiring.host.findAccount(session.accountId))
  if (account === null || account.disabled === true) return refused('sign-in-required')
  if (!(await canSetPassword(wiring, account))) return refused('password-exists')
  if (!isRecentlyAuthenticated(wiring, session)) return refused('reauthentication-required')
  const code = posted.get('code')
  if (code === undefined) return mailCode(wiring, account, session)
  const sent = { sentAt: Number(posted.get('sent_at')), trace: posted.get('trace') ?? '' }
  if (!(await isRight(wiring, { account, session, sent, code })))
    return { kind: 'code-sent', sent, problem: 'code-wrong' }
  return write(wiring, request, account, sent)
}

async function mailCode<A extends Account>(
  wiring: Wiring<A>,
  account: A,
  session: CurrentSession,
): Promise<SetPasswordOutcome> {
  const retryAfterSeconds = await countAttempt(wiring, [[mailsPerAccount, account.id]])
  if (retryAfterSeconds > 0) return { ...refused('too-many-attempts', 'kept'), retryAfterSeconds }
  const code = createCode(wiring.random)
  const sentAt = wiring.clock().getTime()
  const expiresAt = new Date(sentAt + codeLifetimeSeconds * 1000)
  await sendMail(wiring, account.email ?? '', wiring.mails.setPassword(account, { code, expiresAt }))
  const trace = traceOf(wiring, { account, session, sent: { sentAt, trace: '' }, code })
  return { kind: 'code-sent', sent: { sentAt, trace }, problem: null }
}

interface TypedCode {
  readonly account: Account
  readonly session: CurrentSession
  readonly sent: SentCode
  readonly code: string
}

async function isRight<A extends Account>(wiring: Wiring<A>, typed: TypedCode): Promise<boolean> {
  const { account, sent } = typed
  if ((await countAttempt(wiring, [[guessesPerAccount, account.id]])) > 0) return false
  const age = wiring.clock().getTime() - sent.sentAt
  const code = parseCode(typed.code)
  // An age that is no number is no age.
  const isInTime = age >= 0 && age <= codeLifetimeSeconds * 1000
  if (!isInTime || code === null) return false
  // Digests of both, so that the time of comparing tells nothing about the one that is right.
  return wiring.fingerprint(sent.trace) === wiring.fingerprint(traceOf(wiring, { ...typed, code }))
}

async function write<A extends Account>(
  wiring: Wiring<A>,
  request: SetPasswordRequest,
  account: A,
  sent: SentCode,
): Promise<SetPasswordOutcome> {
  const password = request.posted.get('password') ?? ''
  if (password === '' || password.length > maximumPasswordLength)
    return { kind: 'code-sent', sent, problem: 'password-missing' }
  const written = await guarded('host-failed', async () =>
    wiring.host.setPassword?.(account, password, request.visitor),
  )
  if (written === 'has-password') return refused('password-exists')
  if (written !== undefined) return { kind: 'code-sent', sent, problem: written.problem }
  const at = wiring.clock()
  await endProofs(wiring, account.id)
  const started = await renewSession(wiring, account, request, 'password-changed')
  wiring.emit({ type: 'password-set', at, accountId: account.id })
  // The code came from this mailbox, whatever the account says of it.
  await notify(wiring, { ...account, emailProven: true }, 'password-set', { at, visitor: request.visitor })
  return { kind: 'password-set', started }
}

function traceOf<A extends Account>(wiring: Wiring<A>, { account, session, sent, code }: TypedCode): string {
  const { id, email } = account
  const since = session.authenticatedAt?.getTime() ?? null
  return wiring.fingerprint(JSON.stringify(['set-password', code, id, email, since, sent.sentAt]))
}
