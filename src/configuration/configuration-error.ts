/** A configuration that cannot be used. Lists all problems at once, each with its fix. */
export class ConfigurationError extends Error {
  readonly code = 'configuration-invalid'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`
    super(
      `Sparekey cannot start, ${count} in the configuration:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    )
    this.name = 'ConfigurationError'
    this.problems = problems
  }
}
