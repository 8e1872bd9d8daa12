import type { Connections, Outcome, ProveOwnership, Register } from './outcomes.js'
import { isWire, type Wire } from './wire.js'

const nobody = { name: null, email: null }

/** A JSON answer as an outcome; null for what Sparekey never says. */
export function parseOutcome(body: unknown, retryAfter: string | null): Outcome | null {
  if (!isWire(body)) return null
  const { ticket = null, amazon = nobody } = body
  if (body.continue_at !== undefined) return { kind: 'continue', url: body.continue_at, ticket }
  switch (body.outcome) {
    case 'signed-in':
      return {
        kind: 'signed-in',
        accountId: body.account_id ?? '',
        created: body.created === true,
        linked: body.linked === true,
        returnTo: body.return_to ?? '',
        body,
      }
    case 'prove-ownership':
      return proveOwnership(body)
    case 'confirm':
      return {
        kind: 'confirm',
        ticket,
        action: body.action ?? 'link',
        amazon,
        account: body.account ?? nobody,
        askPassword: body.ask_password === true,
      }
    case 'register':
      return register(body)
    case 'continue':
      return { kind: 'continue', url: body.location ?? '', ticket }
    case 'connections':
      return connections(body)
    case 'unlinked':
    case 'password-set':
      return { kind: body.outcome, body }
    default:
      return parseNo(body, retryAfter)
  }
}

function parseNo(body: Wire, retryAfter: string | null): Outcome | null {
  const { outcome, reason, code, message = '', reference = '' } = body
  if (outcome === 'refused' && reason !== undefined) {
    const retryAfterSeconds = retryAfter === null ? null : Number(retryAfter)
    return { kind: 'refused', reason, message, retryAfterSeconds }
  }
  if (outcome === 'failed' && code !== undefined) return { kind: 'failed', code, message, reference }
  if (outcome !== 'code-sent') return parseDevice(body)
  const sent = { sentAt: body.sent_at ?? 0, trace: body.trace ?? '' }
  return { kind: 'code-sent', sent, problem: body.problem ?? null }
}

function parseDevice(body: Wire): Outcome | null {
  const intervalSeconds = body.interval ?? 0
  if (body.outcome === 'pending') {
    return { kind: 'pending', intervalSeconds, pace: body.slow_down === true ? 'double' : 'same' }
  }
  if (body.outcome !== 'device-code') return null
  return {
    kind: 'device-code',
    deviceCode: body.device_code ?? '',
    userCode: body.user_code ?? '',
    verificationUri: body.verification_uri ?? '',
    expiresInSeconds: body.expires_in ?? 0,
    intervalSeconds,
  }
}

function proveOwnership(body: Wire): ProveOwnership {
  return {
    kind: 'prove-ownership',
    ticket: body.ticket ?? null,
    ...(body.finish && { finish: body.finish }),
    ways: body.ways ?? [],
    amazon: body.amazon ?? nobody,
    emailHint: body.email_hint ?? null,
    located: body.located === true,
    email: body.email ?? '',
    disclosure: body.disclosure ?? 'helpful',
    canRegister: body.can_register === true,
    signInUrl: body.sign_in_url ?? null,
    forgotPasswordUrl: body.forgot_password_url ?? null,
    codeSent: body.code_sent === true,
  }
}

function register(body: Wire): Register {
  return {
    kind: 'register',
    ticket: body.ticket ?? null,
    ...(body.finish && { finish: body.finish }),
    amazon: body.amazon ?? nobody,
    fields: body.fields ?? [],
    prefill: body.prefill ?? {},
    problems: body.problems ?? [],
    codeSent: body.code_sent === true,
    codeSentTo: body.code_sent_to ?? null,
  }
}

function connections(body: Wire): Connections {
  const { link = null, suggestion = null, keep_reason: keepReason = null } = body
  return {
    kind: 'connections',
    link: link && {
      emailHint: link.email_hint,
      linkedAt: toDate(link.linked_at),
      lastUsedAt: toDate(link.last_used_at),
    },
    keepReason,
    askPassword: body.ask_password === true,
    suggestion,
    setPassword: offerOf(body.set_password),
  }
}

function offerOf(offer: Wire['set_password']): Connections['setPassword'] {
  if (!offer) return 'not-offered'
  return offer.sign_in_url === null ? 'offered' : 'sign-in-first'
}

function toDate(text: string | null): Date | null {
  return text === null ? null : new Date(text)
}
