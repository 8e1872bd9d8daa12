import { encodeBase64Url, parseBase64Url } from '../flows/base64url.js'
import type { Transaction } from '../flows/transaction.js'
import { createMac, isMacOf, type KeySet, type Keys } from './keys.js'

const version = 'v1'
// returnTo, account id and the rest together; checked before anything is computed.
const maximumLength = 3600
const [encoder, decoder] = [new TextEncoder(), new TextDecoder()]

/**
 * A transaction as a cookie value: readable by the browser that owns it, and not to be made by anyone else. It holds
 * nothing secret (the PKCE verifier is derived from the state with a key), so a MAC is enough and costs microseconds.
 */
export function sealTransaction([keySet]: Keys, transaction: Transaction): string {
  const { state, intent, returnTo, startedBy, clientFingerprint, issuedAt } = transaction
  const starter =
    startedBy === null ? null : [startedBy.accountId, startedBy.authenticatedAt?.getTime() ?? null]
  const app = transaction.app && [transaction.app.challenge, transaction.app.refusedTo]
  const { finishCode } = transaction
  const fields = [
    state,
    intent,
    returnTo,
    starter,
    clientFingerprint,
    issuedAt.getTime(),
    ...(app || finishCode ? [app ?? null] : []),
    ...(finishCode ? [finishCode] : []),
  ]
  const payload = encodeBase64Url(encoder.encode(JSON.stringify(fields)))
  const signed = `${version}.${keySet.id}.${payload}`
  return `${signed}.${createMac(keySet.bytes('transaction'), signed)}`
}

/** Null for anything this site did not seal: foreign, cut, changed, of another version or under a key gone by. */
export function openTransaction(keys: Keys, value: string): Transaction | null {
  if (value.length > maximumLength) return null
  const [sealedVersion, keyId, payload, mac, ...more] = value.split('.')
  if (payload === undefined || mac === undefined || sealedVersion !== version || more.length > 0) return null
  const keySet = keys.find(({ id }) => id === keyId)
  if (keySet === undefined) return null
  if (!isMacOf(keySet.bytes('transaction'), `${version}.${keySet.id}.${payload}`, mac)) return null
  return parseFields(keySet, payload)
}

/** RFC 7636 §4.1: 43 unreserved characters. Under the key that sealed, so that rotating keys breaks no round trip. */
export function deriveCodeVerifier(keySet: KeySet, state: string): string {
  return createMac(keySet.bytes('code-verifier'), state)
}

// The MAC vouches for the shape: only sealTransaction of this version can have written it.
type Fields = [
  ...[string, Transaction['intent'], string, [string, number | null] | null, string, number],
  ([string | null, string | null] | null)?,
  string?,
]

function parseFields(keySet: KeySet, payload: string): Transaction | null {
  const bytes = parseBase64Url(payload)
  if (bytes === null) return null
  const fields: Fields = JSON.parse(decoder.decode(bytes))
  const [state, intent, returnTo, starter, clientFingerprint, issuedAt, app, finishCode] = fields
  return {
    state,
    codeVerifier: deriveCodeVerifier(keySet, state),
    intent,
    returnTo,
    startedBy: starter === null ? null : { accountId: starter[0], authenticatedAt: toDate(starter[1]) },
    clientFingerprint,
    issuedAt: new Date(issuedAt),
    ...(finishCode !== undefined && { finishCode }),
    ...(app && { app: { challenge: app[0], refusedTo: app[1] } }),
  }
}

function toDate(milliseconds: number | null): Date | null {
  return milliseconds === null ? null : new Date(milliseconds)
}
