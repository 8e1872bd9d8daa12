import { failureStatuses, refusalStatuses } from '../../src/http/statuses.js'
import { failureCodes, refusalReasons } from '../../src/linking/reasons.js'
import { messagesFor } from '../../src/pages/messages/index.js'
import type { Visit } from './soak-browser.js'

/** What an answer is, in the catalogue's words, and what is wrong with it. */
export interface Verdict {
  readonly outcome: string
  readonly problems: readonly string[]
}

const base = '/auth/amazon'
const outcomesInJson = [
  'signed-in',
  'prove-ownership',
  'register',
  'confirm',
  'connections',
  'unlinked',
  'continue',
]
// What the bookshop answers on purpose.
const shopStatuses = [200, 303, 400, 401, 403, 404, 413, 422, 429]
const stackTrace = /\n\s+at .+:\d+:\d+|node_modules|\.[cm]?[jt]sx?:\d+:\d+/

/** Judges every answer: a catalogued outcome with its status, no stack trace, nothing secret. */
export function judge(visit: Visit, secrets: readonly string[]): Verdict {
  const outcome = visit.url.pathname.startsWith(`${base}/`) ? ownOutcome(visit) : shopOutcome(visit)
  const where = `${visit.method} ${visit.url.pathname} → ${visit.status}`
  const problems = [
    ...(outcome === null ? [`${where} is in no catalogue: ${visit.text.slice(0, 200)}`] : []),
    ...(stackTrace.test(visit.text) ? [`${where} shows a stack trace`] : []),
    ...findSecrets(visit, secrets).map((secret) => `${where} shows ${secret.slice(0, 6)}…`),
    ...(isProtected(visit) ? [] : [`${where} may be stored by a cache`]),
  ]
  return { outcome: outcome ?? 'UNKNOWN', problems }
}

function isProtected({ headers, url }: Visit): boolean {
  return !url.pathname.startsWith(`${base}/`) || headers.get('cache-control') === 'no-store'
}

function shopOutcome({ status }: Visit): string | null {
  return shopStatuses.includes(status) ? `the shop's own ${status}` : null
}

function ownOutcome(visit: Visit): string | null {
  if (visit.status === 204) return 'nothing'
  if (visit.headers.get('content-type')?.startsWith('application/json')) return jsonOutcome(visit)
  if (visit.status === 303) return redirectOutcome(visit)
  if (visit.status === 200) return 'page'
  if (visit.status === 422 && visit.url.pathname === `${base}/register`) return 'register again'
  return pageOutcome(visit)
}

function jsonOutcome({ text, status }: Visit): string | null {
  const { outcome, reason, code } = JSON.parse(text) as Record<string, unknown>
  if (outcome === 'refused') return refusal(reason, status)
  if (outcome === 'failed') return failure(code, status)
  const isKnown = typeof outcome === 'string' && outcomesInJson.includes(outcome)
  return isKnown && (status === 200 || status === 409) ? outcome : null
}

function refusal(reason: unknown, status: number): string | null {
  const known = refusalReasons.find((one) => one === reason)
  return known !== undefined && refusalStatuses[known] === status ? `refused: ${known}` : null
}

function failure(code: unknown, status: number): string | null {
  const known = failureCodes.find((one) => one === code)
  return known !== undefined && failureStatuses[known] === status ? `failed: ${known}` : null
}

function redirectOutcome({ location, url }: Visit): string | null {
  const to = new URL(location, url)
  if (to.pathname === '/ap/oa') return 'continue'
  if (to.origin !== url.origin) return null
  if (to.pathname === `${base}/link`) return 'asked: link'
  if (to.pathname === `${base}/register`) return 'asked: register'
  if (to.pathname !== `${base}/problem`) return 'onwards'
  const [reason, code] = [to.searchParams.get('reason'), to.searchParams.get('code')]
  const known = refusalReasons.find((one) => one === reason)
  const failed = failureCodes.find((one) => one === code)
  if (known !== undefined) return `refused: ${known}`
  return failed === undefined ? null : `failed: ${failed}`
}

/** A page says it in words: the reason with this status whose sentence it shows. */
function pageOutcome({ text, status }: Visit): string | null {
  const { refusals, failures, link } = messagesFor('en')
  const words = readable(text)
  const reason = refusalReasons.find(
    (one) => refusalStatuses[one] === status && words.includes(refusals[one].happened),
  )
  const code = failureCodes.find(
    (one) => failureStatuses[one] === status && words.includes(failures[one].happened),
  )
  if (reason !== undefined) return `refused: ${reason}`
  if (code !== undefined) return `failed: ${code}`
  // Where the visitor named the account, the page does not tell which of address and password was wrong.
  const isMismatch = status === refusalStatuses['wrong-password'] && words.includes(link.askMismatch)
  return isMismatch ? 'refused: wrong-password' : null
}

function readable(html: string): string {
  const entities = { '&#39;': "'", '&quot;': '"', '&lt;': '<', '&gt;': '>', '&amp;': '&' }
  return Object.entries(entities).reduce((text, [entity, sign]) => text.replaceAll(entity, sign), html)
}

/** In the page, in any header, and inside the cookies. */
function findSecrets({ text, headers, typed, url }: Visit, secrets: readonly string[]): string[] {
  const lines = [...headers].map(([name, value]) => `${name}: ${value}`)
  const cookies = headers.getSetCookie().flatMap((line) => line.split(/[=;.]/).map(decode))
  const told = [text, ...lines, ...cookies].join('\n')
  // A code that is on its way must not stay in an address or on a page.
  const code = url.searchParams.get('code') ?? ''
  return [...secrets, ...typed, ...(code.length >= 20 ? [code] : [])].filter((secret) =>
    told.includes(secret),
  )
}

function decode(part: string): string {
  return Buffer.from(part, 'base64url').toString('latin1')
}
