import { parseObject } from './registration.js'
import { isJson } from './request-log.js'
import type { Client, State } from './state.js'
import type { Asked, OAuthError } from './wire.js'

/** The fields of a token request, wherever they came from. */
export type Fields = ReadonlyMap<string, string>

export const malformedRequest: OAuthError = {
  status: 400,
  error: 'invalid_request',
  description: 'Malformed request',
}

export const clientAuthenticationFailed: OAuthError = {
  status: 401,
  error: 'invalid_client',
  description: 'Client authentication failed',
}

export function missingParameter(name: string): OAuthError {
  const description = `The request is missing a required parameter : ${name}`
  return { status: 400, error: 'invalid_request', description }
}

/** The body's fields, form-encoded or JSON; `null` for anything else and for repeated fields. */
export function parseFields(asked: Asked): Fields | null {
  if (isJson(asked)) return parseJsonFields(asked.body)
  const type = asked.headers.get('content-type') ?? ''
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) return null
  const pairs = [...new URLSearchParams(asked.body)]
  const fields = new Map(pairs)
  return fields.size === pairs.length ? fields : null
}

function parseJsonFields(body: string): Fields | null {
  try {
    const entries = Object.entries(parseObject(JSON.parse(body), 'The body'))
    const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    return texts.length === entries.length ? new Map(texts) : null
  } catch {
    return null
  }
}

export interface PresentedClient {
  readonly client: Client
  /** Whether the secret was shown, and was right. */
  readonly authenticated: 'by-secret' | 'by-name-only'
}

/** The client that asks, by HTTP Basic or by fields; `null` when there is none such or its secret is wrong. */
export function authenticateClient(asked: Asked, fields: Fields, state: State): PresentedClient | null {
  const basic = asked.headers.get('authorization')
  const candidates = basic === null ? [readFieldCredentials(fields)] : readBasicCredentials(basic, state)
  for (const { id, secret } of candidates) {
    const client = state.clients.get(id)
    if (!client) continue
    if (fields.has('client_id') && fields.get('client_id') !== id) continue
    if (secret === null) return { client, authenticated: 'by-name-only' }
    if (secret === client.clientSecret) return { client, authenticated: 'by-secret' }
  }
  return null
}

interface Credentials {
  readonly id: string
  readonly secret: string | null
}

function readFieldCredentials(fields: Fields): Credentials {
  return { id: fields.get('client_id') ?? '', secret: fields.get('client_secret') ?? null }
}

// RFC 6749 §2.3.1 form-encodes both parts first; many clients send them as they are.
function readBasicCredentials(header: string, { readings }: State): Credentials[] {
  const [, encoded] = /^basic +([A-Za-z0-9+/=]+)$/i.exec(header) ?? []
  if (encoded === undefined) return []
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  if (colon < 0) return []
  const plain = { id: text.slice(0, colon), secret: text.slice(colon + 1) }
  const decoded = { id: formDecode(plain.id), secret: formDecode(plain.secret) }
  const candidates = { either: [plain, decoded], 'as-they-are': [plain], 'form-encoded': [decoded] }
  return candidates[readings.basicCredentials]
}

function formDecode(text: string): string {
  return new URLSearchParams(`text=${text.replaceAll('&', '%26')}`).get('text') ?? ''
}
