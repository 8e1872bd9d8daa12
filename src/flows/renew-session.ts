import type { Account, EndAccessReason, Visitor } from '../ports/host.js'
import type { CurrentSession, SessionStarted } from '../ports/sessions.js'
import { isControlFlow } from './failure.js'
import { endAccess, startSession } from './start-session.js'
import type { Wiring } from './wiring.js'

interface Here {
  readonly visitor: Visitor
  readonly session: CurrentSession | null
}

/**
 * Ends every session of the account, on other devices too; the one that asked goes on under a new id. The change is
 * made already, so what goes wrong here can only mean signing in again.
 */
export async function renewSession<A extends Account>(
  wiring: Wiring<A>,
  account: A,
  { visitor, session }: Here,
  reason: EndAccessReason,
): Promise<SessionStarted> {
  const method = session?.authenticatedBy ?? 'password'
  const at = session?.authenticatedAt ?? wiring.clock()
  try {
    await endAccess(wiring, account, reason)
    return await startSession(wiring, account, visitor, { method, at })
  } catch (error) {
    if (isControlFlow(error)) throw error
    return undefined
  }
}
