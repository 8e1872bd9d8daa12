/** What the host chose, as far as the rules ask. There is no option that lets an email link or sign in. */
export interface LinkingPolicy {
  /** `when-needed`: ask only for what is missing · `always`: show the page every time · `closed`: no new accounts. */
  readonly registration: 'when-needed' | 'always' | 'closed'
  /** `helpful`: the page says when an account has the address · `strict`: the same page for everybody. */
  readonly disclosure: 'helpful' | 'strict'
}
