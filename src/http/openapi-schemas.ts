import { failureCodes, refusalReasons } from '../linking/reasons.js'

/** A JSON Schema, as OpenAPI 3.1 has them. */
export type Schema = Readonly<Record<string, unknown>>

const text: Schema = { type: 'string' }
const textOrNull: Schema = { type: ['string', 'null'] }
const flag: Schema = { type: 'boolean' }
const seconds: Schema = { type: 'integer', minimum: 0 }

/** Every member is there unless it is named among the optional ones. */
function object(properties: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name))
  return { type: 'object', properties, ...(required.length > 0 && { required }) }
}

function outcome(
  name: string,
  members: Readonly<Record<string, Schema>>,
  optional?: readonly string[],
): Schema {
  return object({ outcome: { const: name }, ...members }, optional)
}

function listOf(items: Schema): Schema {
  return { type: 'array', items }
}

function orNull(schema: Schema): Schema {
  return { anyOf: [schema, { type: 'null' }] }
}

export function refTo(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` }
}

const ticket: Schema = {
  ...textOrNull,
  description: 'Null in a browser, whose cookie holds it. Else: send it back with `ticket_key`.',
}
const finish: Schema = {
  ...object({ url: text, code: text }),
  description: 'Where the customer may go on in any browser, and the code to type there.',
}
const hint: Schema = {
  ...text,
  description: 'For whoever writes the program, in English; not for customers.',
}
const waits = { ticket, finish }

/** The bodies of all JSON answers. */
export const answerSchemas: Readonly<Record<string, Schema>> = {
  SignedIn: {
    ...outcome('signed-in', { account_id: text, created: flag, linked: flag, return_to: text }),
    description: "The members that the site's `sessions.start` adds come along.",
    additionalProperties: true,
  },
  ProveOwnership: outcome(
    'prove-ownership',
    {
      ...waits,
      ways: listOf({ enum: ['password', 'sign-in-page', 'mailbox'] }),
      email_hint: textOrNull,
      amazon: refTo('AmazonAccount'),
      located: flag,
      email: text,
      disclosure: { enum: ['helpful', 'strict'] },
      can_register: flag,
      sign_in_url: textOrNull,
      forgot_password_url: textOrNull,
      code_sent: { const: true },
      code_sent_to: text,
    },
    ['finish', 'code_sent', 'code_sent_to'],
  ),
  ContinueAt: {
    ...outcome('prove-ownership', { ticket, ways: listOf({ const: 'sign-in-page' }), continue_at: text }),
    description: 'The site wants the customer on a page of its own: a second factor, a captcha.',
  },
  Register: outcome(
    'register',
    {
      ...waits,
      amazon: refTo('AmazonAccount'),
      prefill: { type: 'object', additionalProperties: text },
      fields: listOf(refTo('Field')),
      problems: listOf(refTo('FieldProblem')),
      code_sent: { const: true },
      code_sent_to: text,
    },
    ['finish', 'code_sent', 'code_sent_to'],
  ),
  Confirm: outcome(
    'confirm',
    {
      ...waits,
      action: { enum: ['link', 'switch'] },
      amazon: refTo('AmazonAccount'),
      account: refTo('AmazonAccount'),
      ask_password: flag,
    },
    ['finish'],
  ),
  Continue: outcome('continue', { location: text }),
  DeviceCode: outcome('device-code', {
    device_code: text,
    user_code: text,
    verification_uri: text,
    expires_in: seconds,
    interval: seconds,
  }),
  Pending: outcome('pending', { interval: seconds, slow_down: flag }),
  Connections: outcome('connections', {
    link: orNull(object({ email_hint: textOrNull, linked_at: textOrNull, last_used_at: textOrNull })),
    keep_reason: textOrNull,
    ask_password: flag,
    suggestion: orNull(object({ email: textOrNull, url: text })),
    set_password: orNull(object({ sign_in_url: textOrNull })),
  }),
  Unlinked: { ...outcome('unlinked', {}), additionalProperties: true },
  CodeSent: outcome('code-sent', { sent_at: { type: 'number' }, trace: text, problem: textOrNull }),
  PasswordSet: { ...outcome('password-set', {}), additionalProperties: true },
  Refused: outcome('refused', { reason: { enum: refusalReasons }, message: text, hint }, ['hint']),
  Failed: outcome('failed', { code: { enum: failureCodes }, message: text, reference: text }),
  AmazonAccount: object({ name: textOrNull, email: textOrNull }),
  Field: object({
    name: text,
    label: textOrNull,
    type: { enum: ['text', 'email', 'tel', 'checkbox', 'select'] },
    required: flag,
    autocomplete: textOrNull,
    help: textOrNull,
    options: listOf(object({ value: text, label: text })),
  }),
  FieldProblem: object({
    field: text,
    problem: { enum: ['required', 'taken', 'invalid', 'incomplete'] },
    message: textOrNull,
  }),
}
