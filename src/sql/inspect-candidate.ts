import type { Builder } from './dialect.js'
import type { Steps } from './executor.js'
import type { Catalog, CatalogTable } from './inspect-catalog.js'
import { namedColumn } from './inspect-columns.js'
import { findEmailComparison } from './inspect-emails.js'
import { type Findings, gatherFindings, type Located } from './inspect-findings.js'
import { findHashColumn } from './inspect-hash-column.js'
import { type DescribeHash, describeHashes, readHashes, total } from './inspect-hashes.js'
import { findLinkColumn } from './inspect-links.js'
import { type Draft, draftMapping } from './inspect-mapping.js'
import { primaryKey } from './inspect-parts.js'
import { findCandidateProblems } from './inspect-problems.js'
import { findQuestions } from './inspect-questions.js'
import type { RankedTable } from './inspect-tables.js'
import type { Candidate, ColumnFinding, HashFinding, InspectionChoices } from './inspection.js'

export interface Inspector {
  readonly builder: Builder
  readonly catalog: Catalog
  readonly choices: InspectionChoices
  readonly describeHash: DescribeHash
}

/** Looks closely at one table: its columns, some of its rows, and what is still to be said. */
export function* examineTable(inspector: Inspector, ranked: RankedTable): Steps<Candidate> {
  const { builder, catalog, choices } = inspector
  const { table } = ranked
  const looked = yield* gatherFindings(builder, catalog, table, choices)
  const located = yield* withHashColumn(inspector, table, looked.findings)
  const hashes = findHashes(inspector, located)
  const findings = withHashes(located, hashes)
  const { email } = findings
  const emailComparison =
    email === undefined || email.in.access === 'refused'
      ? null
      : yield* findEmailComparison(builder, { table: email.in, column: email.column, rows: email.rows })
  const linkColumn = findLinkColumn(table)
  const draft = draftMapping({ catalog, table, findings, choices, emailComparison })
  const subject = { catalog, table, looked: { ...looked, findings }, hashes, emailComparison, choices }
  return {
    table: table.name,
    schema: table.schema,
    confidence: 'guess',
    points: ranked.points + pointsOfHashes(hashes),
    reasons: [...ranked.reasons, ...(hashes === null ? [] : describeHashes(hashes))],
    estimatedRows: table.estimatedRows,
    id: idOf(table),
    findings: Object.fromEntries(
      Object.entries(findings).map(([part, found]) => [part, shown(settledBy(draft, found))]),
    ),
    hashes,
    emailComparison,
    linkColumn,
    host: draft.host,
    questions: findQuestions({ ...subject, draft, linkColumn }),
    problems: findCandidateProblems(subject),
  }
}

function idOf(table: CatalogTable): Candidate['id'] {
  const key = primaryKey(table)
  const column = key === null ? null : namedColumn(table, key)
  return column === null ? null : { column: column.name, type: column.type }
}

function findHashes(
  { describeHash, choices }: Inspector,
  { passwordHash, salt }: Findings,
): HashFinding | null {
  if (passwordHash === undefined || passwordHash.rows.length === 0) return null
  const { rows, column } = passwordHash
  const beside = salt?.in === passwordHash.in ? salt.column : null
  return readHashes({ rows, column, salt: beside, scheme: choices.passwordScheme }, describeHash)
}

/** Where no name tells, the values do. */
function* withHashColumn(
  { builder, choices, describeHash }: Inspector,
  table: CatalogTable,
  findings: Findings,
): Steps<Findings> {
  if (findings.passwordHash !== undefined || choices.columns?.passwordHash !== undefined) return findings
  const passwordHash = yield* findHashColumn(builder, table, { findings, describeHash })
  return passwordHash === null ? findings : { ...findings, passwordHash }
}

/** Nothing says so clearly what a column is as hashes in it. */
function withHashes(findings: Findings, hashes: HashFinding | null): Findings {
  const { passwordHash } = findings
  if (passwordHash === undefined || hashes === null || total(hashes.formats) === 0) return findings
  // Found by its values, it is not made surer by them.
  if (passwordHash.reasons.some((reason) => describeHashes(hashes).includes(reason))) return findings
  const reasons = [...passwordHash.reasons, ...describeHashes(hashes)]
  return { ...findings, passwordHash: { ...passwordHash, confidence: 'sure', reasons } }
}

function pointsOfHashes(hashes: HashFinding | null): number {
  return hashes !== null && total(hashes.formats) > 0 ? 20 : 0
}

/** A rival among the marks for closed accounts is none where both are used. */
function settledBy({ disabled }: Draft, found: Located): Located {
  const used = disabled.filter(({ mapping, confidence }) => mapping !== null && confidence !== 'guess')
  const flag = used.find(({ column }) => column === found.column)
  const others = used.map(({ column }) => column).filter((column) => found.alternatives.includes(column))
  if (flag === undefined || found.key !== null || others.length === 0) return found
  return {
    ...found,
    confidence: flag.confidence,
    reasons: [...flag.reasons, `${others.join(', ')} counts as well`],
  }
}

/** Without the rows: they hold addresses and hashes. */
function shown({ column, table, confidence, reasons, alternatives }: Located): ColumnFinding {
  return { column, table, confidence, reasons, alternatives }
}
