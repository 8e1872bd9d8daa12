import type { PlayedFaults } from './faults.js'
import type { RecordingLog } from './request-log.js'
import type { State } from './state.js'

/** Lifetimes and sizes, settable for tests. */
export interface Limits {
  /** 300 at Amazon. */
  readonly codeLifetimeSeconds: number
  /** 3600 at Amazon. */
  readonly accessTokenLifetimeSeconds: number
  /** Of both kinds of token; Amazon's have 350 to 2048 characters. */
  readonly tokenLength: number
  /** 600 in Amazon's sample. */
  readonly codePairLifetimeSeconds: number
  /** 30 in Amazon's sample. */
  readonly pollIntervalSeconds: number
}

/** What every endpoint works on. */
export interface Emulation {
  state: State
  readonly faults: PlayedFaults
  readonly log: RecordingLog
  readonly limits: Limits
  readonly clock: () => Date
  /** Where the own region listens; empty until it does. */
  origin: string
}
