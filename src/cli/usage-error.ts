/** A command that cannot be carried out as given. Shown without a stack: what is wrong, then what to do next. */
export class UsageError extends Error {
  override readonly name = 'UsageError'

  constructor(
    message: string,
    readonly nextStep: string,
  ) {
    super(message)
  }
}
