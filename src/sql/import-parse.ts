import type { ImportIds } from './import-ids.js'
import type { ImportPair, ImportProblem, ImportRow } from './import-row.js'

// As Amazon's pages give it. Other forms are other things: ids of Amazon Pay, of sellers, of devices.
const amazonSubject = /^(?=.{15,255}$)amzn1\.account\.[A-Z0-9]+$/
const anySubject = /^[\x21-\x7e]{1,255}$/

/** The row with its id as the database writes it, or what is wrong with it. */
export function parseRow(
  row: ImportRow,
  ids: ImportIds,
  subjects: 'amazon' | 'any',
): ImportPair | ImportProblem {
  const { line } = row
  if ('broken' in row) return { line, reason: 'line-unreadable', detail: row.broken }
  const given = row.accountId.trim()
  if (given === '') return { line, reason: 'account-id-missing' }
  const accountId = ids.parse(given)
  if (accountId === null) return { line, reason: 'account-id-malformed', accountId: given.slice(0, 80) }
  const subject = row.subject.trim()
  if (subject === '') return { line, reason: 'subject-missing', accountId }
  const isSound = (subjects === 'amazon' ? amazonSubject : anySubject).test(subject)
  return isSound ? { line, accountId, subject } : { line, reason: 'subject-malformed', accountId }
}
