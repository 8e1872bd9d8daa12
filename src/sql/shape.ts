import type { Column, TableShape } from './dialect.js'
import type { Row } from './executor.js'
import { isSameName } from './identifier.js'
import type { Settings } from './settings.js'

export function hasColumn(shape: TableShape, name: string): boolean {
  return shape.columns.some((column) => isSameName(column.name, name))
}

export function columnOf(shape: TableShape | null, name: string): Column | undefined {
  return (
    shape?.columns.find((column) => column.name === name) ??
    shape?.columns.find((column) => isSameName(column.name, name))
  )
}

/** How many characters a column of text holds; null where nothing says. */
export function lengthOf({ type }: Column): number | null {
  const length = /char[^(]*\((\d+)\)/i.exec(type)?.[1]
  return length === undefined ? null : Number(length)
}

/** A value under a column's name. Most databases take `Deleted_At` for `deleted_at`, and answer in their own spelling. */
export function valueIn(row: Row, name: string): unknown {
  if (Object.hasOwn(row, name)) return row[name]
  const spelled = Object.keys(row).find((key) => isSameName(key, name))
  return spelled === undefined ? undefined : row[spelled]
}

/**
 * Text of the host's own. PostgreSQL hands a column of fixed length over padded with spaces, and compares it as if there
 * were none; the others do not, so there a space at the end is part of the text.
 */
export function textOf({ database }: Pick<Settings, 'database'>, value: unknown): string | null {
  if (typeof value !== 'string') return null
  return database.dialect.name === 'postgres' ? value.replace(/ +$/, '') : value
}

/** True when the database itself keeps these columns unique, in every row and byte by byte. */
export function isUniqueOver(shape: TableShape, columns: readonly string[]): boolean {
  return shape.uniqueKeys.some(
    (key) =>
      key.coversAllRows &&
      key.comparesBytes &&
      key.columns.length === columns.length &&
      columns.every((column) => key.columns.some((other) => isSameName(other, column))),
  )
}
