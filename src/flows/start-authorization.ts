import { type AmazonClientSettings, createAuthorizationUrl } from '../amazon/authorization.js'
import type { Intent } from '../linking/facts.js'
import type { Account } from '../ports/host.js'
import type { AppReturn } from './app-return.js'
import { encodeBase64Url } from './base64url.js'
import { sha256 } from './digest.js'
import type { Starter, Transaction } from './transaction.js'
import type { Wiring } from './wiring.js'

const stateBytes = 32

export interface Start {
  readonly intent: Intent
  readonly returnTo: string
  readonly startedBy: Starter | null
  /** What a device shows that waits for this. */
  readonly finishCode?: string
  readonly app?: AppReturn
}

/** Begins a round trip: nothing is written, everything it needs later travels in a cookie of this browser. */
export function startAuthorization<A extends Account>(
  wiring: Wiring<A>,
  { intent, returnTo, startedBy, finishCode, app }: Start,
): { readonly transaction: Transaction; readonly location: string } {
  const state = encodeBase64Url(wiring.random(stateBytes))
  const codeVerifier = wiring.deriveCodeVerifier(state)
  // RFC 7636 §4.2: S256, always. Amazon takes a missing method for `plain`.
  const codeChallenge = sha256(codeVerifier)
  return {
    transaction: {
      state,
      codeVerifier,
      intent,
      returnTo,
      startedBy,
      clientFingerprint: wiring.clientFingerprint,
      issuedAt: wiring.clock(),
      ...(finishCode !== undefined && { finishCode }),
      ...(app !== undefined && { app }),
    },
    location: createAuthorizationUrl(wiring.amazon, { state, codeChallenge }),
  }
}

/** Client, redirect URI and endpoints as one value, so that no callback is exchanged at another host than it began with. */
export function fingerprintClient({ clientId, redirectUri, endpoints }: AmazonClientSettings): string {
  const { authorize, token, profile } = endpoints
  const parts = [clientId, redirectUri, authorize, token, profile]
  return sha256(JSON.stringify(parts)).slice(0, 16)
}
