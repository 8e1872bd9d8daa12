import type { ImportOutcome } from '../sql.js'
import { type ProblemLog, renderProblem } from './import-problems.js'
import type { Report } from './report.js'

const shown = 20

/** What an import came to, for people and for programs. */
export function renderImport(
  outcome: ImportOutcome,
  problems: ProblemLog,
  { mode, reportFile }: { readonly mode: 'all-rows' | 'sound-rows'; readonly reportFile: string | null },
): Report {
  const isRefused = outcome.refused > 0 && mode === 'all-rows' && outcome.result !== 'written'
  return {
    text: [summary(outcome), ...problemLines(problems, outcome, reportFile), ...advice(outcome, mode)].join(
      '\n',
    ),
    json: { ...outcome, reasons: Object.fromEntries(problems.reasons), problems: problems.first, reportFile },
    outcome: isRefused ? 'failed' : 'done',
  }
}

function summary({ result, rows, linked, alreadyLinked, repeated, refused }: ImportOutcome): string {
  const verb = result === 'written' ? 'Linked' : 'Would link'
  const counts = [
    `${verb} ${count(linked, 'account')}`,
    ...(alreadyLinked > 0 ? [`${number(alreadyLinked)} already there`] : []),
    ...(repeated > 0 ? [`${number(repeated)} given once more`] : []),
    ...(refused > 0 ? [`${number(refused)} not importable`] : []),
  ]
  const written = result === 'written' ? '' : ' Nothing was written.'
  return `${counts.join(', ')}, of ${count(rows, 'row')}.${written}`
}

function problemLines(
  { first, reasons }: ProblemLog,
  { refused }: ImportOutcome,
  file: string | null,
): string[] {
  if (first.length === 0) return []
  const lines = first.slice(0, shown).map((problem) => `  ${renderProblem(problem)}`)
  const rest = refused - lines.length
  const more = rest > 0 ? [`  … and ${number(rest)} more`] : []
  const sums = [...reasons].map(([reason, times]) => `${reason} ${number(times)}`).join(', ')
  const where =
    file === null ? 'All of them into a file: --report problems.csv' : `All of them are in ${file}.`
  return [...lines, ...more, `By reason: ${sums}`, ...(rest > 0 || file !== null ? [where] : [])]
}

function advice({ result, refused }: ImportOutcome, mode: 'all-rows' | 'sound-rows'): string[] {
  if (refused > 0 && mode === 'all-rows' && result !== 'written') {
    return ['Correct these rows, or import the others without them: --skip-conflicts']
  }
  return result === 'checked' ? ['Dry run. To write it, run the same command without --dry-run.'] : []
}

function count(value: number, what: string): string {
  return `${number(value)} ${what}${value === 1 ? '' : 's'}`
}

function number(value: number): string {
  return value.toLocaleString('en')
}
