import type { AuditRecord } from '../ports/link-store.js'
import type { Steps } from './executor.js'
import type { StoreSettings } from './settings.js'

export function* writeAuditRecord({ database, audit }: StoreSettings, record: AuditRecord): Steps<void> {
  yield database.builder.insertInto(audit).values(auditValues(record)).compile()
}

/** The row of a record. */
export function auditValues({ at, event, accountId, identity, details }: AuditRecord) {
  return {
    at: at.toISOString(),
    event,
    account_id: accountId,
    issuer: identity.issuer,
    subject: identity.subject,
    details: JSON.stringify(details),
  }
}
