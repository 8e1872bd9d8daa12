/**
 * Every expected "no". A reason is part of the contract: it appears in JSON, in `?amazon=` addresses, in events and
 * in docs/errors.md, and never changes its meaning.
 */
export const refusalReasons = [
  // the answer from Amazon
  'authorization-declined',
  'authorization-failed',
  'code-rejected',
  // what an app or a device brought
  'token-rejected',
  'token-of-another-client',
  'device-code-wrong',
  'device-code-expired',
  // the round trip
  'transaction-missing',
  'transaction-unknown',
  'transaction-expired',
  'session-changed',
  'already-signed-in',
  // whose account
  'linked-to-another-account',
  'account-has-another-link',
  'already-linked',
  'account-disabled',
  'account-gone',
  'account-refused',
  'account-ambiguous',
  'registration-closed',
  // proof
  'sign-in-required',
  'reauthentication-required',
  'wrong-password',
  'password-missing',
  'password-locked',
  'code-wrong',
  'too-many-attempts',
  'ticket-missing',
  'ticket-expired',
  'ticket-used',
  'ticket-mismatch',
  'declined',
  // unlinking
  'not-linked',
  'last-way-to-sign-in',
  // changes from a mail or in settings
  'undo-expired',
  'password-exists',
  // the request itself
  'cross-site-request',
  'csrf-token-invalid',
  'malformed-request',
  'unsupported-content-type',
  'body-too-large',
  'method-not-allowed',
  'route-unknown',
  // someone else was faster
  'try-again',
] as const

export type RefusalReason = (typeof refusalReasons)[number]

/** Everything that is nobody's decision: Amazon, the host or the store did not do their part. */
export const failureCodes = [
  'amazon-unreachable',
  'amazon-timeout',
  'amazon-unavailable',
  'amazon-answer-invalid',
  'amazon-client-rejected',
  'amazon-token-rejected',
  'amazon-scope-insufficient',
  'amazon-profile-invalid',
  'amazon-profile-legacy',
  'amazon-audience-mismatch',
  'host-failed',
  'session-failed',
  'store-failed',
  'mail-failed',
  'internal',
] as const

export type FailureCode = (typeof failureCodes)[number]
