/** So many attempts in so many seconds, counted per key. */
export interface Limit {
  /** Names the counter; part of the stored key. */
  readonly name: string
  readonly attempts: number
  readonly windowSeconds: number
}

export interface LimiterAnswer {
  readonly allowed: boolean
  /** How long until another attempt is allowed; 0 when this one was. */
  readonly retryAfterSeconds: number
}

/** Counts attempts. Must be atomic: of many parallel calls no more than `attempts` are allowed. */
export interface Limiter {
  /** Counts one attempt, then says whether it may go on. */
  consume(limit: Limit, key: string): Promise<LimiterAnswer>
  /** Forgets the attempts of this key, after a success of that same key. */
  reset(limit: Limit, key: string): Promise<void>
}
