import type { Outcome } from './outcomes.js'
import { createVerifier, type Keep, outcomeOfWord, readTold } from './returning.js'
import { type Asking, send } from './send.js'

export interface ClientOptions {
  /** Origin (and path) of the site, `https://api.example`. Default: where this page stands. */
  readonly baseUrl?: string
  /** As given to `createSparekey`. Default `/auth/amazon`. */
  readonly basePath?: string
  /** BCP 47, for the sentences in the answers. Default: the browser's. */
  readonly locale?: string
  /**
   * `cookies` (default): what a browser keeps · `bearer`: no cookie is sent or kept; give `authorization`, and hand
   * `ticket` back with each call.
   */
  readonly mode?: 'cookies' | 'bearer'
  /** The `Authorization` header of each call, `Bearer …`; null for none. */
  readonly authorization?: () => string | null | Promise<string | null>
  /** For one try, in milliseconds. Default 15000. */
  readonly timeoutMilliseconds?: number
  /** Keeps the verifier of a page at another origin while the customer is away. Default: `sessionStorage`. */
  readonly keep?: Keep
  /** Default: the global one. */
  readonly fetch?: typeof globalThis.fetch
  /** Between two tries of what only reads. Default: a timer. */
  readonly wait?: (milliseconds: number) => Promise<void>
}

/** What any call may say beside what it is about. */
export interface CallOptions {
  readonly signal?: AbortSignal
  /** Of the outcome that is answered, in `bearer` mode: with the secret it was got for (access token, verifier, device code). */
  readonly ticket?: string | null
  readonly ticketKey?: string
}

export interface Destination {
  /** Path of the site, or an address of this app at its own origin. */
  readonly returnTo?: string
  /** Address of this app that hears of refusals, `?amazon=declined`. Default: `returnTo`. */
  readonly refusedTo?: string
}

/** Login with Amazon as a single-page app or a native app sees it. No call throws: what went wrong is an outcome. */
export interface Client {
  /** True where the site is at another origin than this page. */
  readonly isElsewhere: boolean
  /** Where a plain link begins to sign in. For a site at this origin. */
  startUrl(to?: Destination): string
  /** Where to send the browser to sign in; keeps the verifier with which `finish` gets the session. */
  begin(to: Destination): Promise<string>
  /** What the address of this page says of the journey that led here; null for an ordinary address. */
  finish(address: string, options?: CallOptions): Promise<Outcome | null>
  /** Begins to link to the signed-in account: the browser goes on at `url`. */
  startLink(to?: Destination, options?: CallOptions): Promise<Outcome>
  /** What this browser waits for. Uses nothing up. */
  pending(options?: CallOptions): Promise<Outcome>
  /** "I already have an account", on the way to registration. */
  haveAccount(options?: CallOptions): Promise<Outcome>
  /** The password of the account, with its address where none was located; or the code from the mail. */
  prove(given: Proof, options?: CallOptions): Promise<Outcome>
  /** "Yes", with the password where it was asked for. */
  confirm(given?: { readonly password?: string }, options?: CallOptions): Promise<Outcome>
  /** A code by mail; to the address that is typed where none was located. */
  mailCode(given?: { readonly email?: string }, options?: CallOptions): Promise<Outcome>
  /** "This is not my account", or no. */
  decline(options?: CallOptions): Promise<Outcome>
  /** The fields under their own names; a ticked box is true. */
  register(fields: Readonly<Record<string, string | boolean>>, options?: CallOptions): Promise<Outcome>
  connections(options?: CallOptions): Promise<Outcome>
  unlink(given?: { readonly password?: string }, options?: CallOptions): Promise<Outcome>
  /** Without a code mails one, which comes back with the password. */
  setPassword(given?: NewPassword, options?: CallOptions): Promise<Outcome>
  /** For native apps: what Amazon's SDK gave, in exchange for a session. */
  token(given: Credential, options?: CallOptions): Promise<Outcome>
  /** For a TV: a code to show. */
  device(options?: CallOptions): Promise<Outcome>
  /** Whether the customer is done: with the device code, or with the ticket of a question that is answered elsewhere. */
  pollDevice(given?: { readonly deviceCode?: string }, options?: CallOptions): Promise<Outcome>
}

export type Proof = { readonly password: string; readonly email?: string } | { readonly code: string }

export interface NewPassword {
  readonly code: string
  readonly password: string
  /** As `code-sent` told. */
  readonly sent: { readonly sentAt: number; readonly trace: string }
}

/** An access token, or a code with what belongs to it. `intent: 'link'` connects it to the account that is signed in. */
export type Credential = { readonly intent?: 'sign-in' | 'link' } & (
  | { readonly accessToken: string }
  | { readonly code: string; readonly codeVerifier: string; readonly redirectUri: string }
)

type Values = Readonly<Record<string, string | boolean | number | undefined>>

const keepName = 'sparekey-verifier'
// Said to a page of the host's own that asks in place of ours.
const waiting = ['link', 'register', 'confirm']

