import { auditValues } from './audit.js'
import { ChangedMeanwhileError, ImportChangedError } from './errors.js'
import type { Steps } from './executor.js'
import { judge, type Verdict } from './import-judge.js'
import { insertMany } from './import-links.js'
import type { ImportPair } from './import-row.js'
import { batchesOf, type ImportRun, isPair, remember } from './import-run.js'

/** Writes what the check left open, a batch at a time: each is there with its audit records, or not at all. */
export async function writeRows(run: ImportRun): Promise<void> {
  const { ledger, choices } = run
  const total = ledger.count('open')
  let done = 0
  for await (const batch of batchesOf(run)) {
    const pairs = batch.filter(isPair)
    if (pairs.some((pair) => ledger.standing(pair) === null)) throw new ImportChangedError()
    const open = withoutRepeated(pairs.filter((pair) => ledger.standing(pair) === 'open'))
    await writeBatch(run, open)
    done += open.length
    choices.onProgress?.({ phase: 'writing', done, total })
  }
  // Rows that were there when the input was looked at are gone.
  if (ledger.count('open') > 0) throw new ImportChangedError()
}

function withoutRepeated(pairs: readonly ImportPair[]): ImportPair[] {
  return [...new Map(pairs.map((pair) => [pair.subject, pair])).values()]
}

// Once is a customer who signed in at the same moment; more is a key that takes two values for one.
const rounds = 3

async function writeBatch(run: ImportRun, pairs: readonly ImportPair[]): Promise<void> {
  if (pairs.length === 0) return
  const verdicts = await writeInRounds(run, pairs)
  if (verdicts !== null) return settle(run, pairs, verdicts)
  if (pairs.length === 1) return remember(run, pairs, [{ kind: 'refused', reason: 'key-clash' }])
  const half = Math.ceil(pairs.length / 2)
  await writeBatch(run, pairs.slice(0, half))
  await writeBatch(run, pairs.slice(half))
}

function settle(run: ImportRun, pairs: readonly ImportPair[], verdicts: readonly Verdict[]): void {
  remember(run, pairs, verdicts)
  for (const [index, pair] of pairs.entries()) {
    if (isNew(verdicts[index])) run.ledger.mark(pair, 'linked')
  }
}

/** Null when a unique key stood in the way each time. */
async function writeInRounds(run: ImportRun, pairs: readonly ImportPair[]): Promise<Verdict[] | null> {
  const { dialect, executor } = run.judging.settings.database
  for (let round = 1; round <= rounds; round += 1) {
    try {
      return await executor.transaction(() => judgeAndWrite(run, pairs))
    } catch (error) {
      const isRace = error instanceof ChangedMeanwhileError || dialect.readViolation(error)?.rule === 'unique'
      if (!isRace) throw error
    }
  }
  return null
}

function* judgeAndWrite(run: ImportRun, pairs: readonly ImportPair[]): Steps<Verdict[]> {
  const { links, issuer, settings } = run.judging
  const at = settings.clock()
  // Read again: a customer may have linked one of these since the check.
  const verdicts = yield* judge(run.judging, pairs)
  const fresh = pairs.filter((_, index) => verdicts[index]?.kind === 'new')
  if (fresh.length > 0) yield* links.write(fresh, at)
  for (const [index, { subject, accountId }] of pairs.entries()) {
    if (verdicts[index]?.kind === 'new-over-remains')
      yield* links.writeOver({ issuer, subject }, accountId, at)
  }
  yield* writeAudit(
    run,
    pairs.filter((_, index) => isNew(verdicts[index])),
    at,
  )
  return verdicts
}

function isNew(verdict: Verdict | undefined): boolean {
  return verdict?.kind === 'new' || verdict?.kind === 'new-over-remains'
}

function* writeAudit({ judging, choices }: ImportRun, pairs: readonly ImportPair[], at: Date): Steps<void> {
  const { issuer, settings } = judging
  const details = { ...choices.details, by: 'import' }
  const records = pairs.map(({ subject, accountId }) =>
    auditValues({ at, event: 'linked', accountId, identity: { issuer, subject }, details }),
  )
  yield* insertMany(records, (chunk) =>
    settings.database.builder
      .insertInto(settings.audit)
      .values([...chunk])
      .compile(),
  )
}
