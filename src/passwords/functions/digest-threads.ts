import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Iteration } from './digest-rounds.js'

/** Threads for loops of digests, which Node itself only runs on the thread that asks. */
export interface DigestThreads {
  /** Runs the loop in a thread; null where none can be had, or where it died. */
  run(iteration: Iteration): Promise<Buffer | null>
}

export interface ThreadOptions {
  readonly most?: number
  /** A thread with nothing to do for so long is ended. */
  readonly idleMilliseconds?: number
  readonly start?: () => Worker
}

interface Job {
  readonly iteration: Iteration
  readonly settle: (made: Buffer | null) => void
}

/** One is left to the server. */
const usualMost = Math.max(1, Math.min(4, availableParallelism() - 1))

// A bundler that leaves the file behind, or a policy against threads: not tried again for each password.
const mostFailures = 3

/** Starts a thread when there is work for it, never more than `most`; none keeps the process from ending but by its work. */
export function createDigestThreads(options: ThreadOptions = {}): DigestThreads {
  return new Threads(options)
}

class Threads implements DigestThreads {
  readonly #most: number
  readonly #idleMilliseconds: number
  readonly #start: () => Worker
  readonly #waiting: Job[] = []
  readonly #idle: Thread[] = []
  #running = 0
  #failures = 0

  constructor({ most = usualMost, idleMilliseconds = 30_000, start = startWorker }: ThreadOptions) {
    this.#most = most
    this.#idleMilliseconds = idleMilliseconds
    this.#start = start
  }

  run(iteration: Iteration): Promise<Buffer | null> {
    return new Promise((settle) => {
      this.#waiting.push({ iteration, settle })
      this.#assign()
    })
  }

  #assign(): void {
    while (this.#waiting.length > 0) {
      const thread = this.#idle.pop() ?? this.#startThread()
      if (thread === null) break
      const job = this.#waiting.shift()
      if (job !== undefined) thread.take(job)
    }
    if (this.#running > 0) return
    for (const { settle } of this.#waiting.splice(0)) settle(null)
  }

  #startThread(): Thread | null {
    if (this.#running >= this.#most || this.#failures >= mostFailures) return null
    try {
      const thread = new Thread(this.#start(), this.#idleMilliseconds, {
        free: () => {
          this.#failures = 0
          this.#idle.push(thread)
          this.#assign()
        },
        retired: () => this.#withdraw(thread),
        ended: (when) => this.#forget(thread, when),
      })
      this.#running += 1
      return thread
    } catch {
      this.#failures += 1
      return null
    }
  }

  #forget(thread: Thread, when: 'during work' | 'idle'): void {
    this.#running -= 1
    if (when === 'during work') this.#failures += 1
    this.#withdraw(thread)
    this.#assign()
  }

  #withdraw(thread: Thread): void {
    const at = this.#idle.indexOf(thread)
    if (at !== -1) this.#idle.splice(at, 1)
  }
}

interface ThreadNews {
  readonly free: () => void
  /** It is about to end, and takes no more work. */
  readonly retired: () => void
  readonly ended: (when: 'during work' | 'idle') => void
}

class Thread {
  readonly #worker: Worker
  readonly #idleMilliseconds: number
  readonly #news: ThreadNews
  #job: Job | null = null
  #idleTimer: NodeJS.Timeout | undefined

  constructor(worker: Worker, idleMilliseconds: number, news: ThreadNews) {
    this.#worker = worker
    this.#idleMilliseconds = idleMilliseconds
    this.#news = news
    worker.on('message', (made: Uint8Array) => {
      this.#finish(Buffer.from(made))
      this.#rest()
      news.free()
    })
    // An error ends the thread; without a listener it would end the process.
    worker.on('error', () => undefined)
    worker.once('exit', () => {
      clearTimeout(this.#idleTimer)
      const when = this.#job === null ? 'idle' : 'during work'
      this.#finish(null)
      news.ended(when)
    })
  }

  take(job: Job): void {
    clearTimeout(this.#idleTimer)
    this.#job = job
    // Somebody waits for it: the process must not end under them.
    this.#worker.ref()
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
    this.#worker.postMessage(job.iteration)
  }

  #finish(made: Buffer | null): void {
    const job = this.#job
    this.#job = null
    job?.settle(made)
  }

  #rest(): void {
    this.#worker.unref()
    this.#idleTimer = setTimeout(() => {
      this.#news.retired()
      void this.#worker.terminate()
    }, this.#idleMilliseconds).unref()
  }
}

function startWorker(): Worker {
  // Neither the flags nor the environment of the server: a loader for TypeScript has no business there, nor has a password.
  return new Worker(new URL('./digest-worker.js', import.meta.url), {
    execArgv: [],
    env: {},
    name: 'sparekey-passwords',
  })
}
