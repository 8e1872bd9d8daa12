import type { FieldProblem, Registration } from '../ports/host.js'
import { type AccountDraft, draftAccount, type PartDraft } from './account-draft.js'
import type { AccountRows } from './account-rows.js'
import type { Violation } from './dialect.js'
import { AccountUnavailableError } from './errors.js'
import type { Steps } from './executor.js'
import type { SqlAccount } from './options.js'
import type { Settings } from './settings.js'
import { usernameProblem } from './username.js'

/** The fields in the way of a new account. `readProblems` reads it. Thrown inside a transaction, so that it leaves nothing behind. */
class RegistrationProblems extends Error {
  override readonly name = 'RegistrationProblems'
  readonly problems: readonly FieldProblem[]

  constructor(problems: readonly FieldProblem[]) {
    super('The registration cannot be stored as it is.')
    this.problems = problems
  }
}

/** Writes a new account, or throws what `readProblems` reads. A clash with an existing account never leads to that account. */
export function* createAccount(
  settings: Settings,
  rows: AccountRows,
  registration: Registration,
): Steps<SqlAccount> {
  const { accountsTable } = settings
  const draft = yield* draftAccount(settings, registration)
  const username = yield* usernameProblem(settings, registration)
  const problems = [...draft.problems, ...(username === null ? [] : [username])]
  if (problems.length > 0) throw new RegistrationProblems(problems)
  const id = yield* insertAccount(settings, draft)
  if (id !== null) for (const part of draft.parts) yield* insertPart(settings, id, part)
  const account = id === null ? null : yield* rows.find(id)
  if (account !== null) return account
  throw new AccountUnavailableError(
    `The new row in ${accountsTable} has no id. Let the database make one, or give accounts.newId.`,
  )
}

function* insertAccount(settings: Settings, { values, fieldOf }: AccountDraft): Steps<string | null> {
  const { database, accounts } = settings
  const { table, schema = null, id } = accounts
  try {
    return yield* database.dialect.insertRow({ table, schema, id, values })
  } catch (error) {
    const violation = database.dialect.readViolation(error)
    throw violation === null ? error : new BrokenRule(violation, fieldOf, error)
  }
}

function* insertPart(settings: Settings, id: string, { part, values, fieldOf }: PartDraft): Steps<void> {
  const { database } = settings
  const row = { ...values, [part.account]: id }
  try {
    yield database.builder.insertInto(part.qualified).values(row).compile()
  } catch (error) {
    const violation = database.dialect.readViolation(error)
    throw violation === null ? error : new BrokenRule(violation, fieldOf, error)
  }
}

/** A rule of the schema stopped the new account. What it is about is asked when the transaction is over. */
class BrokenRule extends Error {
  override readonly name = 'BrokenRule'
  readonly violation: Violation
  readonly fieldOf: Readonly<Record<string, string>>

  constructor(violation: Violation, fieldOf: Readonly<Record<string, string>>, cause: unknown) {
    super('A rule of the accounts table was broken.', { cause })
    this.violation = violation
    this.fieldOf = fieldOf
  }
}

const problemOf = { unique: 'taken', 'not-null': 'required', check: 'invalid' } as const

/** What stood in the way of a new account, where that is the visitor's to mend; throws any other error on. */
export async function readProblems(
  { database }: Pick<Settings, 'database'>,
  error: unknown,
): Promise<readonly FieldProblem[]> {
  if (error instanceof RegistrationProblems) return error.problems
  if (!(error instanceof BrokenRule)) throw error
  const { violation, fieldOf } = error
  const columns = await database.executor.read(() =>
    database.dialect.columnsOf(violation, Object.keys(fieldOf)),
  )
  const fields = columns.flatMap((column) => fieldOf[column] ?? [])
  // A rule about a column that the visitor has no say in is the host's to mend.
  if (fields.length === 0) throw error.cause
  // Of a key over several columns one is enough to name: the visitor can change it.
  return fields
    .slice(0, violation.rule === 'unique' ? 1 : undefined)
    .map((field) => ({ field, problem: problemOf[violation.rule] }))
}
