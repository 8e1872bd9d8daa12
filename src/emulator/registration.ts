import { applicationIdOf, clientSecretOf, createClientId } from './identifiers.js'
import { type Client, type ClientKind, type Customer, type Scope, scopes } from './state.js'

/** A customer as given. `null` or absent: Amazon does not have it. */
export interface CustomerInput {
  readonly id: string
  readonly name?: string | null
  readonly email?: string | null
  readonly postalCode?: string | null
}

/** A client as given; what is absent gets a default. */
export interface ClientInput {
  readonly clientId?: string
  readonly clientSecret?: string
  readonly name?: string
  readonly company?: string
  readonly applicationId?: string
  readonly privacyUrl?: string
  readonly kind?: ClientKind
  readonly redirectUris?: readonly string[]
  /** `https://shop.example`: whose pages may use the JavaScript SDK's window. Default: none. */
  readonly allowedOrigins?: readonly string[]
  readonly allowedScopes?: readonly Scope[]
}

const kinds: readonly ClientKind[] = ['web', 'mobile', 'device']
const loopbackNames = ['localhost', '127.0.0.1', '[::1]']

export function parseCustomer(input: unknown): Customer {
  const given = parseObject(input, 'A customer')
  const id = parseText(given, 'id')
  if (!id || id.length > 100) throw new Error('A customer needs an "id" of 1 to 100 characters.')
  return {
    id,
    name: parseText(given, 'name'),
    email: parseText(given, 'email'),
    postalCode: parseText(given, 'postalCode'),
  }
}

export function parseClient(input: unknown): Client {
  const given = parseObject(input, 'A client')
  const clientId = parseText(given, 'clientId') ?? createClientId()
  if (Buffer.byteLength(clientId) > 100) throw new Error('A "clientId" has at most 100 bytes.')
  const kind = kinds.find((known) => known === (given['kind'] ?? 'web'))
  if (!kind) throw new Error(`The "kind" of a client is one of: ${kinds.join(', ')}.`)
  return {
    clientId,
    clientSecret: parseText(given, 'clientSecret') ?? clientSecretOf(clientId),
    name: parseText(given, 'name') ?? 'Example Shop',
    company: parseText(given, 'company') ?? 'Example Company',
    applicationId: parseText(given, 'applicationId') ?? applicationIdOf(clientId),
    privacyUrl: parseText(given, 'privacyUrl') ?? 'https://shop.example/privacy',
    kind,
    redirectUris: parseTexts(given, 'redirectUris', []).map((uri) => parseRedirectUri(uri, kind)),
    ...parseOrigins(parseTexts(given, 'allowedOrigins', [])),
    allowedScopes: parseTexts(given, 'allowedScopes', scopes).map(parseScope),
  }
}

// Amazon takes https, and http for loopback hosts only; apps have a scheme of their own.
function parseRedirectUri(uri: string, kind: ClientKind): string {
  if (!URL.canParse(uri)) throw new Error(`The redirect URI "${uri}" is not a URL.`)
  const { protocol, hostname, hash } = new URL(uri)
  const loopback = loopbackNames.includes(hostname) || hostname.endsWith('.localhost')
  const ofAnApp = kind === 'mobile' && /^amzn(-[\w.-]+)?:$/.test(protocol)
  const acceptable = protocol === 'https:' || (protocol === 'http:' && loopback) || ofAnApp
  if (!acceptable) throw new Error(`The redirect URI "${uri}" must be https, or http on localhost.`)
  if (hash) throw new Error(`The redirect URI "${uri}" must not have a fragment.`)
  return uri
}

// As at Amazon: scheme, host and port, https or a loopback host.
function parseOrigins(origins: readonly string[]): Pick<Client, 'allowedOrigins'> {
  for (const origin of origins) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin)
      throw new Error(`The allowed origin "${origin}" must be like https://shop.example, without a path.`)
    parseRedirectUri(origin, 'web')
  }
  return origins.length > 0 ? { allowedOrigins: origins } : {}
}

export function parseScope(value: string): Scope {
  const scope = scopes.find((known) => known === value)
  if (!scope) throw new Error(`Unknown scope "${value}". Known: ${scopes.join(', ')}.`)
  return scope
}

export function parseObject(input: unknown, what: string): Record<string, unknown> {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw new Error(`${what} is an object.`)
  return { ...input }
}

export function parseText(given: Record<string, unknown>, key: string): string | null {
  const value = given[key] ?? null
  if (value !== null && typeof value !== 'string') throw new Error(`"${key}" is a text.`)
  return value
}

function parseTexts(given: Record<string, unknown>, key: string, fallback: readonly string[]): string[] {
  const value = given[key] ?? fallback
  if (!Array.isArray(value)) throw new Error(`"${key}" is a list of texts.`)
  return value.map((item: unknown) => {
    if (typeof item !== 'string') throw new Error(`"${key}" is a list of texts.`)
    return item
  })
}
