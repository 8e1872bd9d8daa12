import { type SetPasswordOutcome, setPassword } from '../flows/set-password.js'
import type { SetPasswordView } from '../pages/models.js'
import type { Reply } from '../ports/http.js'
import type { CurrentSession } from '../ports/sessions.js'
import { isSessionToken } from './csrf.js'
import type { Exchange } from './exchange.js'
import { localeOfVisitor } from './face.js'
import { respondJson } from './respond.js'
import { emptySetPasswordView, respondConnections, respondRenewed } from './respond-connections.js'
import { respondOutcome } from './respond-outcome.js'
import { respondRefusal } from './respond-problem.js'
import { refusalSentence } from './ticket-pages.js'

/** `POST /connections/password`: without a code it mails one; with it and a password it sets the password. */
export async function handleSetPassword(exchange: Exchange): Promise<Reply> {
  const { wiring, visitor, body, site } = exchange
  const session = await exchange.session()
  if (session === null) return respondRefusal(exchange, 'sign-in-required')
  const token = body.get('csrf')
  const hasToken = token === undefined ? exchange.isJsonPost : isSessionToken(site, session, token)
  if (!hasToken) return respondRefusal(exchange, 'csrf-token-invalid')
  const outcome = await setPassword(wiring, { visitor, session, posted: body })
  switch (outcome.kind) {
    case 'password-set':
      return respondRenewed(exchange, outcome.started, 'password-set')
    case 'code-sent':
      return respondCodeSent(exchange, session, outcome)
    default:
      return respondOutcome(exchange, outcome, { ticket: null })
  }
}

type CodeSent = SetPasswordOutcome & { kind: 'code-sent' }

/** The form again, with the fields for the code and the password, and with what was wrong about them. */
async function respondCodeSent(
  exchange: Exchange,
  session: CurrentSession,
  { sent, problem }: CodeSent,
): Promise<Reply> {
  const status = problem === null ? 200 : 422
  const told = problem === null ? null : problemSentence(exchange, problem)
  if (exchange.wantsJson) {
    const body = { outcome: 'code-sent', sent_at: sent.sentAt, trace: sent.trace, problem: told }
    return respondJson(body, { status: 409 })
  }
  const view: SetPasswordView = {
    ...emptySetPasswordView(exchange, session),
    sent: { sentAt: String(sent.sentAt), trace: sent.trace },
    problem: told,
  }
  return respondConnections(exchange, { setPassword: view, status })
}

/** Ours in the visitor's language; the host's own words as they are. */
function problemSentence({ site, visitor }: Exchange, problem: string): string {
  if (problem !== 'code-wrong' && problem !== 'password-missing') return problem
  return refusalSentence(localeOfVisitor(site.face, visitor), problem)
}
