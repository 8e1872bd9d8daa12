/** What every driver takes as a bound value. */
export type Bindable = string | number | bigint | null | Uint8Array

// libsql ends the whole process on a boolean and cuts text at a NUL character: neither may get as far as a driver.
/** Turns a value into one that every driver binds faithfully, or throws. */
export function toBindable(value: unknown): Bindable {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'bigint') return value
  if (typeof value === 'number') return finite(value)
  if (typeof value === 'string') return withoutNul(value)
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return value
  throw new TypeError(`A ${Array.isArray(value) ? 'list' : typeof value} cannot be stored in a column.`)
}

function finite(value: number): number {
  if (!Number.isFinite(value))
    throw new TypeError('A number that is not finite cannot be stored in a column.')
  return value
}

function withoutNul(value: string): string {
  if (value.includes('\0')) throw new TypeError('Text with a NUL character cannot be stored in a column.')
  return value
}
