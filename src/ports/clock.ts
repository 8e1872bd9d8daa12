/** The time now. Injected, so that tests decide when things expire. */
export type Clock = () => Date

/** Measures short spans and waits for them, whatever becomes of the clock. */
export interface Timer {
  /** Milliseconds since any moment; they only grow. */
  readonly elapsed: () => number
  readonly wait: (milliseconds: number) => Promise<void>
}

/** So many bytes from a cryptographic source. */
export type Random = (bytes: number) => Uint8Array
