import type { FailureCode, RefusalReason } from '../linking/reasons.js'
import type { Failed, Refused } from './outcomes.js'

/** Where the page keeps its verifier while the customer is away: `sessionStorage`, or the like. */
export interface Keep {
  getItem(name: string): string | null
  setItem(name: string, value: string): void
  removeItem(name: string): void
}

const verifierBytes = 32
const ours = ['amazon', 'amazon_code']
// A name that is missing here does not compile.
const failures: Readonly<Record<FailureCode, true>> = {
  'amazon-unreachable': true,
  'amazon-timeout': true,
  'amazon-unavailable': true,
  'amazon-answer-invalid': true,
  'amazon-client-rejected': true,
  'amazon-token-rejected': true,
  'amazon-scope-insufficient': true,
  'amazon-profile-invalid': true,
  'amazon-profile-legacy': true,
  'amazon-audience-mismatch': true,
  'host-failed': true,
  'session-failed': true,
  'store-failed': true,
  'mail-failed': true,
  internal: true,
}

/** A secret of this page, and the digest of it that may travel (RFC 7636 §4.1 and §4.2). */
export async function createVerifier(): Promise<{ readonly verifier: string; readonly challenge: string }> {
  const verifier = base64Url(crypto.getRandomValues(new Uint8Array(verifierBytes)))
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  return { verifier, challenge: base64Url(new Uint8Array(digest)) }
}

function base64Url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes))
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** What an address says of the journey that led there; null where it says nothing. */
export interface Told {
  /** `signed-in`, `linked`, or the stable word of a refusal or failure. */
  readonly amazon: string
  readonly code: string
}

export function readTold(address: string): Told | null {
  const { searchParams } = new URL(address)
  const amazon = searchParams.get('amazon')
  return amazon === null ? null : { amazon, code: searchParams.get('amazon_code') ?? '' }
}

/** The address without what Sparekey added, for `history.replaceState`: a code should not stay in sight. */
export function withoutAnswer(address: string): string {
  const url = new URL(address)
  for (const name of ours) url.searchParams.delete(name)
  return url.href
}

/** A refusal or failure of which only its word came back. */
export function outcomeOfWord(amazon: string): Refused | Failed | null {
  if (isFailure(amazon)) return { kind: 'failed', code: amazon, message: '', reference: '' }
  if (!isReason(amazon)) return null
  return { kind: 'refused', reason: amazon, message: '', retryAfterSeconds: null }
}

function isFailure(word: string): word is FailureCode {
  return Object.hasOwn(failures, word)
}

// Which reasons there are grows with the site's version; anybody can write into an address, so its form is all that counts.
function isReason(word: string): word is RefusalReason {
  return /^[a-z]+(?:-[a-z]+)*$/.test(word)
}
