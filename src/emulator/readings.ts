/**
 * What Amazon does is not known for certain in some places. Each place is a switch with the observed or guessed readings; the first one is
 * the default.
 */
export const readingChoices = {
  /** A verifier that does not fit the challenge. RFC 7636 says the first, a report shows the second. */
  pkceMismatch: ['invalid_grant', 'unauthorized_client'],
  /** A verifier although the authorization request had no challenge. */
  verifierWithoutChallenge: ['ignored', 'refused'],
  /** Client id and secret in HTTP Basic. RFC 6749 has them form-encoded, Amazon's page does not mention it. */
  basicCredentials: ['either', 'as-they-are', 'form-encoded'],
  /** A scope that this client may not ask for. Seen as both. */
  invalidScope: ['redirect', 'page'],
  /** How `response_type=token` is refused, in the fragment. */
  implicitGrant: ['unauthorized_client', 'unsupported_response_type'],
  /** Newer error bodies carry `error_index` and `request_id`. */
  errorDetails: ['present', 'absent'],
  /** What a refresh answers as `refresh_token`. Amazon's pages and clients tell all of them. */
  refreshToken: ['rotated', 'same', 'absent', 'rotated-and-old-refused'],
  /** A refresh token presented by another client. */
  foreignRefreshToken: ['invalid_grant', 'unauthorized_client'],
  /** A second exchange for a customer and client whose access token still lives. */
  accessToken: ['fresh', 'reused'],
  /** A code that is redeemed again: refused only, or the tokens from its first use die too. */
  reusedCode: ['refused', 'refused-and-tokens-revoked'],
  /** An unexpired access token after the customer withdrew the consent. */
  withdrawnAccessToken: ['lives', 'dies'],
  /** A profile request with a token for `postal_code` only. */
  profileWithoutProfileScope: ['user-id', 'no-user-id', 'insufficient-scope'],
  /** How a profile tells that the customer has no name, email or postal code. */
  absentField: ['omitted', 'null'],
  /** An access token at another region's tokeninfo or profile. */
  foreignRegionToken: ['accepted', 'refused'],
  /** A web client that redeems a code with a verifier and no secret (a browser-only app). */
  publicWebClient: ['no-refresh-token', 'refresh-token'],
} as const

export type Readings = { readonly [Key in keyof typeof readingChoices]: (typeof readingChoices)[Key][number] }

export const defaultReadings: Readings = {
  pkceMismatch: 'invalid_grant',
  verifierWithoutChallenge: 'ignored',
  basicCredentials: 'either',
  invalidScope: 'redirect',
  implicitGrant: 'unauthorized_client',
  errorDetails: 'present',
  refreshToken: 'rotated',
  foreignRefreshToken: 'invalid_grant',
  accessToken: 'fresh',
  reusedCode: 'refused',
  withdrawnAccessToken: 'lives',
  profileWithoutProfileScope: 'user-id',
  absentField: 'omitted',
  foreignRegionToken: 'accepted',
  publicWebClient: 'no-refresh-token',
}

/** Takes over the given switches; throws a plain `Error` that names the choices when one is unknown. */
export function withReadings(current: Readings, changes: object): Readings {
  for (const [key, value] of Object.entries(changes)) {
    if (!isReading(key))
      throw new Error(`Unknown reading "${key}". Known: ${Object.keys(readingChoices).join(', ')}.`)
    const choices: readonly string[] = readingChoices[key]
    if (!choices.includes(String(value)))
      throw new Error(`Reading "${key}" is one of: ${choices.join(', ')}.`)
  }
  return { ...current, ...changes }
}

function isReading(key: string): key is keyof Readings {
  return Object.hasOwn(readingChoices, key)
}
