import type { PasswordOptions } from '../ports/password-options.js'

/** How stored hashes are told apart and checked. */
export interface PasswordHashes {
  readonly recognizeHash: (hash: string, options: PasswordOptions) => string | null
  readonly describeHash: (
    hash: string,
    options: PasswordOptions,
  ) => { readonly format: string | null; readonly weak: boolean; readonly problem: string | null }
  readonly verifyPasswordHash: (hash: string, password: string, options: PasswordOptions) => Promise<boolean>
  /** Spends the time of checking a hash like this one. */
  readonly verifyNobody: (
    password: string,
    options: PasswordOptions & { readonly like?: string },
  ) => Promise<void>
}
