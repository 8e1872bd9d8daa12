/** Enough of a value to find it again, too little to tell whose it is. */
export function maskValue(value: unknown): string {
  const text = String(value)
  const at = text.lastIndexOf('@')
  if (at === -1) return text.length <= 8 ? `${text.slice(0, 1)}…` : `${text.slice(0, 2)}…${text.slice(-2)}`
  return `${text.slice(0, 1)}…${text.slice(at)}`
}
