import { randomBytes } from 'node:crypto'

/**
 * Different in every row, and under no scheme a hash of anything: there is nothing to guess. 44 characters, or as many
 * as the column holds; Django's own unusable passwords begin in the same way.
 */
export function unusablePassword(most: number | null): string {
  return `!${randomBytes(32).toString('base64url')}`.slice(0, most ?? undefined)
}
