// What a thread of `digest-threads` runs: one loop of digests for each message.
import { parentPort } from 'node:worker_threads'
import { runRounds } from './digest-rounds.js'

parentPort?.on('message', (/** @type {import('./digest-rounds.js').Iteration} */ iteration) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
  parentPort?.postMessage(runRounds(iteration, iteration.start, 0, iteration.rounds))
})
