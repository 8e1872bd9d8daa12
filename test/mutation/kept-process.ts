import { ForksPoolWorker, type PoolOptions, type PoolWorker, type WorkerRequest } from 'vitest/node'

interface Kept {
  readonly worker: ForksPoolWorker
  runs: number
}

interface Message {
  readonly type?: string
}

type Listener = (message: Message) => void

const runsOfOneProcess = 40
// A test that ran into a time limit may still go on inside, and would count against the next mutant.
const unhurriedMilliseconds = 20_000

/**
 * Makes the workers of a pool whose process goes on living between runs: the sources are loaded once for many mutants, and
 * only the test files are loaded anew. A mutant of what runs while modules load gets a process of its own.
 */
export function createKeptProcesses(): (options: PoolOptions) => PoolWorker {
  const spare: Kept[] = []
  return (options) => new KeptProcess(options, spare)
}

class KeptProcess implements PoolWorker {
  readonly name = 'kept-process'
  private readonly options: PoolOptions
  private readonly spare: Kept[]
  private readonly listeners: [string, Listener][] = []
  private readonly needsFreshModules: boolean
  private kept: Kept | undefined
  private startedAt = 0
  private isRunning = false

  constructor(options: PoolOptions, spare: Kept[]) {
    this.options = options
    this.spare = spare
    const context: object = options.project.getProvidedContext()
    const isMutant = Reflect.get(context, 'mode') === 'mutant'
    this.needsFreshModules = !isMutant || Reflect.get(context, 'mutantActivation') === 'static'
  }

  async start(): Promise<void> {
    const found = this.needsFreshModules ? undefined : this.spare.pop()
    this.kept = found ?? { worker: new ForksPoolWorker(this.options), runs: 0 }
    if (found === undefined) await this.kept.worker.start()
    this.kept.runs += 1
    this.startedAt = performance.now()
    this.on('message', ({ type }) => {
      if (type === 'testfileFinished') this.isRunning = false
    })
  }

  async stop(): Promise<void> {
    const { kept } = this
    if (kept === undefined) return
    if (!this.isReusable(kept)) return kept.worker.stop()
    for (const [event, listener] of this.listeners) kept.worker.off(event, listener)
    this.spare.push(kept)
  }

  on(event: string, listener: Listener): void {
    this.listeners.push([event, listener])
    this.kept?.worker.on(event, listener)
  }

  off(event: string, listener: Listener): void {
    this.kept?.worker.off(event, listener)
  }

  send(message: WorkerRequest): void {
    // A worker that is told to stop hears nothing any more.
    if (message.type === 'stop') return this.answerStopped()
    if (message.type === 'run') this.isRunning = true
    this.kept?.worker.send(message)
  }

  deserialize(data: unknown): unknown {
    return data
  }

  private answerStopped(): void {
    const stopped = { type: 'stopped', __vitest_worker_response__: true }
    queueMicrotask(() => {
      for (const [event, listener] of this.listeners) if (event === 'message') listener(stopped)
    })
  }

  private isReusable({ runs }: Kept): boolean {
    if (this.needsFreshModules || this.isRunning) return false
    return runs < runsOfOneProcess && performance.now() - this.startedAt < unhurriedMilliseconds
  }
}
