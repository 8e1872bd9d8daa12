import { undoLink } from '../flows/undo.js'
import type { UndoPage } from '../pages/models.js'
import type { Reply } from '../ports/http.js'
import type { Exchange } from './exchange.js'
import { respondJson, respondPage } from './respond.js'
import { respondRefusal, respondRefused } from './respond-problem.js'
import { openUndo } from './seal-mail.js'
import { routeUrl } from './site.js'

/** `GET /undo`: where the link in a notice leads. Programs that read mails open it too, so it only asks. */
export async function handleUndoPage(exchange: Exchange): Promise<Reply> {
  const token = exchange.url.searchParams.get('token') ?? ''
  if ((await openUndo(exchange.site.keys, token)) === null) return respondRefusal(exchange, 'undo-expired')
  return respondPage(exchange, 'undo', undoPage(exchange, 'ask', token))
}

/** `POST /undo`: removes the link. Needs no session: whoever got in may have ended it. */
export async function handleUndo(exchange: Exchange): Promise<Reply> {
  const { wiring, site, visitor, body } = exchange
  const undo = await openUndo(site.keys, body.get('token') ?? '')
  if (undo === null) return respondRefusal(exchange, 'undo-expired')
  const outcome = await undoLink(wiring, undo, visitor)
  if (outcome !== 'undone') return respondRefused(exchange, outcome)
  if (exchange.wantsJson) return respondJson({ outcome: 'unlinked' })
  return respondPage(exchange, 'undo', undoPage(exchange, 'done', ''))
}

function undoPage({ site }: Exchange, state: UndoPage['state'], token: string): UndoPage {
  const { forgotPasswordUrl, signInUrl } = site
  return { state, token, action: routeUrl(site, '/undo'), forgotPasswordUrl, signInUrl }
}
