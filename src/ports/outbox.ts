/** A mail on its way. What it says is sealed: a store that is read by somebody tells them nothing. */
export interface QueuedMail {
  /** 128 random bits, base64url. */
  readonly id: string
  /** The mail, sealed; or what `orderNotice` made. */
  readonly sealed: string
  readonly dueAt: Date
  /** After this it is no news any more, and is dropped. */
  readonly expiresAt: Date
}

export interface ClaimedMail extends QueuedMail {
  /** How often sending it was tried before. */
  readonly attempts: number
}

/**
 * Mails that were written with the change they tell of, kept until they are sent. Several instances may deliver at
 * once: whoever claims a mail has it until the lease ends. A mail may be sent twice, never not at all.
 */
export interface Outbox {
  /** Some of the mails that are due, each held until `leaseUntil`; expired ones are dropped. */
  claim(now: Date, leaseUntil: Date, most: number): Promise<readonly ClaimedMail[]>
  /** It was sent. */
  remove(id: string): Promise<void>
  /** It was not: counts the attempt, and tries again at `dueAt`. */
  postpone(id: string, dueAt: Date): Promise<void>
}
