import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { runInTurns } from '../../src/passwords/functions/digest.js'
import { createDigestThreads } from '../../src/passwords/functions/digest-threads.js'

const loop = (rounds: number) => ({
  digest: 'sha512' as const,
  start: Buffer.from('start'),
  rounds,
  pattern: [{ before: Buffer.from('a') }, { after: Buffer.from('b') }, {}],
})

/** A thread of the test's own making, in place of the one that hashes. */
const scripted = (script: string) => () => new Worker(script, { eval: true })
const answer = `const { parentPort } = require('node:worker_threads')
  parentPort.on('message', ({ rounds }) => parentPort.postMessage(Buffer.from('made ' + rounds)))`
const die = `require('node:worker_threads').parentPort.on('message', () => process.exit(1))`

function counting(start: () => Worker): { start: () => Worker; workers: Worker[] } {
  const workers: Worker[] = []
  const counted = () => {
    const worker = start()
    workers.push(worker)
    return worker
  }
  return { start: counted, workers }
}

describe('threads for digests', () => {
  it('make what the same loop makes here, in whatever order they are asked', async () => {
    const threads = createDigestThreads({ most: 2 })
    const lengths = [1, 499, 500, 501, 1200, 0]
    const made = await Promise.all(lengths.map((rounds) => threads.run(loop(rounds))))
    const here = await Promise.all(lengths.map((rounds) => runInTurns(loop(rounds))))
    expect(made.map(String)).toEqual(here.map(String))
  })

  it('are started for work only, and never more than may be', async () => {
    const { start, workers } = counting(scripted(answer))
    const threads = createDigestThreads({ most: 2, start })
    expect(workers).toHaveLength(0)
    await threads.run(loop(1))
    expect(workers).toHaveLength(1)
    const made = await Promise.all(Array.from({ length: 20 }, (_, index) => threads.run(loop(index))))
    expect(made.map(String)).toEqual(Array.from({ length: 20 }, (_, index) => `made ${index}`))
    expect(workers).toHaveLength(2)
  })

  it('that die in their work are replaced, and the work is known to be undone', async () => {
    let isFirst = true
    const { start, workers } = counting(() => {
      const script = isFirst ? die : answer
      isFirst = false
      return scripted(script)()
    })
    const threads = createDigestThreads({ most: 1, start })
    const [lost, next] = await Promise.all([threads.run(loop(1)), threads.run(loop(2))])
    expect([lost, String(next)]).toEqual([null, 'made 2'])
    expect(workers).toHaveLength(2)
  })

  it('that cannot be had are not asked for with each password', async () => {
    let tries = 0
    const none = createDigestThreads({
      start: () => {
        tries += 1
        throw new Error('no threads here')
      },
    })
    for (let index = 0; index < 5; index += 1) expect(await none.run(loop(1))).toBeNull()
    expect(tries).toBe(3)
    const { start, workers } = counting(scripted('throw new Error("the file was left behind")'))
    const broken = createDigestThreads({ most: 2, start })
    const made = await Promise.all(Array.from({ length: 8 }, () => broken.run(loop(1))))
    expect(made).toEqual(Array.from({ length: 8 }, () => null))
    expect(workers.length).toBeLessThan(6)
  })

  it('are ended when there is nothing more to do, and started again after that', async () => {
    const { start, workers } = counting(scripted(answer))
    const threads = createDigestThreads({ most: 1, idleMilliseconds: 1, start })
    await threads.run(loop(1))
    await new Promise((resolve) => workers[0]?.once('exit', resolve))
    expect(String(await threads.run(loop(2)))).toBe('made 2')
    expect(workers).toHaveLength(2)
  })
})
