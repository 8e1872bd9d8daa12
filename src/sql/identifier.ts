/** Longer names are longer than any database takes. */
const mostCharacters = 128

// Quotes of every kind and what cannot be seen: whatever quotes a name, it could break out of or be mistaken.
const unusable = /["'`\\[\]\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u

/** What is wrong with the name of a column of the host's, and how to mend it; null when nothing is. */
export function columnProblem(where: string, name: unknown): string | null {
  return isUsable(name) ? null : problem(where, name, '')
}

// Where a table stands, ` as ` would give it another name, and a dot a schema.
/** The same for a table, a schema, and a column that is written into tables of ours. */
export function identifierProblem(where: string, name: unknown): string | null {
  if (isUsable(name) && !name.includes('.') && !/\sas\s/i.test(name)) return null
  return problem(where, name, ' Give the schema of a table as "schema", apart from its name.')
}

function isUsable(name: unknown): name is string {
  if (typeof name !== 'string' || name === '' || name !== name.trim()) return false
  return Array.from(name).length <= mostCharacters && !unusable.test(name)
}

function problem(where: string, name: unknown, more: string): string {
  const shown = JSON.stringify(name)?.slice(0, 80) ?? 'undefined'
  return `${where}: ${shown} is not a name that can be used. It must be 1 to ${mostCharacters} characters without quotes, backslashes, brackets, control characters and spaces at its ends.${more}`
}
