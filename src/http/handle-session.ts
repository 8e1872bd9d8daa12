import { finishHandOver } from '../flows/hand-over.js'
import type { Reply } from '../ports/http.js'
import type { Exchange } from './exchange.js'
import { respondOutcome } from './respond-outcome.js'
import { respondRefusal } from './respond-problem.js'
import { openHandOver } from './seal-hand-over.js'

/** `POST /session`: the app at another origin shows its code and verifier, and its session begins. */
export async function handleSession(exchange: Exchange): Promise<Reply> {
  const { wiring, site, visitor, request, body } = exchange
  const handOver = await openHandOver(site.keys, body.get('code') ?? '')
  if (handOver === null) return respondRefusal(exchange, 'code-rejected')
  const outcome = await finishHandOver(wiring, handOver, {
    verifier: body.get('code_verifier') ?? '',
    origin: request.headers.get('origin'),
    visitor,
    session: await exchange.session(),
  })
  return respondOutcome(exchange, outcome, { ticket: null })
}
