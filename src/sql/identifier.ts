// The strictest rule that real schemas pass. What a quote could break out of is refused before anything quotes it.
const identifier = /^[A-Za-z_][A-Za-z0-9_$]{0,62}$/

/** What is wrong with the name of a table or column, and how to mend it; null when nothing is. */
export function identifierProblem(where: string, name: unknown): string | null {
  if (typeof name === 'string' && identifier.test(name)) return null
  const shown = JSON.stringify(name)?.slice(0, 80) ?? 'undefined'
  return `${where}: ${shown} is not a name that can be used. Use letters, digits, _ and $, at most 63, not starting with a digit; give a schema as accounts.schema.`
}
