/** One plain message to one address. */
export interface Mail {
  /** A single address: one the host has proven, or the one a new customer is just about to prove. */
  readonly to: string
  readonly subject: string
  readonly text: string
  /** The same words as HTML, for mail programs that show it. */
  readonly html?: string
}

/** Sends a mail, or throws. Sparekey reports a failure as an event and goes on. */
export interface Mailer {
  send(mail: Mail): Promise<void>
}