/** A client for one site. */
export function createClient(options: ClientOptions = {}): Client {
  const { basePath = '/auth/amazon', baseUrl = '' } = options
  const base = `${baseUrl.replace(/\/+$/, '')}${basePath}`
  const isElsewhere = baseUrl !== '' && new URL(baseUrl).origin !== globalThis.location?.origin
  const keep = () => options.keep ?? globalThis.sessionStorage
  const ask = createAsk(options, base, isElsewhere)
  // React's strict mode, or two components, ask twice about one address; its code works once.
  let finished: { readonly address: string; readonly outcome: Promise<Outcome | null> } | null = null
  const get = (path: string, call?: CallOptions) => ask('GET', path, null, call)
  const post = (path: string, values: Values, call?: CallOptions) => ask('POST', path, values, call)
  const startUrl = (to: Destination = {}, more: Record<string, string> = {}) => {
    const query = { ...defined({ return_to: to.returnTo, refused_to: to.refusedTo }), ...more }
    const parameters = new URLSearchParams(query).toString()
    return `${base}/start${parameters === '' ? '' : `?${parameters}`}`
  }
  const finish = async (address: string, call?: CallOptions): Promise<Outcome | null> => {
    const told = readTold(address)
    if (told === null) return null
    if (told.amazon === 'linked') return { kind: 'linked', body: {} }
    if (waiting.includes(told.amazon)) return get('/pending', call)
    if (told.amazon !== 'signed-in') return outcomeOfWord(told.amazon)
    const verifier = keep().getItem(keepName) ?? ''
    // It belongs to one journey; a second try with it could only be somebody else's.
    keep().removeItem(keepName)
    return post('/session', { code: told.code, code_verifier: verifier }, call)
  }
  return {
    isElsewhere,
    startUrl: (to) => startUrl(to),
    begin: async (to) => {
      if (!isElsewhere) return startUrl(to)
      const { verifier, challenge } = await createVerifier()
      keep().setItem(keepName, verifier)
      return startUrl(to, { code_challenge: challenge })
    },
    finish: (address, call) => {
      if (finished?.address !== address) finished = { address, outcome: finish(address, call) }
      return finished.outcome
    },
    startLink: ({ returnTo, refusedTo } = {}, call) =>
      post('/start', { intent: 'link', return_to: returnTo, refused_to: refusedTo }, call),
    pending: (call) => get('/pending', call),
    haveAccount: (call) => get('/link', call),
    prove: (given, call) => post('/link', { ...given }, call),
    confirm: (given = {}, call) => post('/link', { ...given }, call),
    mailCode: (given = {}, call) => post('/link/mail', { ...given }, call),
    decline: (call) => post('/link/decline', {}, call),
    register: (fields, call) => post('/register', fields, call),
    connections: (call) => get('/connections', call),
    unlink: (given = {}, call) => post('/connections/unlink', { ...given }, call),
    setPassword: (given, call) => post('/connections/password', newPasswordValues(given), call),
    token: (given, call) => post('/token', credentialValues(given), call),
    device: (call) => post('/device', {}, call),
    pollDevice: ({ deviceCode } = {}, call) => post('/device/poll', { device_code: deviceCode }, call),
  }
}

type Ask = (
  method: Asking['method'],
  path: string,
  values: Values | null,
  call?: CallOptions,
) => Promise<Outcome>

function createAsk(options: ClientOptions, base: string, isElsewhere: boolean): Ask {
  const { mode = 'cookies', locale, authorization, timeoutMilliseconds = 15_000 } = options
  const credentials = mode === 'bearer' ? 'omit' : isElsewhere ? 'include' : 'same-origin'
  return async (method, path, values, call = {}) => {
    const given = await authorization?.()
    const headers = defined({
      accept: 'application/json',
      'accept-language': locale,
      'content-type': values === null ? undefined : 'application/json',
      authorization: given ?? undefined,
      // A question has no body: what waits is named in headers then.
      'sparekey-ticket': values === null ? (call.ticket ?? undefined) : undefined,
      'sparekey-ticket-key': values === null ? call.ticketKey : undefined,
    })
    const held = defined({ ticket: call.ticket ?? undefined, ticket_key: call.ticketKey })
    const body = values === null ? {} : { body: JSON.stringify({ ...values, ...held }) }
    const sending = {
      fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
      timeoutMilliseconds,
      wait: options.wait ?? pause,
      signal: call.signal,
    } satisfies Parameters<typeof send>[0]
    return send(sending, { method, url: `${base}${path}`, headers, credentials, ...body })
  }
}

function newPasswordValues(given: NewPassword | undefined): Values {
  if (given === undefined) return {}
  const { code, password, sent } = given
  return { code, password, sent_at: sent.sentAt, trace: sent.trace }
}

function credentialValues(given: Credential): Values {
  const { intent } = given
  if ('accessToken' in given) return { intent, access_token: given.accessToken }
  const { code, codeVerifier, redirectUri } = given
  return { intent, code, code_verifier: codeVerifier, redirect_uri: redirectUri }
}

function defined(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const entries = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  return Object.fromEntries(entries)
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
}
