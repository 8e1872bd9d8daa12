import { type Shortcut, takeShortcut } from './authorize.js'
import type { Emulation } from './emulation.js'
import { assertFault } from './fault.js'
import { issueAccessToken, issueRefreshToken, withdrawConsent } from './grants.js'
import { withReadings } from './readings.js'
import { regions } from './regions.js'
import { parseClient, parseCustomer, parseObject, parseScope, parseText } from './registration.js'
import { isJson } from './request-log.js'
import { type Asked, type Region, type Reply, replyMethodNotAllowed, replyWithJson } from './wire.js'

export const controlPrefix = '/__emulator/'

type Handler = (emulation: Emulation, given: Record<string, unknown>) => object

export interface Controls {
  readonly reset: () => void
}

const handlers: Readonly<Record<string, Handler>> = {
  'GET customers': ({ state }) => ({ customers: [...state.customers.values()] }),
  'PUT customers': ({ state }, given) => {
    const customer = parseCustomer(given)
    state.customers.set(customer.id, customer)
    return customer
  },
  'DELETE customers': ({ state }, given) => ({
    removed: state.customers.delete(parseText(given, 'id') ?? ''),
  }),
  'GET clients': ({ state }) => ({ clients: [...state.clients.values()] }),
  'PUT clients': ({ state }, given) => {
    const client = parseClient(given)
    state.clients.set(client.clientId, client)
    return client
  },
  'DELETE clients': ({ state }, given) => ({
    removed: state.clients.delete(parseText(given, 'clientId') ?? ''),
  }),
  'GET readings': ({ state }) => state.readings,
  'PUT readings': ({ state }, given) => {
    state.readings = withReadings(state.readings, given)
    return state.readings
  },
  'GET faults': ({ faults }) => ({ faults: faults.list() }),
  'POST faults': ({ faults }, given) => {
    assertFault(given)
    faults.add(given)
    return { faults: faults.list() }
  },
  'DELETE faults': ({ faults }) => {
    faults.clear()
    return { faults: [] }
  },
  'POST faults/release': ({ faults }) => {
    faults.release()
    return {}
  },
  'GET log': ({ log }) => ({ entries: log.entries }),
  'DELETE log': ({ log }) => {
    log.clear()
    return { entries: [] }
  },
  'GET consents': ({ state }) => ({ consents: [...state.consents.values()] }),
  'DELETE consents': (emulation, given) => {
    withdrawConsent(emulation, parseText(given, 'customer') ?? '', parseText(given, 'clientId') ?? '')
    return {}
  },
  'POST authorize': (emulation, given) => {
    const url = parseText(given, 'url') ?? ''
    if (!URL.canParse(url)) throw new Error('"url" is the whole authorization address.')
    return takeShortcut(emulation, new URL(url), parseShortcut(given))
  },
  'POST tokens': (emulation, given) => issueTokens(emulation, given),
}

/** `/__emulator/…`: JSON in, JSON out. What cannot be done answers 400 with a `problem`. */
export function answerControl(emulation: Emulation, asked: Asked, controls: Controls): Reply {
  const name = `${asked.method} ${asked.url.pathname.slice(controlPrefix.length)}`
  if (name === 'POST reset') {
    controls.reset()
    return replyWithJson({})
  }
  if (!Object.hasOwn(handlers, name)) return replyMethodNotAllowed('GET, PUT, POST, DELETE')
  // A page of another site cannot send this type here without asking first, and is not answered when it asks.
  if (asked.method !== 'GET' && !isJson(asked))
    return replyWithJson({ problem: 'Send application/json.' }, 415)
  try {
    const given = asked.body === '' ? {} : parseObject(JSON.parse(asked.body), 'The body')
    const body = handlers[name]?.(emulation, given) ?? {}
    return replyWithJson(body, 'problem' in body ? 400 : 200)
  } catch (error) {
    return replyWithJson({ problem: error instanceof Error ? error.message : 'unreadable' }, 400)
  }
}

function parseShortcut(given: Record<string, unknown>): Shortcut {
  const declined = given['declined']
  return {
    customer: parseText(given, 'customer') ?? '',
    decision: given['decision'] === 'deny' ? 'deny' : 'allow',
    declined: Array.isArray(declined) ? declined.map(String) : [],
  }
}

/** Tokens as an app gets them from Amazon's mobile SDK, for tests of a backend that is sent one. */
export interface TokenOrder {
  readonly clientId: string
  /** Id of the customer. */
  readonly customer: string
  /** Default: `profile`. */
  readonly scope?: string
  /** Default: `na`. */
  readonly region?: Region
  /** 0 for one that has expired. Default: an hour, as at Amazon. */
  readonly lifetimeSeconds?: number
}

export interface OrderedTokens {
  readonly access_token: string
  readonly refresh_token: string
  readonly expires_in: number
}

function issueTokens(emulation: Emulation, given: Record<string, unknown>): OrderedTokens {
  return fillTokenOrder(emulation, {
    clientId: parseText(given, 'clientId') ?? '',
    customer: parseText(given, 'customer') ?? '',
    scope: parseText(given, 'scope') ?? 'profile',
    ...parseRegion(given),
    ...parseLifetime(given),
  })
}

function parseRegion(given: Record<string, unknown>): Pick<TokenOrder, 'region'> {
  const wanted = parseText(given, 'region')
  const region = regions.find((known) => known === wanted)
  if (wanted !== null && !region) throw new Error(`Unknown region "${wanted}". Known: ${regions.join(', ')}.`)
  return region ? { region } : {}
}

function parseLifetime({ lifetimeSeconds }: Record<string, unknown>): Pick<TokenOrder, 'lifetimeSeconds'> {
  if (lifetimeSeconds === undefined) return {}
  if (typeof lifetimeSeconds !== 'number' || lifetimeSeconds < 0)
    throw new Error('"lifetimeSeconds" is a number of seconds, 0 or more.')
  return { lifetimeSeconds }
}

export function fillTokenOrder(emulation: Emulation, order: TokenOrder): OrderedTokens {
  const { clients, customers } = emulation.state
  if (!clients.has(order.clientId)) throw new Error(`Unknown client "${order.clientId}".`)
  if (!customers.has(order.customer)) throw new Error(`Unknown customer "${order.customer}".`)
  const scopes = (order.scope ?? 'profile').split(' ').map(parseScope)
  const grant = { clientId: order.clientId, customerId: order.customer, scopes }
  const accessTokenLifetimeSeconds = order.lifetimeSeconds ?? emulation.limits.accessTokenLifetimeSeconds
  const limited = { ...emulation, limits: { ...emulation.limits, accessTokenLifetimeSeconds } }
  return {
    access_token: issueAccessToken(limited, grant, { code: null, region: order.region ?? 'na' }),
    refresh_token: issueRefreshToken(emulation, grant, null),
    expires_in: accessTokenLifetimeSeconds,
  }
}
