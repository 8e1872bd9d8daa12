/** One way of storing a password. */
export interface PasswordFormat {
  readonly name: string
  /** True only for a whole, well-formed hash that `verify` can check. */
  recognizes(hash: string): boolean
  /** Checks a password against a hash that `recognizes` accepted. */
  verify(hash: string, password: string): Promise<boolean>
  /** Takes as long as `verify` with this hash would. */
  spend(hash: string, password: string): Promise<void>
}
