// What a quote could break out of, and what two layers could read differently, is refused before anything quotes it.
// A space or a hyphen may stand inside, alone: two hyphens begin a comment.
const identifier = /^[A-Za-z_](?:[A-Za-z0-9_$]|[ -](?=[A-Za-z0-9_$])){0,62}$/

/** What is wrong with the name of a table, schema or column, and how to mend it; null when nothing is. */
export function identifierProblem(where: string, name: unknown): string | null {
  // Our builder takes ` as ` for another name that follows.
  if (typeof name === 'string' && identifier.test(name) && !/ as /i.test(name)) return null
  const shown = JSON.stringify(name)?.slice(0, 80) ?? 'undefined'
  return `${where}: ${shown} is not a name that can be used. Use letters from A to Z, digits, _ and $, single spaces and hyphens inside, at most 63 characters, not starting with a digit; give the schema of a table as "schema", apart from its name. Another name can be given by a view.`
}

/** Whether two names are one where case does not count: most databases take `Users` for `users`. */
export function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

/** The table of `crm.users`. */
export function withoutSchema(table: string): string {
  return table.slice(table.indexOf('.') + 1)
}
