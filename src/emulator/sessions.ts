import type { Emulation } from './emulation.js'
import { createSessionId } from './identifiers.js'
import { type Customer, keep } from './state.js'
import type { Asked } from './wire.js'

/** The customer who is signed in at Amazon in this browser, or null. */
export function findSignedIn(emulation: Emulation, asked: Asked): Customer | null {
  const id = readSessionId(emulation, asked)
  const customerId = id === null ? undefined : emulation.state.sessions.get(id)
  return (customerId !== undefined && emulation.state.customers.get(customerId)) || null
}

/** Signs the browser in at Amazon; gives the `Set-Cookie` header. */
export function startSession(emulation: Emulation, customer: Customer): Record<string, string> {
  const id = createSessionId()
  keep(emulation.state.sessions, id, customer.id)
  return { 'set-cookie': `${cookieName(emulation)}=${id}; Path=/; HttpOnly; SameSite=Lax` }
}

export function endSession(emulation: Emulation, asked: Asked): Record<string, string> {
  const id = readSessionId(emulation, asked)
  if (id !== null) emulation.state.sessions.delete(id)
  return { 'set-cookie': `${cookieName(emulation)}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax` }
}

function readSessionId(emulation: Emulation, asked: Asked): string | null {
  const pairs = (asked.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim())
  const prefix = `${cookieName(emulation)}=`
  return pairs.find((pair) => pair.startsWith(prefix))?.slice(prefix.length) ?? null
}

// Cookies do not know ports: without it, two emulators on one host would sign each other out.
function cookieName({ origin }: Emulation): string {
  return `emulated-amazon-${new URL(origin).port}`
}
