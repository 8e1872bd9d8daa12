import type { AmazonClientSettings } from './authorization.js'

export interface Limits {
  readonly timeoutMilliseconds: number
  readonly maximumBytes: number
}

/** How long one call may take and how large its answer may be, defaults filled in. */
export function limitsOf(settings: AmazonClientSettings): Limits {
  return {
    timeoutMilliseconds: settings.timeoutMilliseconds ?? 5_000,
    maximumBytes: settings.maximumBytes ?? 65_536,
  }
}
