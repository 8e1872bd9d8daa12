/** The connection ended during COMMIT: the change was made or it was not, and trying again might make it twice. */
export class OutcomeUnknownError extends Error {
  override readonly name = 'OutcomeUnknownError'
  readonly code = 'outcome-unknown'

  constructor(cause: unknown) {
    super('The connection ended while a change was being committed; whether it was made is not known.', {
      cause,
    })
  }
}
