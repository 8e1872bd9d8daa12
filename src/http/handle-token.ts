import { type Credential, exchangeToken } from '../flows/exchange-token.js'
import type { Reply } from '../ports/http.js'
import type { PostedBody } from './body.js'
import type { Exchange } from './exchange.js'
import { respondOutcome } from './respond-outcome.js'
import { respondRefusal } from './respond-problem.js'
import { parseReturnTo } from './return-to.js'

/** `POST /token`: what Amazon gave to an app, to a page with Amazon's SDK or to a TV, in exchange for a session here. */
export async function handleToken(exchange: Exchange): Promise<Reply> {
  const { wiring, site, body, visitor } = exchange
  const credential = parseCredential(body)
  if (credential === null) return respondRefusal(exchange, 'malformed-request')
  const session = await exchange.session()
  const intent = body.get('intent') === 'link' ? 'link' : 'sign-in'
  if (intent === 'link' && session === null) return respondRefusal(exchange, 'sign-in-required')
  const starter = session && { accountId: session.accountId, authenticatedAt: session.authenticatedAt }
  const origin = {
    intent,
    returnTo: parseReturnTo(site, body.get('return_to') ?? null),
    startedBy: intent === 'link' ? starter : null,
    heldBy: exchange.channel,
  } as const
  const clientAddress = exchange.clientAddress()
  const outcome = await exchangeToken(wiring, { credential, origin, visitor, session, clientAddress })
  return respondOutcome(exchange, outcome, { ticket: null })
}

/** A token, or a code with everything that belongs to it. Both at once could name two people. */
function parseCredential(body: PostedBody): Credential | null {
  const [accessToken, code] = [body.get('access_token'), body.get('code')]
  if (accessToken !== undefined)
    return code === undefined && accessToken !== '' ? { kind: 'token', accessToken } : null
  const codeVerifier = body.get('code_verifier') ?? ''
  const redirectUri = body.get('redirect_uri') ?? ''
  // RFC 7636 §4.1: 43 to 128 unreserved characters.
  if (!/^[\w.~-]{43,128}$/.test(codeVerifier) || redirectUri === '') return null
  return code !== undefined && /^[\x21-\x7e]{1,2048}$/.test(code)
    ? { kind: 'code', code, codeVerifier, redirectUri }
    : null
}
