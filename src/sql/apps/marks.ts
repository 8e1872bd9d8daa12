const quoted = /"[^"]*"|'[^']*'|`[^`]*`/.source

/** `$1`, `$2` … as `?`. The numbers must count up, as those of our builder do. */
export function withQuestionMarks(sql: string): string {
  return sql.replace(new RegExp(`${quoted}|\\$\\d+`, 'g'), (part) => (part.startsWith('$') ? '?' : part))
}

/** `?` as `$1`, `$2` … */
export function withNumbers(sql: string): string {
  let count = 0
  return sql.replace(new RegExp(`${quoted}|\\?`, 'g'), (part) => (part === '?' ? `$${(count += 1)}` : part))
}
