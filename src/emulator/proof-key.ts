import { createHash } from 'node:crypto'
import type { Challenge } from './state.js'

// RFC 7636 §4.1. No `=`: a padded verifier is no verifier.
const verifierPattern = /^[A-Za-z0-9._~-]{43,128}$/

/** Compares as RFC 7636 §4.6 says, so a challenge that was padded fits no verifier. */
export function verifierFits(verifier: string | null, challenge: Challenge): boolean {
  if (verifier === null || !verifierPattern.test(verifier)) return false
  if (challenge.method === 'plain') return verifier === challenge.value
  return createHash('sha256').update(verifier).digest('base64url') === challenge.value
}
