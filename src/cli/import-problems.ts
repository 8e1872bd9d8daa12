import { closeSync, openSync, writeSync } from 'node:fs'
import type { ImportProblem, ImportReason } from '../sql.js'
import { UsageError } from './usage-error.js'

/** What is kept of the rows that are not imported: how many for which reason, the first of them, and all in a file. */
export interface ProblemLog {
  add(problem: ImportProblem): void
  readonly reasons: ReadonlyMap<ImportReason, number>
  readonly first: readonly ImportProblem[]
  close(): void
}

const kept = 100

const sentences: Readonly<Record<ImportReason, string>> = {
  'line-unreadable': 'The line cannot be read.',
  'account-id-missing': 'There is no account id.',
  'account-id-malformed': 'The account id has not the form of the ids in the accounts table.',
  'subject-missing': 'There is no Amazon id.',
  'subject-malformed': 'The Amazon id does not look like amzn1.account.…',
  'account-unknown': 'There is no account with this id.',
  'subject-given-twice': 'The input gives this Amazon id to several accounts.',
  'account-given-twice': 'The input gives this account several Amazon ids.',
  'subject-linked-elsewhere': 'This Amazon id is linked to another account, and stays there.',
  'account-linked-elsewhere': 'The account is linked to another Amazon id, and stays so.',
  'sign-up-under-way': 'Somebody is signing up with this Amazon id just now.',
  'key-clash': 'A unique key of the table takes this Amazon id for another one.',
}

export function logProblems(reportPath: string | undefined): ProblemLog {
  const file = reportPath === undefined ? null : createReport(reportPath)
  const reasons = new Map<ImportReason, number>()
  const first: ImportProblem[] = []
  if (file !== null) writeSync(file, 'line,reason,account_id,other_line,linked_to,detail\n')
  return {
    reasons,
    first,
    add(problem) {
      reasons.set(problem.reason, (reasons.get(problem.reason) ?? 0) + 1)
      if (first.length < kept) first.push(problem)
      if (file !== null) writeSync(file, renderCells(problem))
    },
    close() {
      if (file !== null) closeSync(file)
    },
  }
}

export function renderProblem({
  line,
  reason,
  accountId,
  otherLine,
  linkedTo,
  detail,
}: ImportProblem): string {
  const facts = [
    accountId === undefined ? null : `account ${JSON.stringify(accountId)}`,
    otherLine === undefined ? null : `see line ${otherLine}`,
    linkedTo === undefined ? null : `linked to account ${JSON.stringify(linkedTo)}`,
    detail ?? null,
  ].filter((fact) => fact !== null)
  return `line ${line}: ${sentences[reason]}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}`
}

// Never over a file that is there: a slip of the hand would cost the input.
function createReport(path: string): number {
  try {
    return openSync(path, 'wx', 0o600)
  } catch (error) {
    throw new UsageError(
      `The report ${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
      'Name a file that does not exist yet: --report problems.csv',
    )
  }
}

function renderCells({ line, reason, accountId, otherLine, linkedTo, detail }: ImportProblem): string {
  const cells = [line, reason, accountId, otherLine, linkedTo, detail ?? sentences[reason]]
  return `${cells.map((cell) => renderCell(String(cell ?? ''))).join(',')}\n`
}

/** A spreadsheet would run a cell that begins like a formula. */
function renderCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
