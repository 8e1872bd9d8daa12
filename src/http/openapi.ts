import { answerSchemas, refTo, type Schema } from './openapi-schemas.js'
import type { Site } from './site.js'

/** What a program may know of a route beside its method and path. */
export interface RouteContract {
  readonly summary: string
  /** Members of the posted JSON; those marked `required` must be there. */
  readonly body?: Readonly<Record<string, 'required' | 'optional'>>
  /** Names of `answerSchemas` by status. Refusals and failures come with every route. */
  readonly answers: Readonly<Record<number, readonly string[]>>
  /** Whether the registration's own fields come along. */
  readonly takesFields?: true
}

const waiting = { 409: ['ProveOwnership', 'ContinueAt', 'Register', 'Confirm', 'Refused'] } as const
const held = { ticket: 'optional', ticket_key: 'optional' } as const
const journey = { 200: ['SignedIn'], ...waiting }

/** The JSON contract of every route, by method and path. Null: for browsers alone. */
export const contracts: Readonly<Record<string, RouteContract | null>> = {
  'GET /start': { summary: 'Begin to sign in', answers: { 200: ['Continue'] } },
  'POST /start': {
    summary: 'Begin to sign in, or with `intent: link` to link the signed-in account',
    body: {
      intent: 'optional',
      return_to: 'optional',
      code_challenge: 'optional',
      refused_to: 'optional',
      user_code: 'optional',
    },
    answers: { 200: ['Continue'] },
  },
  'GET /callback': { summary: 'Where Amazon sends the browser', answers: journey },
  'GET /link': { summary: 'What a proof or a yes is asked for', answers: waiting },
  'POST /link': {
    summary: 'Prove ownership by password or mailed code, or confirm',
    body: { ...held, password: 'optional', email: 'optional', code: 'optional' },
    answers: journey,
  },
  'POST /link/mail': {
    summary: 'Mail a code to an account without a password',
    body: { ...held, email: 'optional' },
    answers: waiting,
  },
  'POST /link/decline': {
    summary: '"This is not my account", or no',
    body: held,
    answers: journey,
  },
  'GET /register': { summary: 'The registration: fields and first values', answers: waiting },
  'POST /register': {
    summary: 'Register',
    body: {
      ...held,
      email: 'optional',
      name: 'optional',
      postal_code: 'optional',
      code: 'optional',
      again: 'optional',
    },
    takesFields: true,
    answers: journey,
  },
  'GET /pending': { summary: 'What is waited for; uses nothing up', answers: waiting },
  'POST /token': {
    summary: "Sign in with Amazon's access token, or with a native app's code and verifier",
    body: {
      access_token: 'optional',
      code: 'optional',
      code_verifier: 'optional',
      redirect_uri: 'optional',
      return_to: 'optional',
      intent: 'optional',
    },
    answers: journey,
  },
  'POST /session': {
    summary: 'Exchange the code that an app at an allowed origin was handed',
    body: { code: 'required', code_verifier: 'required' },
    answers: journey,
  },
  'GET /device': null,
  'POST /device': { summary: 'Codes for a TV', body: {}, answers: { 200: ['DeviceCode'] } },
  'POST /device/poll': {
    summary: 'Is the customer done at Amazon (`device_code`), or in another browser (the ticket)?',
    body: { device_code: 'optional', ...held, return_to: 'optional' },
    answers: { ...journey, 202: ['Pending'] },
  },
  'GET /connections': { summary: 'What is linked', answers: { 200: ['Connections'] } },
  'POST /connections/unlink': {
    summary: 'Remove the link',
    body: { password: 'optional' },
    answers: { 200: ['Unlinked'], 409: ['ContinueAt', 'Refused'] },
  },
  'POST /connections/password': {
    summary: 'Give the account its first password',
    body: { code: 'optional', password: 'optional', sent_at: 'optional', trace: 'optional' },
    answers: { 200: ['PasswordSet'], 409: ['CodeSent', 'ContinueAt', 'Refused'] },
  },
  'GET /undo': null,
  'POST /undo': {
    summary: '"This was not me", from a mail',
    body: { token: 'required' },
    answers: { 200: ['Unlinked'] },
  },
  'GET /problem': null,
  'GET /openapi.json': { summary: 'This document', answers: { 200: [] } },
}

/** The JSON contract as an OpenAPI 3.1 document, made from the routes there are. */
export function createOpenApi(
  site: Pick<Site, 'origin' | 'prefix' | 'basePath'> & { readonly face: Pick<Site['face'], 'siteName'> },
  routes: readonly { readonly method: string; readonly path: string }[],
): Readonly<Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const { method, path } of routes) {
    const contract = contracts[`${method} ${path}`] ?? null
    if (contract === null) continue
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(method, path, contract) }
  }
  return {
    openapi: '3.1.0',
    info: { title: `Login with Amazon at ${site.face.siteName}`, version: '1' },
    servers: [{ url: `${site.origin}${site.prefix}${site.basePath}` }],
    paths,
    components: { schemas: answerSchemas },
  }
}

function operation(method: string, path: string, contract: RouteContract): Schema {
  const { summary, body, answers, takesFields } = contract
  const operationId = `${method.toLowerCase()}${path.replaceAll(/[^a-z]+([a-z])/g, (_, letter) => String(letter).toUpperCase())}`
  return {
    operationId,
    summary,
    ...(method === 'GET' && { parameters: ticketHeaders }),
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: posted(body, takesFields) } } },
    }),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, names]) => [status, answer(names)])),
      '4XX': answer(['Refused']),
      '5XX': answer(['Failed']),
    },
  }
}

const ticketHeaders = ['Sparekey-Ticket', 'Sparekey-Ticket-Key'].map((name) => ({
  name,
  in: 'header',
  required: false,
  schema: { type: 'string' },
}))

function posted(body: Readonly<Record<string, string>>, takesFields: true | undefined): Schema {
  const properties = Object.fromEntries(Object.keys(body).map((name) => [name, { type: 'string' }]))
  const required = Object.keys(body).filter((name) => body[name] === 'required')
  return {
    type: 'object',
    properties,
    ...(required.length > 0 && { required }),
    additionalProperties: takesFields ? { type: ['string', 'boolean', 'number'] } : false,
  }
}

function answer(names: readonly string[]): Schema {
  const [only, ...more] = names
  if (only === undefined)
    return { description: 'A document', content: { 'application/json': { schema: { type: 'object' } } } }
  const schema = more.length === 0 ? refTo(only) : { anyOf: names.map(refTo) }
  return { description: names.join(', '), content: { 'application/json': { schema } } }
}
