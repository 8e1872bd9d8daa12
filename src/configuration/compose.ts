import { createTransport } from '#transport'
import type { Scope } from '../amazon/authorization.js'
import { type Breaker, createBreaker } from '../amazon/breaker.js'
import { endpointsOf, issuer } from '../amazon/regions.js'
import { createFetchTransport } from '../amazon/transport.js'
import type { RegistrationForm } from '../flows/registration-form.js'
import { fingerprintClient } from '../flows/start-authorization.js'
import type { CodeDetails, ProofMails, Wiring } from '../flows/wiring.js'
import { createCookieSettings } from '../http/cookies.js'
import { type Face, localeOfVisitor } from '../http/face.js'
import { createKeys, createMac, type Keys } from '../http/keys.js'
import { openMail, sealMail, sealUndo } from '../http/seal-mail.js'
import { deriveCodeVerifier } from '../http/seal-transaction.js'
import { routeUrl, type Site } from '../http/site.js'
import { memoryLimiter } from '../limits/memory-limiter.js'
import { createMail } from '../pages/mail.js'
import { messagesFor } from '../pages/messages/index.js'
import { formatMoment } from '../pages/moments.js'
import type { Timer } from '../ports/clock.js'
import type { Emit } from '../ports/events.js'
import type { Account } from '../ports/host.js'
import { checkedHost, checkedSessions } from './checked-sockets.js'
import { clientAddressOf } from './client-address.js'
import { withDeadline } from './deadline.js'
import { hostFields } from './host-fields.js'
import type { AmazonOptions, SparekeyOptions } from './options.js'
import { createRandom } from './random.js'

/** Puts the parts together. The options have been checked: see find-problems. */
export function compose<A extends Account>(options: SparekeyOptions<A>): { wiring: Wiring<A>; site: Site } {
  const site = createSite(options)
  const { host, sessions, mailer, onEvent } = options
  const links = options.links ?? host.links
  if (links === undefined) throw new Error('links is missing')
  const clock = options.clock ?? (() => new Date())
  const transport = options.fetch === undefined ? createTransport() : createFetchTransport(options.fetch)
  const breaker = createBreaker(transport, clock)
  const hostDeadlineSeconds = options.policy?.hostDeadlineSeconds ?? 30
  const mailLocale = (account: A): string => options.mailLocale?.(account) ?? 'en'
  const amazon = createAmazonSettings(options, site, breaker)
  const wiring: Wiring<A> = {
    amazon,
    clientFingerprint: fingerprintClient(amazon),
    apps: {
      nativeRedirects: new Map(Object.entries(options.amazon.nativeRedirects ?? {})),
      deviceClientId: options.amazon.deviceClientId ?? null,
    },
    isAmazonAvailable: () => !breaker.isOpen(),
    issuer: options.amazon.issuer ?? issuer,
    host: withDeadline(checkedHost(host), 'host', hostDeadlineSeconds),
    sessions: withDeadline(checkedSessions(sessions), 'sessions', hostDeadlineSeconds),
    links,
    limiter: options.limiter ?? host.limiter ?? memoryLimiter(),
    mailer: mailer ?? null,
    notices: createNotices(site, mailLocale),
    undoUrl: async (undo) =>
      `${site.origin}${routeUrl(site, '/undo', { token: await sealUndo(site.keys, undo) })}`,
    sealMail: (outgoing) => sealMail(site.keys, outgoing),
    openMail: (sealed) => openMail(site.keys, sealed),
    placeOf: (visitor) => site.clientAddress(visitor) ?? null,
    registrationForm: createRegistrationForm(options),
    policy: {
      registration: options.registration?.page ?? 'when-needed',
      profile: {
        name: options.profile?.name ?? 'never',
        postalCode: options.profile?.postalCode ?? 'never',
      },
      remembersProfile: remembersProfile(options),
      disclosure: options.policy?.disclosure ?? 'helpful',
      reauthenticationSeconds: options.policy?.reauthenticationSeconds ?? 900,
      transactionLifetimeSeconds: options.policy?.transactionLifetimeSeconds ?? 900,
      ticketLifetimeSeconds: options.policy?.ticketLifetimeSeconds ?? 900,
      checkAudience: options.policy?.checkAudience ?? 'received-tokens',
    },
    clock,
    timer: options.timer ?? runtimeTimer,
    exchanges: new Map(),
    random: options.random ?? createRandom(),
    emit: createEmit(onEvent),
    mails: createProofMails(site, mailLocale),
    fingerprint: (text) => createMac(site.keys[0].bytes('mail-code'), text),
    deriveCodeVerifier: (state) => deriveCodeVerifier(site.keys[0], state),
  }
  return { wiring, site }
}

const runtimeTimer: Timer = {
  elapsed: () => performance.now(),
  wait: (milliseconds) =>
    new Promise((resolve) => {
      setTimeout(resolve, milliseconds)
    }),
}

function remembersProfile<A extends Account>({ profile, pages }: SparekeyOptions<A>): boolean {
  return pages?.changeEmail !== undefined || Object.values(profile ?? {}).some((rule) => rule !== 'never')
}

// Where a page may not say that an address has an account, only its mailbox can.
function emailProofOf<A extends Account>({ policy, registration }: SparekeyOptions<A>): 'none' | 'code' {
  return policy?.disclosure === 'strict' ? 'code' : (registration?.emailProof ?? 'none')
}

