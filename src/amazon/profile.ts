import {
  errorOf,
  isAccessToken,
  isObject,
  isSubject,
  type JsonObject,
  parseAnswer,
  readOwn,
} from './answer.js'
import type { AmazonClientSettings } from './authorization.js'
import { parseEmail } from './email.js'
import { AmazonError } from './errors.js'
import { limitsOf } from './limits.js'
import type { TransportAnswer, TransportRequest } from './transport.js'

/** What Amazon reports about its customer. Declared by the customer, not verified: never a key, never proof. */
export interface Profile {
  readonly subject: string
  readonly name: string | null
  readonly email: string | null
  readonly postalCode: string | null
}

const longestName = 200
const longestPostalCode = 32

/** Asks Amazon whose token this is. Throws AmazonError. */
export async function fetchProfile(settings: AmazonClientSettings, accessToken: string): Promise<Profile> {
  if (!isAccessToken(accessToken)) throw new AmazonError('amazon-token-rejected', { endpoint: 'profile' })
  const { timeoutMilliseconds, maximumBytes } = limitsOf(settings)
  const answer = await requestWithOneRetry(settings, {
    endpoint: 'profile',
    url: settings.endpoints.profile,
    method: 'GET',
    headers: { accept: 'application/json', authorization: `Bearer ${accessToken}` },
    timeoutMilliseconds,
    maximumBytes,
  })
  const json = parseAnswer('profile', answer)
  try {
    return parseProfile(json)
  } catch (error) {
    throw error instanceof AmazonError ? errorOf(error.code, 'profile', answer) : error
  }
}

/** The profile in the documented flat shape. Throws AmazonError for any other. */
export function parseProfile(json: unknown): Profile {
  if (!isObject(json)) throw invalidProfile()
  // Never read, not even beside a flat one: two shapes could name two customers.
  if (readOwn(json, 'Profile') !== undefined || readOwn(json, 'CustomerId') !== undefined) {
    throw new AmazonError('amazon-profile-legacy', { endpoint: 'profile' })
  }
  const subject = readOwn(json, 'user_id')
  if (!isSubject(subject)) throw invalidProfile()
  return {
    subject,
    name: parseName(readText(json, 'name')),
    email: parseEmail(readText(json, 'email')),
    postalCode: parsePostalCode(readText(json, 'postal_code')),
  }
}

// The call changes nothing at Amazon, so a dropped connection or a 5xx is worth one more try in the time that is left.
async function requestWithOneRetry(
  settings: AmazonClientSettings,
  request: TransportRequest,
): Promise<TransportAnswer> {
  const startedAt = performance.now()
  const first = await settings.transport(request).catch(unlessUnreachable)
  if (first !== null && first.status < 500) return first
  const timeoutMilliseconds = request.timeoutMilliseconds - (performance.now() - startedAt)
  if (timeoutMilliseconds <= 0) throw new AmazonError('amazon-timeout', request)
  return settings.transport({ ...request, timeoutMilliseconds })
}

function unlessUnreachable(error: unknown): null {
  if (error instanceof AmazonError && error.code === 'amazon-unreachable') return null
  throw error
}

/** Missing scopes, unset values and nulls all read as "". */
function readText(json: JsonObject, name: string): string {
  const value = readOwn(json, name) ?? ''
  if (typeof value !== 'string') throw invalidProfile()
  return value
}

// Bidirectional controls and invisible characters let a name pose as another; NUL and lone surrogates break databases.
const unprintable =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu

/** The text without what nobody can see: such characters only make two names look alike, or break what stores them. */
export function withoutUnprintable(text: string): string {
  return text.replace(unprintable, '')
}

function parseName(value: string): string | null {
  const name = withoutUnprintable(value).trim()
  if (name === '') return null
  return name.length <= longestName ? name : Array.from(name).slice(0, longestName).join('').trimEnd()
}

function parsePostalCode(value: string): string | null {
  const postalCode = value.trim()
  const isPrintable = !/[\p{C}\p{Zl}\p{Zp}]/u.test(postalCode)
  return postalCode !== '' && isPrintable && postalCode.length <= longestPostalCode ? postalCode : null
}

function invalidProfile(): AmazonError {
  return new AmazonError('amazon-profile-invalid', { endpoint: 'profile' })
}
