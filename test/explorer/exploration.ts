import type { Reach } from './enabled.js'
import type { SiteOptions } from './site.js'

/** What to search: from where, how far, and with what. */
export interface Exploration {
  readonly options: SiteOptions
  readonly seed: readonly string[]
  readonly depth: number
  readonly reach?: Partial<Reach>
  /** Ends when each of these was found broken, and goes on from broken states until then. Default: to the end of the depth. */
  readonly until?: readonly string[]
  readonly mostTransitions?: number
  /** Default: I8 is looked for in every state. */
  readonly possibilities?: 'skipped'
  readonly progress?: (done: Progress) => void
}

export interface Progress {
  readonly depth: number
  readonly states: number
  readonly transitions: number
  /** Of the states of this depth, those whose steps were taken. */
  readonly expanded: number
  readonly toExpand: number
}

export interface Violation {
  readonly broken: readonly string[]
  /** From the empty site, so that a person can replay it. */
  readonly path: readonly string[]
  /** Steps after the seed. */
  readonly depth: number
}

export interface Explored {
  readonly states: number
  readonly transitions: number
  readonly refused: number
  readonly depth: number
  /** The steps that came to something at least once, by name. */
  readonly done: ReadonlySet<string>
  /** One for each kind, the shortest. */
  readonly violations: readonly Violation[]
}
