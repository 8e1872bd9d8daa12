import type { TableShape } from './dialect.js'

export function hasColumn(shape: TableShape, name: string): boolean {
  return shape.columns.some((column) => sameName(column.name, name))
}

/** True when the database itself keeps these columns unique, in every row and byte by byte. */
export function isUniqueOver(shape: TableShape, columns: readonly string[]): boolean {
  return shape.uniqueKeys.some(
    (key) =>
      key.coversAllRows &&
      key.comparesBytes &&
      key.columns.length === columns.length &&
      columns.every((column) => key.columns.some((other) => sameName(other, column))),
  )
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
