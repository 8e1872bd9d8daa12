/** One plain message to one address. */
export interface Mail {
  /** A single address the host has proven. Never Amazon's. */
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** Sends a mail, or throws. Sparekey reports a failure as an event and goes on. */
export interface Mailer {
  send(mail: Mail): Promise<void>
}
