import type { Column, TableShape } from './dialect.js'

/** Columns that a row cannot do without and that nothing fills in. */
export function unfilledColumns({ columns }: TableShape, filled: readonly string[]): Column[] {
  const names = new Set(filled.map((name) => name.toLowerCase()))
  return columns.filter(
    ({ name, isRequired, hasDefault }) => isRequired && !hasDefault && !names.has(name.toLowerCase()),
  )
}
