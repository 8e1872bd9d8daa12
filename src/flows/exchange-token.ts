import { AmazonError } from '../amazon/errors.js'
import { fetchProfile, type Profile } from '../amazon/profile.js'
import { exchangeCode } from '../amazon/token.js'
import { fetchTokenInfo } from '../amazon/tokeninfo.js'
import type { Account, Visitor } from '../ports/host.js'
import type { Limit } from '../ports/limiter.js'
import type { CurrentSession } from '../ports/sessions.js'
import { countAttempt } from './count-attempt.js'
import { SparekeyFailure } from './failure.js'
import { issueTicket, type TicketOrigin } from './issue-ticket.js'
import { type Outcome, type Refused, refused } from './outcome.js'
import { settle } from './settle.js'
import type { Wiring } from './wiring.js'

// Each try costs calls to Amazon. Behind one address of a mobile network are many people.
const perClient: Limit = { name: 'token-client', attempts: 300, windowSeconds: 15 * 60 }
const perSubject: Limit = { name: 'token-subject', attempts: 60, windowSeconds: 15 * 60 }

/** What a program shows of the person in front of it. Nothing else that it says about them is believed, or read. */
export type Credential =
  | { readonly kind: 'token'; readonly accessToken: string }
  | {
      readonly kind: 'code'
      readonly code: string
      readonly codeVerifier: string
      readonly redirectUri: string
    }

export interface TokenExchange {
  readonly credential: Credential
  readonly origin: TicketOrigin
  readonly visitor: Visitor
  readonly session: CurrentSession | null
  readonly clientAddress: string | null
}

/** An app, a page with Amazon's SDK or a TV brings what Amazon gave it: who is that, and what follows from it here? */
export async function exchangeToken<A extends Account>(
  wiring: Wiring<A>,
  exchange: TokenExchange,
): Promise<Outcome> {
  const { credential, origin, visitor, session, clientAddress } = exchange
  const retryAfterSeconds = await countAttempt(wiring, [[perClient, clientAddress]])
  if (retryAfterSeconds > 0) return { ...refused('too-many-attempts'), retryAfterSeconds }
  const profile = await authenticate(wiring, credential)
  if ('reason' in profile) return profile
  const ticket = issueTicket(wiring, profile, origin)
  return settle(wiring, { ticket, from: 'callback', answer: { kind: 'none' }, visitor, session })
}

async function authenticate<A extends Account>(
  wiring: Wiring<A>,
  credential: Credential,
): Promise<Profile | Refused> {
  try {
    const accessToken =
      credential.kind === 'token' ? credential.accessToken : await redeem(wiring, credential)
    return accessToken === null ? refused('code-rejected') : await identify(wiring, accessToken)
  } catch (error) {
    if (!(error instanceof AmazonError)) throw error
    return refusalOf(error)
  }
}

/** What somebody brings may be old, withdrawn, made up or another app's: that is expected, and nobody's failure. */
function refusalOf(error: AmazonError): Refused {
  if (error.code === 'code-rejected') return refused('code-rejected')
  if (error.code === 'amazon-token-rejected') return refused('token-rejected')
  if (error.code === 'amazon-audience-mismatch') return refused('token-of-another-client')
  throw new SparekeyFailure(error.code, error)
}

/** RFC 8252 §8.1: an app has no secret, so its verifier is what makes the code its own. */
async function redeem<A extends Account>(
  { amazon, apps }: Wiring<A>,
  { code, codeVerifier, redirectUri }: Credential & { kind: 'code' },
): Promise<string | null> {
  const clientId = apps.nativeRedirects.get(redirectUri)
  if (clientId === undefined) return null
  const publicClient = { clientId, redirectUri }
  return (await exchangeCode(amazon, { code, codeVerifier, publicClient })).accessToken
}

/**
 * The audience first: another app's owner holds tokens of our customers too, and the profile would name them all the
 * same. Then both answers must name one customer.
 */
async function identify<A extends Account>(
  wiring: Wiring<A>,
  accessToken: string,
): Promise<Profile | Refused> {
  const { subject } = await fetchTokenInfo(wiring.amazon, accessToken)
  const retryAfterSeconds = await countAttempt(wiring, [[perSubject, subject]])
  if (retryAfterSeconds > 0) return { ...refused('too-many-attempts'), retryAfterSeconds }
  const profile = await fetchProfile(wiring.amazon, accessToken)
  if (profile.subject === subject) return profile
  throw new SparekeyFailure('amazon-audience-mismatch', null)
}
