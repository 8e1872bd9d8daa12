import { judge } from './import-judge.js'
import type { ImportPair } from './import-row.js'
import { batchesOf, type ImportRun, isPair, remember } from './import-run.js'

/** What never gets as far as the ledger, and how much there was. */
export interface Checked {
  readonly rows: number
  readonly malformed: number
  readonly repeated: number
}

/** Looks at every row, and writes nothing. */
export async function checkRows(run: ImportRun): Promise<Checked> {
  const { judging, choices } = run
  let [rows, malformed, repeated] = [0, 0, 0]
  for await (const batch of batchesOf(run)) {
    const pairs = batch.filter(isPair)
    for (const row of batch) if (!isPair(row)) choices.onProblem?.(row)
    const entered = pairs.map((pair) => enter(run, pair))
    const open = pairs.filter((pair, index) => entered[index] === 'first' && isOpen(run, pair))
    const verdicts = await judging.settings.database.executor.read(() => judge(judging, open))
    remember(run, open, verdicts)
    rows += batch.length
    malformed += batch.length - pairs.length
    repeated += entered.filter((one) => one === 'repeated').length
    choices.onProgress?.({ phase: 'checking', done: rows, total: null })
  }
  return { rows, malformed, repeated }
}

function isOpen({ ledger }: ImportRun, pair: ImportPair): boolean {
  return ledger.standing(pair) === 'open'
}

function enter({ ledger, choices }: ImportRun, pair: ImportPair): 'first' | 'repeated' | 'refused' {
  const entered = ledger.enter(pair)
  if (entered.kind !== 'contradiction') return entered.kind
  const { between: reason, otherLine, alsoRefused } = entered
  for (const line of alsoRefused) choices.onProblem?.({ line, reason, otherLine: pair.line })
  choices.onProblem?.({ line: pair.line, reason, accountId: pair.accountId, otherLine })
  return 'refused'
}
