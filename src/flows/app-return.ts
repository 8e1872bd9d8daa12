/** An app at another origin began this, and hears there how it ended. */
export interface AppReturn {
  /** RFC 7636 §4.2: digest of a verifier that only the page that began has. Null for linking: nothing is handed over. */
  readonly challenge: string | null
  /** The app's page for refusals; null for the one it returns to. */
  readonly refusedTo: string | null
}
