import type { Transaction } from '../flows/transaction.js'
import type { RefusalReason } from '../linking/reasons.js'
import { cookieBudgetBytes, cookieName, serializeCookie, serializeDeletion } from './cookies.js'
import type { Exchange } from './exchange.js'
import { isSameText } from './keys.js'
import { openTransaction, sealTransaction } from './seal-transaction.js'

const maximumTransactions = 5
const handleLength = 16

/** Set-Cookie lines that remember a transaction, one cookie each, and forget the oldest when there are too many. */
export function rememberTransaction(exchange: Exchange, transaction: Transaction): string[] {
  const { site, wiring } = exchange
  const name = transactionCookieName(exchange, transaction.state)
  const value = sealTransaction(site.keys, transaction)
  const lifetimeSeconds = wiring.policy.transactionLifetimeSeconds
  const outdated = findOutdated(exchange, name.length + value.length)
  return [
    serializeCookie(site, { name, value, lifetimeSeconds }),
    ...outdated.map((old) => serializeDeletion(site, old)),
  ]
}

/** Names of transaction cookies that have to go: unreadable, one too many, or over the budget. */
function findOutdated(exchange: Exchange, newBytes: number): string[] {
  const prefix = transactionCookieName(exchange, '')
  const held = [...exchange.cookies].filter(([name]) => name.startsWith(prefix))
  if (held.length === 0) return []
  const dated = held.map(([name, value]) => {
    const issuedAt = openTransaction(exchange.site.keys, value)?.issuedAt.getTime() ?? 0
    return { name, bytes: name.length + value.length, issuedAt }
  })
  let bytes = newBytes
  return dated
    .toSorted((a, b) => b.issuedAt - a.issuedAt)
    .filter((cookie, index) => {
      bytes += cookie.bytes
      return cookie.issuedAt === 0 || index >= maximumTransactions - 1 || bytes > cookieBudgetBytes
    })
    .map(({ name }) => name)
}

export type Redeemed =
  | { readonly transaction: Transaction; readonly deletion: string }
  | { readonly reason: RefusalReason }

/** Reads the transaction of this state, and the line that deletes it: it is used up, whatever happens next. */
export function redeemTransaction(exchange: Exchange, state: string | null): Redeemed {
  if (state === null) return { reason: 'transaction-unknown' }
  const name = transactionCookieName(exchange, state)
  const transaction = openTransaction(exchange.site.keys, exchange.cookies.get(name) ?? '')
  if (transaction === null)
    return { reason: holdsAny(exchange) ? 'transaction-unknown' : 'transaction-missing' }
  // The name holds the beginning of the state; the MACed value holds all of it.
  if (!isSameText(transaction.state, state)) return { reason: 'transaction-unknown' }
  return { transaction, deletion: serializeDeletion(exchange.site, name) }
}

function holdsAny(exchange: Exchange): boolean {
  const prefix = transactionCookieName(exchange, '')
  return [...exchange.cookies.keys()].some((name) => name.startsWith(prefix))
}

function transactionCookieName({ site }: Exchange, state: string): string {
  return cookieName(site, `tx-${state.slice(0, handleLength)}`)
}
