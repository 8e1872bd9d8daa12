import type { ImportProblem, ImportRow, ImportSource } from 'sparekey/sql'

/** A subject as Amazon writes it, told apart by a number or a word. */
export function aSubject(which: number | string): string {
  return `amzn1.account.A${String(which).toUpperCase().padStart(12, 'Z')}`
}

/** Rows of `[account id, subject]`, numbered from 1. */
export function rowsOf(pairs: readonly (readonly [accountId: string, subject: string])[]): ImportSource {
  return async function* (): AsyncGenerator<ImportRow> {
    for (const [index, [accountId, subject]] of pairs.entries()) yield { line: index + 1, accountId, subject }
  }
}

/** Collects what an import reports, in the order of lines. */
export function collectProblems() {
  const found: ImportProblem[] = []
  return {
    onProblem: (problem: ImportProblem) => void found.push(problem),
    problems: () => found.toSorted((one, other) => one.line - other.line),
  }
}
