import type { AuditRecord } from '../ports/link-store.js'
import type { Steps } from './executor.js'
import type { Settings } from './settings.js'

export function* writeAuditRecord({ database, audit }: Settings, record: AuditRecord): Steps<void> {
  const { at, event, accountId, identity, details } = record
  const values = {
    at: at.toISOString(),
    event,
    account_id: accountId,
    issuer: identity.issuer,
    subject: identity.subject,
    details: JSON.stringify(details),
  }
  yield database.builder.insertInto(audit).values(values).compile()
}
