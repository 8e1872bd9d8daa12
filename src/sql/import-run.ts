import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Judging, Verdict } from './import-judge.js'
import type { Ledger } from './import-ledger.js'
import type { ImportChoices, ImportSource } from './import-options.js'
import { parseRow } from './import-parse.js'
import type { ImportPair, ImportProblem } from './import-row.js'

/** Everything that one import works with. */
export interface ImportRun {
  readonly judging: Judging
  readonly source: ImportSource
  readonly ledger: Ledger
  readonly choices: ImportChoices
}

// A power of two, so that a full batch is one statement for each table; small enough that none takes long.
const batchSize = 1024

/** The input, a batch at a time. */
export async function* batchesOf(run: ImportRun): AsyncGenerator<readonly (ImportPair | ImportProblem)[]> {
  const { judging, choices } = run
  let batch: (ImportPair | ImportProblem)[] = []
  for await (const row of run.source()) {
    batch.push(parseRow(row, judging.ids, choices.subjects ?? 'amazon'))
    if (batch.length < batchSize) continue
    yield batch
    batch = []
    // A database that answers at once would never let a signal or a timer have its turn.
    await nextTurn()
  }
  if (batch.length > 0) yield batch
}

export function isPair(row: ImportPair | ImportProblem): row is ImportPair {
  return !('reason' in row)
}

/** Keeps in mind what the database said, and reports the pairs that it refused. */
export function remember(
  { ledger, choices }: ImportRun,
  pairs: readonly ImportPair[],
  verdicts: readonly Verdict[],
): void {
  for (const [index, pair] of pairs.entries()) {
    const verdict = verdicts[index]
    if (verdict?.kind === 'already-linked') ledger.mark(pair, 'already-linked')
    if (verdict?.kind !== 'refused') continue
    ledger.mark(pair, 'refused')
    const { line, accountId } = pair
    const { reason, linkedTo } = verdict
    choices.onProblem?.({ line, reason, accountId, ...(linkedTo === undefined ? {} : { linkedTo }) })
  }
}
