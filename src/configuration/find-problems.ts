import { type Endpoints, endpointProblems, isLoopbackHost } from '../amazon/regions.js'
import { themeProblems } from '../pages/theme.js'
import type { Account } from '../ports/host.js'
import { appProblems } from './app-problems.js'
import { awaitProblems } from './await-problems.js'
import { neededProblems } from './needed-problems.js'
import type { PageOptions, SparekeyOptions } from './options.js'
import { originProblems } from './origin-problems.js'
import { unknownOptionProblems } from './unknown-options.js'

const minimumSecretBytes = 32
const regions = ['na', 'eu', 'fe']
const scopes = ['profile', 'profile:user_id', 'postal_code']
const registrationPages = ['when-needed', 'always', 'closed']
const hostFunctions = [
  'findAccount',
  'findAccountsByEmail',
  'verifyPassword',
  'createAccount',
  'waysToSignIn',
  'endAccess',
] as const
const standardFields = ['email', 'name', 'postal_code']
const reservedFields = [
  'email',
  'name',
  'postal_code',
  'password',
  'csrf',
  'ticket',
  'code',
  'again',
  'ticket_key',
  'access_token',
  'code_verifier',
  'device_code',
]

/** Everything that is wrong with a configuration, one sentence each, with its fix. Never names a secret's value. */
export function findProblems<A extends Account>(options: SparekeyOptions<A>): string[] {
  const unsettled = awaitProblems(options)
  if (unsettled.length > 0) return unsettled
  return [
    ...baseUrlProblems(options.baseUrl),
    ...basePathProblems(options.basePath ?? '/auth/amazon'),
    ...originProblems(options.origins, options.baseUrl),
    ...secretProblems(options),
    ...amazonProblems(options),
    ...socketProblems(options),
    ...registrationProblems(options),
    ...policyProblems(options),
    ...pageProblems(options),
    ...neededProblems(options),
    ...unknownOptionProblems(options),
  ]
}

function baseUrlProblems(baseUrl: unknown): string[] {
  const fix = 'set it to the public address of the site, like https://shop.example'
  if (typeof baseUrl !== 'string' || baseUrl === '') return [`baseUrl is missing: ${fix}.`]
  const url = parseUrl(baseUrl)
  if (url === null) return [`baseUrl "${baseUrl}" is not an address: ${fix}.`]
  const problems: string[] = []
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopbackHost(url.hostname))) {
    problems.push(
      'baseUrl must begin with https:// (http:// is for localhost only): Amazon and browsers require it.',
    )
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    problems.push(`baseUrl must hold no user, query or fragment: ${fix}.`)
  }
  if (url.hostname.includes('*')) problems.push(`baseUrl must name one host, without a wildcard: ${fix}.`)
  // Every redirect of ours would begin with `//`, and so lead to another host.
  if (url.pathname.startsWith('//'))
    problems.push(`baseUrl must not begin its path with two slashes: ${fix}.`)
  return problems
}

function basePathProblems(basePath: string): string[] {
  if (/^(?:\/[A-Za-z0-9_-]+)+$/.test(basePath)) return []
  return [
    `basePath "${basePath}" must be like "/auth/amazon": begin with a slash, end without one, plain letters.`,
  ]
}

function secretProblems<A extends Account>({ secret, amazon }: SparekeyOptions<A>): string[] {
  const fix = 'make one with: node -e "console.log(crypto.randomBytes(32).toString(\'base64url\'))"'
  const secrets: unknown[] = typeof secret === 'string' ? [secret] : Array.isArray(secret) ? secret : []
  if (secrets.length === 0) return [`secret is missing: ${fix}.`]
  const problems: string[] = []
  for (const [index, candidate] of secrets.entries()) {
    const name = secrets.length === 1 ? 'secret' : `secret ${index + 1} of ${secrets.length}`
    if (typeof candidate !== 'string' || new TextEncoder().encode(candidate).length < minimumSecretBytes) {
      problems.push(`${name} is shorter than ${minimumSecretBytes} bytes: ${fix}.`)
    } else if (new Set(candidate).size < 10)
      problems.push(`${name} repeats a few characters and can be guessed: ${fix}.`)
    else if (candidate === amazon?.clientSecret)
      problems.push(`${name} must not be Amazon's client secret: ${fix}.`)
  }
  return problems
}

