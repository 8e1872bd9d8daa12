import { isRecentlyAuthenticated } from '../flows/reauthenticate.js'
import { canSetPassword } from '../flows/set-password.js'
import { type Connection, readConnection } from '../flows/unlink.js'
import type { ConnectionsPage, PageProblem, SetPasswordView } from '../pages/models.js'
import type { Account } from '../ports/host.js'
import type { Reply } from '../ports/http.js'
import type { Link } from '../ports/link-store.js'
import type { CurrentSession, SessionStarted } from '../ports/sessions.js'
import { createSessionToken } from './csrf.js'
import type { Exchange } from './exchange.js'
import { redirect, respondJson, respondPage } from './respond.js'
import { respondRefusal } from './respond-problem.js'
import { routeUrl } from './site.js'
import { maskEmail } from './ticket-pages.js'

/** The settings page, with what a form on it has come to. */
export async function respondConnections(
  exchange: Exchange,
  { setPassword, status = 200 }: { readonly setPassword?: SetPasswordView; readonly status?: number } = {},
): Promise<Reply> {
  const connection = await readConnection(exchange.wiring, await exchange.session())
  if (connection === null) return respondRefusal(exchange, 'sign-in-required')
  const page = await connectionsPage(exchange, connection, null)
  return respondPage(exchange, 'connections', { ...page, ...(setPassword && { setPassword }) }, { status })
}

/** The session goes on under a new id, so the host's cookie comes along whatever else it would have answered. */
export function respondRenewed(
  { site, wantsJson }: Exchange,
  started: SessionStarted,
  notice: 'unlinked' | 'password-set',
): Reply {
  const isResponse = started instanceof Response
  const extras = isResponse ? { cookies: started.headers.getSetCookie() } : { headers: started?.headers }
  if (!wantsJson) return redirect(routeUrl(site, '/connections', { notice }), extras)
  return respondJson({ ...(isResponse ? {} : started?.body), outcome: notice }, extras)
}

/** The settings page as it is now. */
export async function connectionsPage(
  exchange: Exchange,
  { account, link, keepReason, isFresh }: Connection<Account>,
  problem: PageProblem | null,
): Promise<ConnectionsPage> {
  const { site, url } = exchange
  const session = await exchange.session()
  return {
    linkAction: routeUrl(site, '/start'),
    unlinkAction: routeUrl(site, '/connections/unlink'),
    csrf: session === null ? '' : createSessionToken(site, session),
    link: link && {
      email: maskEmail(link.emailAtLink),
      linkedAt: link.linkedAt,
      lastUsedAt: link.lastUsedAt,
    },
    keepReason: link === null ? null : keepReason,
    askPassword: !isFresh,
    suggestion: suggestionFor(exchange, account, link),
    setPassword: session === null ? null : await setPasswordView(exchange, session, account),
    notice: parseNotice(url.searchParams.get('notice')),
    problem,
  }
}

/** At most a hint: the host's own page changes an address, after proving it. */
function suggestionFor(
  { site }: Exchange,
  { email }: Account,
  link: Link | null,
): ConnectionsPage['suggestion'] {
  const shown = link?.seen?.email ?? null
  const isSame = shown?.toLowerCase() === email?.toLowerCase()
  if (site.changeEmailUrl === null || shown === null || isSame) return null
  return { email: maskEmail(shown), url: site.changeEmailUrl }
}

function parseNotice(raw: string | null): ConnectionsPage['notice'] {
  return raw === 'linked' || raw === 'unlinked' || raw === 'password-set' ? raw : null
}

/** How settings offer a first password; null where they do not. */
async function setPasswordView(
  exchange: Exchange,
  session: CurrentSession,
  account: Account,
): Promise<SetPasswordView | null> {
  return (await canSetPassword(exchange.wiring, account)) ? emptySetPasswordView(exchange, session) : null
}

/** Before anything was sent. */
export function emptySetPasswordView({ site, wiring }: Exchange, session: CurrentSession): SetPasswordView {
  const isFresh = isRecentlyAuthenticated(wiring, session)
  return {
    action: routeUrl(site, '/connections/password'),
    csrf: createSessionToken(site, session),
    signInUrl: isFresh ? null : routeUrl(site, '/start', { return_to: routeUrl(site, '/connections') }),
    sent: null,
    problem: null,
  }
}
