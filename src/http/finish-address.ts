import { createFinishCode } from '../flows/finish-elsewhere.js'
import type { Ticket } from '../flows/ticket.js'
import type { Exchange } from './exchange.js'
import { routeUrl } from './site.js'

/** Where somebody goes on for a program: in any browser, with what it shows. */
export interface FinishElsewhere {
  readonly finish?: { readonly url: string; readonly code: string }
}

/** Only for signing in: a link for an account that is signed in is confirmed where that is. */
export function finishElsewhere({ wiring, site }: Exchange, { intent, identity }: Ticket): FinishElsewhere {
  if (intent !== 'sign-in') return {}
  const code = createFinishCode(wiring, identity.subject)
  return { finish: { url: `${site.origin}${routeUrl(site, '/device')}`, code } }
}

/** The whole address, for a program that opens the browser by itself. */
export function finishAddress(exchange: Exchange, ticket: Ticket): string | null {
  const { finish } = finishElsewhere(exchange, ticket)
  return finish === undefined
    ? null
    : `${finish.url}?${new URLSearchParams({ code: finish.code }).toString()}`
}