function amazonProblems<A extends Account>({ amazon }: SparekeyOptions<A>): string[] {
  if (typeof amazon !== 'object' || amazon === null)
    return ['amazon is missing: give clientId and clientSecret.']
  const problems: string[] = []
  const from = "copy it from the security profile in Amazon's developer console"
  if (!isText(amazon.clientId) || amazon.clientId.length > 100)
    problems.push(`amazon.clientId is missing: ${from}.`)
  if (!isText(amazon.clientSecret)) problems.push(`amazon.clientSecret is missing: ${from}.`)
  if (amazon.region !== undefined && !regions.includes(amazon.region)) {
    problems.push(`amazon.region "${amazon.region}" is unknown: use 'na', 'eu' or 'fe'.`)
  }
  for (const scope of amazon.scopes ?? []) {
    if (!scopes.includes(scope)) problems.push(`amazon.scopes holds "${scope}": use ${scopes.join(', ')}.`)
  }
  const asked = amazon.scopes ?? ['profile']
  if (!asked.includes('profile') && !asked.includes('profile:user_id')) {
    problems.push("amazon.scopes needs 'profile' or 'profile:user_id': without one Amazon tells no user_id.")
  }
  const endpoints: Partial<Endpoints> = amazon.endpoints ?? {}
  return [...problems, ...appProblems(amazon), ...endpointProblems(endpoints)]
}

function socketProblems<A extends Account>({ host, sessions, links }: SparekeyOptions<A>): string[] {
  const problems: string[] = []
  if (typeof host !== 'object' || host === null) {
    problems.push('host is missing: use sqlHost({ … }) from sparekey/sql, or an object with six functions.')
  } else {
    for (const name of hostFunctions) {
      if (typeof host[name] !== 'function')
        problems.push(`host.${name} is not a function: see docs/host-and-sessions.md.`)
    }
    if (links === undefined && host.links === undefined) {
      problems.push('links is missing: sqlHost brings one; with a host of your own name a LinkStore.')
    }
  }
  if (typeof sessions?.current !== 'function' || typeof sessions.start !== 'function') {
    problems.push('sessions needs the functions current and start: use a preset such as expressSession().')
  }
  return problems
}

function registrationProblems<A extends Account>({ registration = {} }: SparekeyOptions<A>): string[] {
  const problems: string[] = []
  const { page, fields = {} } = registration
  if (page !== undefined && !registrationPages.includes(page)) {
    problems.push(`registration.page "${page}" is unknown: use 'when-needed', 'always' or 'closed'.`)
  }
  for (const name of [...(registration.ask ?? []), ...(registration.require ?? [])]) {
    if (!standardFields.includes(name))
      problems.push(
        `registration asks for "${name}": use ${standardFields.join(', ')}, or declare it in fields.`,
      )
  }
  for (const [name, field] of Object.entries(fields)) {
    if (reservedFields.includes(name) || !/^[A-Za-z]\w{0,62}$/.test(name)) {
      problems.push(
        `registration.fields.${name} cannot have this name: use plain letters, and none of ${reservedFields.join(', ')}.`,
      )
    }
    if (typeof field?.schema?.['~standard']?.validate !== 'function') {
      problems.push(
        `registration.fields.${name}.schema is not a Standard Schema: use valibot, zod, arktype or the like.`,
      )
    }
  }
  return problems
}

function policyProblems<A extends Account>({ policy = {} }: SparekeyOptions<A>): string[] {
  const problems: string[] = []
  for (const [name, value] of Object.entries(policy)) {
    if (name.endsWith('Seconds') && !(typeof value === 'number' && value >= 1 && value <= 86_400)) {
      problems.push(`policy.${name} must be a number of seconds from 1 to 86400.`)
    }
  }
  if (policy.checkAudience !== undefined && !['received-tokens', 'always'].includes(policy.checkAudience)) {
    problems.push("policy.checkAudience is unknown: use 'received-tokens' or 'always'.")
  }
  return problems
}

function pageProblems<A extends Account>({ pages = {} }: SparekeyOptions<A>): string[] {
  return [...addressProblems(pages), ...continueProblems(pages), ...themeProblems(pages.theme ?? {})]
}

function continueProblems(pages: PageOptions): string[] {
  if (typeof pages.continue !== 'string') return []
  return [
    'pages.continue must be a function of (page, frame): an address could not know where the page leads.',
  ]
}

function addressProblems(pages: PageOptions): string[] {
  const addresses = [pages.signIn, pages.forgotPassword, pages.changeEmail, pages.homeUrl].filter(
    (address) => address !== undefined,
  )
  return [
    ...addresses
      .filter((address) => !isWebAddress(address))
      .map(
        (address) => `pages holds the address "${address}": use a path like /sign-in, or an http(s) address.`,
      ),
    ...defaultReturnToProblems(pages.defaultReturnTo ?? '/'),
  ]
}

// It goes into a header as it stands, and browsers take `//name` and `/\name` for another site.
function defaultReturnToProblems(path: string): string[] {
  if (/^\/(?![/\\])[\x21-\x7E]*$/.test(path)) return []
  return [`pages.defaultReturnTo ${JSON.stringify(path)} is not a path of this site: use one like /account.`]
}

/** A path, or a whole http(s) address; nothing that a browser would run. */
function isWebAddress(address: string): boolean {
  return ['http:', 'https:'].includes(parseUrl(address, 'https://site.invalid')?.protocol ?? '')
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}

function parseUrl(text: string, base?: string): URL | null {
  try {
    return new URL(text, base)
  } catch {
    return null
  }
}