/** A log that is down must not fail a sign-in, nor end the process by a rejection that nobody handles. */
function createEmit(onEvent: Emit | undefined): Emit {
  return (event) => {
    try {
      const told: unknown = onEvent?.(event)
      if (told instanceof Promise) told.catch(() => undefined)
    } catch {
      // There is nobody left to tell.
    }
  }
}

function createSite<A extends Account>(options: SparekeyOptions<A>): Site {
  const base = new URL(options.baseUrl)
  const basePath = options.basePath ?? '/auth/amazon'
  const prefix = base.pathname.replace(/\/+$/, '')
  const isSecure = base.protocol === 'https:'
  return {
    origin: base.origin,
    prefix,
    basePath,
    isSecure,
    cookies: createCookieSettings({ isSecure, prefix, basePath }),
    origins: options.origins ?? [],
    keys: createSecretKeys(options, `${base.origin}${prefix}${basePath}`),
    defaultReturnTo: options.pages?.defaultReturnTo ?? `${prefix}/`,
    face: createFace(options, base),
    signInUrl: options.pages?.signIn ?? null,
    changeEmailUrl: options.pages?.changeEmail ?? null,
    forgotPasswordUrl: options.pages?.forgotPassword ?? null,
    clientAddress: options.clientAddress ?? clientAddressOf,
  }
}

// A test site often runs with the secret and the client of the real one: what it seals must not open there.
function createSecretKeys<A extends Account>({ secret, amazon }: SparekeyOptions<A>, address: string): Keys {
  const [first = '', ...rest] = typeof secret === 'string' ? [secret] : secret
  return createKeys([first, ...rest], `${address} ${amazon.clientId}`)
}

function createFace<A extends Account>({ pages = {} }: SparekeyOptions<A>, base: URL): Face {
  return {
    siteName: pages.siteName ?? base.hostname,
    homeUrl: pages.homeUrl ?? base.href,
    theme: pages.theme ?? {},
    locale: pages.locale ?? (() => null),
    pages,
  }
}

function createAmazonSettings<A extends Account>(
  options: SparekeyOptions<A>,
  site: Site,
  breaker: Breaker,
): Wiring<A>['amazon'] {
  const { clientId, clientSecret, region = 'na', endpoints } = options.amazon
  return Object.freeze({
    clientId,
    clientSecret,
    redirectUri: `${site.origin}${routeUrl(site, '/callback')}`,
    scopes: scopesOf(options),
    audiences: audiencesOf(options.amazon),
    endpoints: Object.freeze({ ...endpointsOf(region), ...endpoints }),
    transport: breaker.transport,
  })
}

/** Every client of the host's: its own, those of its apps, and those it names. */
function audiencesOf({ clientId, audiences = [], nativeRedirects, deviceClientId }: AmazonOptions): string[] {
  const ofDevices = deviceClientId === undefined ? [] : [deviceClientId]
  return [...new Set([clientId, ...audiences, ...Object.values(nativeRedirects ?? {}), ...ofDevices])]
}

function createRegistrationForm<A extends Account>(options: SparekeyOptions<A>): RegistrationForm {
  const { ask, require = [], fields = {} } = options.registration ?? {}
  const standard = scopesOf(options).includes('postal_code')
    ? (['email', 'name', 'postal_code'] as const)
    : (['email', 'name'] as const)
  return {
    ask: [...new Set([...(ask ?? standard), ...require])],
    require,
    fields: { ...hostFields(options.host), ...fields },
    emailProof: emailProofOf(options),
  }
}

function scopesOf<A extends Account>({ amazon }: SparekeyOptions<A>): readonly Scope[] {
  return amazon.scopes ?? ['profile']
}

const mailNames = {
  linked: 'linked',
  unlinked: 'unlinked',
  'signed-up': 'signedUp',
  'password-set': 'passwordSet',
  existing: 'existing',
} as const

function createNotices<A extends Account>(
  site: Site,
  localeOf: (account: A) => string,
): Wiring<A>['notices'] {
  const { siteName } = site.face
  const settingsUrl = `${site.origin}${routeUrl(site, '/connections')}`
  return (kind, account, details) => {
    const locale = localeOf(account)
    const text = messagesFor(locale).mails[mailNames[kind]]
    const told = { ...details, siteName, settingsUrl }
    return createMail(text.subject(told), text.body(told), locale)
  }
}

function createProofMails<A extends Account>(site: Site, localeOf: (account: A) => string): ProofMails<A> {
  const url = ({ code }: CodeDetails): string => `${site.origin}${routeUrl(site, '/link', { code })}`
  const words = (locale: string, kind: 'proof' | 'registration' | 'setPassword', details: CodeDetails) => {
    const text = messagesFor(locale).codeMails[kind]
    const until = formatMoment(details.expiresAt, locale)
    const told = { siteName: site.face.siteName, code: details.code, until, url: url(details) }
    return createMail(text.subject(told), text.body(told), locale)
  }
  const notices = createNotices(site, localeOf)
  return {
    proof: (account, details) => words(localeOf(account), 'proof', details),
    registration: (visitor, details) => words(localeOfVisitor(site.face, visitor), 'registration', details),
    setPassword: (account, details) => words(localeOf(account), 'setPassword', details),
    existing: (account, when) => notices('existing', account, { when, place: null, undoUrl: null }),
  }
}
