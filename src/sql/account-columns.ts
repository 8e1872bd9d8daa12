import type { ColumnPlace, Dialect, EmailColumn, IdColumn } from './dialect.js'
import type { Steps } from './executor.js'

/** What the columns of the accounts are like: the database is asked once, at the first need. */
export interface AccountColumns {
  id(): Steps<IdColumn>
  email(): Steps<EmailColumn>
}

export function createAccountColumns(
  dialect: Dialect,
  places: { readonly id: ColumnPlace; readonly email: ColumnPlace },
): AccountColumns {
  return {
    id: once(() => dialect.describeId(places.id)),
    email: once(() => dialect.describeEmail(places.email)),
  }
}

function once<T>(ask: () => Steps<T>): () => Steps<T> {
  let known: { readonly answer: T } | null = null
  return function* () {
    known ??= { answer: yield* ask() }
    return known.answer
  }
}
