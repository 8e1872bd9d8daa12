const sentences = {
  'amazon-unreachable': 'Amazon could not be reached',
  'amazon-timeout': 'Amazon did not answer in time',
  'amazon-unavailable': 'Amazon says that it is not available now',
  'amazon-answer-invalid': 'Amazon answered with something that is not an answer',
  'amazon-client-rejected': 'Amazon does not accept this client: check its id, secret and return URL',
  'amazon-token-rejected': 'Amazon does not accept this access token',
  'amazon-scope-insufficient': 'The access token does not cover what was asked for',
  'amazon-profile-invalid': 'Amazon sent a profile that cannot be used',
  'amazon-profile-legacy': 'The profile endpoint answers in its legacy shape: use /user/profile',
  'amazon-audience-mismatch': 'The access token was issued to another client',
  'code-rejected': 'Amazon does not accept this authorization code',
} as const

export type AmazonErrorCode = keyof typeof sentences

export type AmazonEndpoint = 'token' | 'tokeninfo' | 'profile' | 'codepair'

export interface AmazonErrorDetails {
  readonly endpoint: AmazonEndpoint
  readonly status?: number | null
  readonly requestId?: string | null
  readonly retryAfterSeconds?: number | null
}

/**
 * Amazon did not give what was asked for; `code` says how. `status` and `requestId` are null when no answer came.
 *
 * It has no `cause`: what lies beneath may hold a token, a code, the secret or the text of an answer.
 */
export class AmazonError extends Error {
  override readonly name = 'AmazonError'
  readonly code: AmazonErrorCode
  readonly endpoint: AmazonEndpoint
  readonly status: number | null
  readonly requestId: string | null
  /** What Amazon asked for, where it did so in seconds. */
  readonly retryAfterSeconds: number | null

  constructor(code: AmazonErrorCode, details: AmazonErrorDetails) {
    super(`${sentences[code]} (${details.endpoint})`)
    this.code = code
    this.endpoint = details.endpoint
    this.status = details.status ?? null
    this.requestId = details.requestId ?? null
    this.retryAfterSeconds = details.retryAfterSeconds ?? null
  }
}
