import { describe, expect, it } from 'vitest'
import type { Explored } from './exploration.js'
import { explore } from './explore.js'
import { seeds } from './seeds.js'

// Half of the seeds; the other half is explorer-of-links.test.ts, so that two processes share them. Deeper by command.
const timeout = 600_000

describe('the explorer', () => {
  it.each(['empty', 'm-squat', 'v-amazon-unproven'] as const)(
    'finds no way in from %s',
    { timeout },
    async (name) => {
      const explored = await explore({ options: { design: 'evict-and-fresh' }, seed: seeds[name], depth: 5 })
      expect(explored.violations).toEqual([])
      expectSight(explored)
    },
  )
})

/** A search that is cut off, or refuses nothing, or never gets anywhere, has looked at nothing. */
function expectSight({ states, refused, done }: Explored): void {
  expect(states).toBeGreaterThan(2000)
  expect(refused).toBeGreaterThan(500)
  expect([...done]).toEqual(
    expect.arrayContaining([
      'amazon',
      'ask_change',
      'ask_linkproof',
      'ask_reset',
      'ask_verify',
      'click',
      'confirm',
      'finish_register',
      'link_pw',
      'link_session',
      'login',
      'logout',
      'register',
      'set_password',
      'undo',
      'unlink',
    ]),
  )
}
