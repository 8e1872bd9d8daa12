import { comesHome } from './come-home.js'
import { enabledIn, type Reach } from './enabled.js'
import type { Exploration, Explored, Violation } from './exploration.js'
import { brokenIn, type Rules } from './invariants.js'
import { inLanes } from './lanes.js'
import { observe, type View } from './observe.js'
import { mayDie, play } from './play.js'
import { changedByRefusal } from './refusals.js'
import { type Snapshot, World } from './world.js'

interface Node {
  readonly snapshot: Snapshot
  readonly view: View
  readonly step: string
  readonly from: Node | null
  readonly broken: readonly string[]
}

// While one world waits for a cipher, others go on.
const lanes = 4
const nodesAtOnce = 64

/** Takes every step from every state, nearest first, and looks at each state it comes to. */
export async function explore(exploration: Exploration): Promise<Explored> {
  const worlds = await World.openSeveral(exploration.options, lanes)
  return new Search(worlds, exploration).run()
}

class Search {
  readonly #worlds: readonly World[]
  readonly #given: Exploration
  readonly #rules: Rules
  readonly #reach: Reach
  readonly #seen = new Set<string>()
  readonly #home = new Map<string, boolean>()
  readonly #found = new Map<string, Violation>()
  readonly #missing: Set<string>
  readonly #forced = new Set<string>()
  readonly #done = new Set<string>()
  #transitions = 0
  #refused = 0

  constructor(worlds: readonly World[], given: Exploration) {
    this.#worlds = worlds
    this.#given = given
    this.#rules = { design: given.options.design, faults: given.options.faults ?? [] }
    this.#reach = { isRecycled: false, deletes: false, time: false, crashes: false, ...given.reach }
    this.#missing = new Set(given.until)
  }

