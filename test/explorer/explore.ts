import { play } from './actions.js'
import { enabledIn, type Reach } from './enabled.js'
import { brokenIn, isAtHome, type Rules } from './invariants.js'
import type { Actor } from './model.js'
import { observe, type View } from './observe.js'
import type { SiteOptions } from './site.js'
import { type Snapshot, World } from './world.js'

export interface Exploration {
  readonly options: SiteOptions
  readonly seed: readonly string[]
  readonly depth: number
  readonly reach?: Partial<Reach>
  /** Ends the search: a fault was found. Default: searches to the end of the depth. */
  readonly stopAtFirst?: 'yes'
  readonly mostTransitions?: number
  /** Default: looked for in every state. */
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
  readonly depth: number
}

export interface Explored {
  readonly states: number
  readonly transitions: number
  readonly refused: number
  readonly depth: number
  readonly isComplete: boolean
  readonly violations: readonly Violation[]
}

interface Node {
  readonly snapshot: Snapshot
  readonly view: View
  readonly path: readonly string[]
}

/** Takes every step from every state, nearest first, and looks at each state it comes to. */
export async function explore(exploration: Exploration): Promise<Explored> {
  const search = new Search(await World.open(exploration.options), exploration)
  return search.run()
}

class Search {
  readonly #world: World
  readonly #given: Exploration
  readonly #rules: Rules
  readonly #reach: Reach
  readonly #seen = new Set<string>()
  readonly #found = new Map<string, Violation>()
  #transitions = 0
  #refused = 0

  constructor(world: World, given: Exploration) {
    this.#world = world
    this.#given = given
    this.#rules = { design: given.options.design, faults: given.options.faults ?? [] }
    this.#reach = { isRecycled: false, deletes: false, ...given.reach }
  }

  async run(): Promise<Explored> {
    for (const step of this.#given.seed) await play(this.#world, step)
    const view = await observe(this.#world)
    this.#seen.add(view.key)
    let level: Node[] = [{ snapshot: this.#world.snapshot(), view, path: [] }]
    await this.#judge(level[0])
    let depth = 0
    while (depth < this.#given.depth && level.length > 0 && !this.#isOver()) {
      level = await this.#expandLevel(level, depth)
      depth += 1
    }
    const { size: states } = this.#seen
    const violations = [...this.#found.values()]
    return {
      states,
      transitions: this.#transitions,
      refused: this.#refused,
      depth,
      isComplete: !this.#isOver(),
      violations,
    }
  }

  #isOver(): boolean {
    const isEnough = this.#transitions >= (this.#given.mostTransitions ?? Number.POSITIVE_INFINITY)
    return isEnough || (this.#given.stopAtFirst === 'yes' && this.#found.size > 0)
  }

  async #expandLevel(level: readonly Node[], depth: number): Promise<Node[]> {
    const next: Node[] = []
    const isLast = depth + 1 === this.#given.depth
    for (const [expanded, node] of level.entries()) {
      for (const step of enabledIn(node.view, this.#reach)) {
        if (this.#isOver()) return next
        const reached = await this.#take(node, step)
        // The snapshot of a state that nothing is tried from would only fill the memory.
        if (reached !== null && !isLast) next.push(reached)
      }
      if (expanded % 50 === 0) this.#report(depth + 1, expanded, level.length)
    }
    return next
  }

  #report(depth: number, expanded: number, toExpand: number): void {
    const { size: states } = this.#seen
    this.#given.progress?.({ depth, states, transitions: this.#transitions, expanded, toExpand })
  }

  /** The state a step leads to, when it is a new one. */
  async #take(node: Node, step: string): Promise<Node | null> {
    this.#world.restore(node.snapshot)
    const outcome = await play(this.#world, step)
    this.#transitions += 1
    const snapshot = this.#world.snapshot()
    const view = await observe(this.#world)
    const reached = { snapshot, view, path: [...node.path, step] }
    if (outcome.refused) {
      this.#refused += 1
      const changed = changedByRefusal(node, reached, step)
      if (changed !== null) this.#note(reached, [`O-NOWRITE (${changed})`])
    }
    if (this.#seen.has(view.key)) return null
    this.#seen.add(view.key)
    await this.#judge(reached)
    // What follows from a broken state is broken, too, and tells nothing new.
    return brokenIn(view, this.#rules).length > 0 ? null : reached
  }

  async #judge(node: Node | undefined): Promise<void> {
    if (node === undefined) return
    const broken = brokenIn(node.view, this.#rules)
    const isPossible = this.#given.possibilities === 'skipped' || (await this.#canComeHome(node))
    this.#note(node, isPossible ? broken : [...broken, 'I8'])
  }

  #note({ path }: Node, broken: readonly string[]): void {
    if (broken.length === 0) return
    const kind = broken.join(' ')
    // One path of each kind, the shortest: breadth first finds it first.
    if (this.#found.has(kind)) return
    this.#found.set(kind, { broken, path: [...this.#given.seed, ...path], depth: path.length })
  }

  /** I8: with her mailbox and the site's own pages V gets to an account of hers, whatever M has done. */
  async #canComeHome(node: Node): Promise<boolean> {
    if (isAtHome(node.view, this.#rules)) return true
    for (const way of [['V.ask_reset v'], ['V.logout', 'V.register v']]) {
      this.#world.restore(node.snapshot)
      for (const step of way) await play(this.#world, step)
      const { accounts } = await observe(this.#world)
      for (const { id, tokens } of accounts) {
        const mailed = tokens.find(({ kind, address }) => kind !== 'change' && address === 'v')
        if (mailed === undefined) continue
        await play(this.#world, `V.click ${mailed.kind} ${id} v`)
        if (isAtHome(await observe(this.#world), this.#rules)) return true
      }
    }
    return false
  }
}

/** A no writes nothing: no account, link, session or mail of anybody's, and the other browser is as it was. */
function changedByRefusal(before: Node, after: Node, step: string): string | null {
  const actor: Actor = step.startsWith('V') ? 'V' : 'M'
  for (const table of Object.keys(before.snapshot.tables)) {
    // A ticket may be used up by a no.
    if (table === 'sparekey_tickets') continue
    if (before.snapshot.tables[table] !== after.snapshot.tables[table]) return table
  }
  const isForced = step.includes('force')
  const other = actor === 'V' || isForced ? 'M' : 'V'
  if (JSON.stringify(before.snapshot.jars[other]) !== JSON.stringify(after.snapshot.jars[other]))
    return `cookies of ${other}`
  const session = (node: Node) => node.snapshot.jars[actor].find(([name]) => name === 'session')?.[1]
  return session(before) === session(after) ? null : `session of ${actor}`
}
