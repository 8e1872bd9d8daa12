import { createHandOver, deferSessions } from '../flows/hand-over.js'
import type { Outcome, SignedIn } from '../flows/outcome.js'
import type { Wiring } from '../flows/wiring.js'
import type { Reply } from '../ports/http.js'
import { type Destination, parseAppAddress } from './app-address.js'
import type { Exchange } from './exchange.js'
import { type Extras, redirect } from './respond.js'
import { sealHandOver } from './seal-hand-over.js'
import { withQuery } from './site.js'

/** What a step came to, and the answer to it where it is the app's page that goes on. */
export interface Stepped {
  readonly outcome: Outcome
  /** The code for the app, in place of a session here. */
  readonly code: string | null
}

/**
 * Takes a step of a journey that may end at an app of another origin. What the app asks for itself in JSON begins its
 * session at once; a browser on one of our pages brings the app a code instead.
 */
export async function takeStep(
  exchange: Exchange,
  { app, finishCode }: Destination & { readonly finishCode?: string },
  step: (wiring: Wiring) => Promise<Outcome>,
): Promise<Stepped> {
  // Somebody goes on for a device that waits: this browser is signed in to nothing by it.
  if (finishCode !== undefined)
    return { outcome: await step(deferSessions(exchange.wiring).wiring), code: null }
  const challenge = app?.challenge ?? null
  if (challenge === null || exchange.wantsJson) return { outcome: await step(exchange.wiring), code: null }
  const { wiring, deferred } = deferSessions(exchange.wiring)
  const outcome = await step(wiring)
  const how = deferred()
  if (outcome.kind !== 'signed-in' || how === null) return { outcome, code: null }
  const session = await exchange.session()
  const handOver = createHandOver(wiring, outcome, { how, challenge, session })
  return { outcome, code: await sealHandOver(exchange.site.keys, handOver) }
}

/** Back to the app, which exchanges the code for its session. */
export function respondHandOver(
  exchange: Exchange,
  { returnTo }: SignedIn,
  { code, ...extras }: Extras & { readonly code: string },
): Reply {
  return redirectToApp(exchange, returnTo, { amazon: 'signed-in', amazon_code: code }, extras)
}

/** An address of an app, if its origin is still allowed: the journey may have begun under another configuration. */
export function redirectToApp(
  { site }: Exchange,
  address: string,
  told: Record<string, string>,
  extras: Extras,
): Reply {
  const isAllowed = parseAppAddress(site, address) !== null
  return redirect(isAllowed ? withQuery(address, told) : site.defaultReturnTo, extras)
}