  async run(): Promise<Explored> {
    let level = await this.#admit([await this.#start()])
    let depth = 0
    while (depth < this.#given.depth && level.length > 0 && !this.#isOver()) {
      level = await this.#expandLevel(level, depth + 1)
      depth += 1
    }
    return {
      states: this.#seen.size,
      transitions: this.#transitions,
      refused: this.#refused,
      depth,
      done: this.#done,
      violations: [...this.#found.values()],
    }
  }

  async #start(): Promise<Node> {
    const [world] = this.#worlds
    if (world === undefined) throw new Error('There is no world to explore.')
    for (const step of this.#given.seed) await play(world, step)
    const snapshot = world.snapshot()
    const view = await observe(world, snapshot)
    return { snapshot, view, step: '', from: null, broken: brokenIn(view, this.#rules) }
  }

  #isOver(): boolean {
    const isEnough = this.#transitions >= (this.#given.mostTransitions ?? Number.POSITIVE_INFINITY)
    return isEnough || (this.#given.until !== undefined && this.#missing.size === 0)
  }

  async #expandLevel(level: readonly Node[], depth: number): Promise<Node[]> {
    const next: Node[] = []
    const isLast = depth === this.#given.depth
    for (let at = 0; at < level.length && !this.#isOver(); at += nodesAtOnce) {
      const nodes = level.slice(at, at + nodesAtOnce)
      const reached = await inLanes(this.#worlds, nodes, (world, node) => this.#expand(world, node))
      const admitted = await this.#admit(reached.flat())
      // The snapshot of a state that nothing is tried from would only fill the memory.
      if (!isLast) next.push(...admitted)
      const { size: states } = this.#seen
      const expanded = at + nodes.length
      this.#given.progress?.({
        depth,
        states,
        transitions: this.#transitions,
        expanded,
        toExpand: level.length,
      })
    }
    return next
  }

  async #expand(world: World, node: Node): Promise<Node[]> {
    const reached: Node[] = []
    for (const step of this.#stepsOf(node.view)) {
      const { writes, after } = await this.#take(world, node, step)
      reached.push(after)
      if (!this.#reach.crashes || hasDied(after) || !mayDie(step)) continue
      for (let count = 1; count <= writes; count += 1) {
        reached.push((await this.#take(world, node, `${step}, dies after ${count}`)).after)
      }
    }
    return reached
  }

  /** What a page of M's does with V's browser is refused for what that browser holds: once for each of that is enough. */
  #stepsOf(view: View): string[] {
    const victim = `${view.accountsKey} ${JSON.stringify(view.tickets.V)} ${view.secret}`
    const steps = enabledIn(view, this.#reach)
    if (this.#forced.has(victim)) return steps.filter((step) => !step.includes('force'))
    this.#forced.add(victim)
    return steps
  }

  async #take(world: World, node: Node, step: string): Promise<{ writes: number; after: Node }> {
    world.restore(node.snapshot)
    const { refused, writes, replies } = await play(world, step)
    this.#transitions += 1
    const snapshot = world.snapshot()
    const view = await observe(world, snapshot)
    const changed = refused ? changedByRefusal(node.snapshot, snapshot, step) : null
    if (refused) this.#refused += 1
    else this.#done.add(/[a-z_]+/.exec(step)?.[0] ?? step)
    const failed = replies.find(({ status }) => status >= 500)
    const broken = [
      ...brokenIn(view, this.#rules),
      ...(changed === null ? [] : [`O-NOWRITE (${changed})`]),
      // Nothing fails here that a site could not help: an answer of 500 would hide what it stands for.
      ...(failed === undefined ? [] : [`failed (${String(failed.body['code'])})`]),
    ]
    return { writes, after: { snapshot, view, step, from: node, broken } }
  }

  /** Of the states that were reached, those that are new and worth going on from. */
  async #admit(reached: readonly Node[]): Promise<Node[]> {
    const fresh = reached.filter((node) => this.#isNew(node))
    await this.#lookHome(fresh)
    for (const node of fresh) if (this.#home.get(node.view.accountsKey) === false) this.#note(node, 'I8')
    // What follows from a broken state is broken, too, and tells nothing new, unless something else is looked for.
    return this.#given.until === undefined ? fresh.filter(({ broken }) => broken.length === 0) : fresh
  }

  #isNew(node: Node): boolean {
    for (const name of node.broken) this.#missing.delete(name)
    if (node.broken.length > 0) this.#note(node)
    const key = hasDied(node) ? `${node.view.key} died` : node.view.key
    if (this.#seen.has(key)) return false
    this.#seen.add(key)
    return true
  }

  /** I8 of each set of accounts that was not seen before: the way home leads past cookies and mailed codes. */
  async #lookHome(nodes: readonly Node[]): Promise<void> {
    if (this.#given.possibilities === 'skipped') return
    const unknown = new Map(nodes.map((node) => [node.view.accountsKey, node]))
    for (const key of this.#home.keys()) unknown.delete(key)
    const asked = [...unknown]
    const answers = await inLanes(this.#worlds, asked, (world, [, node]) =>
      comesHome(world, node, this.#rules),
    )
    for (const [index, [key]] of asked.entries()) this.#home.set(key, answers[index] ?? false)
  }

  #note(node: Node, more?: string): void {
    const broken = [...node.broken, ...(more === undefined ? [] : [more])]
    if (more !== undefined) this.#missing.delete(more)
    const kind = broken.join(' ')
    // One path of each kind, the shortest: breadth first finds it first.
    if (this.#found.has(kind)) return
    const path = pathTo(node)
    this.#found.set(kind, { broken, path: [...this.#given.seed, ...path], depth: path.length })
  }
}

/** A process dies once on a path: what a second death leaves, another path shows. */
function hasDied({ step, from }: Node): boolean {
  return step.includes('dies') || (from !== null && hasDied(from))
}

function pathTo({ step, from }: Node): string[] {
  return from === null ? [] : [...pathTo(from), step]
}
