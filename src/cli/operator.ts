import { userInfo } from 'node:os'

/** Who runs the command, for the audit record: as named, else the user of the operating system. */
export function nameOperator(given: string | undefined): string {
  if (given !== undefined && given.trim() !== '') return given.trim().slice(0, 100)
  try {
    return userInfo().username
  } catch {
    return 'unknown'
  }
}
