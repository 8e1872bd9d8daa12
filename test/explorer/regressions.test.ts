import { afterAll, describe, expect, it } from 'vitest'
import { type Loaded, loadLibrary } from './load-mutant.js'
import { type Mutant, mutants } from './mutants.js'
import { replay } from './replay.js'
import type { SwitchedOff } from './switched-off.js'

interface Known {
  readonly mutant: string
  readonly path: readonly string[]
  /** After the last step, with the policy switched off. Nothing is broken where it is on. */
  readonly broken: readonly string[]
}

// Paths that the explorer printed. A new one is added here as it was printed, with what it broke.
const known: readonly Known[] = [
  { mutant: 'AUTO_LINK_ANY', path: ['M.register v', 'V.amazon v'], broken: ['I2', 'I3'] },
  { mutant: 'AUTO_LINK_ANY', path: ['V.register v', 'M.amazon v'], broken: ['I2', 'I3', 'I7'] },
  {
    mutant: 'AUTO_LINK_VERIFIED',
    path: ['V.register v', 'V.click verify 1 v', 'M.amazon v'],
    broken: ['I1', 'I2', 'I3', 'I7'],
  },
  { mutant: 'EMAIL_IS_KEY', path: ['M.register v', 'V.amazon v'], broken: ['I3'] },
  { mutant: 'TRUST_AMAZON_EMAIL', path: ['V.amazon v'], broken: ['I4'] },
  { mutant: 'TRUST_AMAZON_EMAIL', path: ['M.amazon v'], broken: ['I1', 'I4'] },
  { mutant: 'PROOF_KEEP_SESSIONS', path: ['M.register v', 'V.click verify 1 v'], broken: ['I1', 'I3'] },
  {
    mutant: 'PROOF_KEEP_SESSIONS',
    path: ['M.register v', 'V.ask_reset v', 'V.click reset 1 v'],
    broken: ['I1', 'I2', 'I3'],
  },
  {
    mutant: 'PROOF_KEEP_IDS',
    path: ['M.register v', 'M.link_session v', 'V.click verify 1 v'],
    broken: ['I1', 'I3'],
  },
  {
    mutant: 'PROOF_KEEP_IDS',
    path: ['M.amazon v', 'V.ask_reset v', 'V.click reset 1 v'],
    broken: ['I1', 'I2', 'I3'],
  },
  {
    mutant: 'PROOF_KEEP_CHANGE + CHANGE_NO_SESSION',
    path: ['M.register v', 'V.ask_reset v', 'M.ask_change 1 m', 'V.click reset 1 v'],
    broken: ['I1', 'I2', 'I3'],
  },
  {
    mutant: 'PROOF_KEEP_CHANGE + CHANGE_NO_SESSION',
    path: ['M.register v', 'M.ask_change 1 m', 'V.click verify 1 v', 'M.click change 1 m'],
    broken: ['I3'],
  },
  {
    mutant: 'CHANGE_NO_SESSION',
    path: ['M.register m', 'M.ask_change 1 v', 'V.click change 1 v'],
    broken: ['I1'],
  },
  {
    mutant: 'CHANGE_PURGE + PROOF_KEEP_CHANGE',
    path: ['M.register v', 'V.ask_reset v', 'M.ask_change 1 m', 'V.click reset 1 v'],
    broken: ['I1', 'I2', 'I3'],
  },
  { mutant: 'VERIFY_NO_PURGE', path: ['M.register v', 'V.click verify 1 v'], broken: ['I1'] },
  {
    mutant: 'PROOF_NOT_BOUND',
    path: [
      'V.register v',
      'V.logout',
      'V.click verify 1 v',
      'M.amazon v',
      'M.ask_linkproof v',
      'V.open_code',
      'M.link_by_proof',
    ],
    broken: ['I1', 'I3', 'I7'],
  },
  {
    mutant: 'PROOF_NOT_BOUND',
    path: [
      'V.register v',
      'V.logout',
      'V.click verify 1 v',
      'M.amazon v',
      'M.ask_linkproof v',
      'V.open_code',
      'M.link_by_proof',
      'V.set_password',
    ],
    broken: ['I1', 'I2', 'I3', 'I7'],
  },
  { mutant: 'TX_NOT_BOUND', path: ['M.force_callback m'], broken: ['I3', 'O-NOWRITE (users)'] },
  {
    mutant: 'TX_NOT_BOUND + no confirmation',
    path: ['V.register v', 'M.force_callback m'],
    broken: ['I2', 'I3', 'I7', 'O-NOWRITE (amazon_links)'],
  },
  { mutant: 'UNLINK_LAST', path: ['V.amazon v', 'V.unlink'], broken: ['I6'] },
]

const paths = known.map((one) => [one.mutant, one.path.join(' · '), one] as const)

describe.each(paths)('%s: %s', (_mutant, _path, { mutant: name, path, broken }) => {
  const mutant = mutants.find((one) => one.name === name)

  it('comes to nothing', { timeout: 60_000 }, async () => {
    const design = mutant?.design ?? 'evict-and-fresh'
    expect((await replay({ design }, path)).flat()).toEqual([])
  })

  it('leads in where the policy is off', { timeout: 60_000 }, async () => {
    expect(mutant).toBeDefined()
    if (mutant !== undefined) expect((await replayOn(mutant, path)).at(-1)).toEqual(broken)
  })
})

// A process that dies between the mark and the call leaves a stranger's link on a proven account: docs/rules.md says so.
describe('an account that is marked as proven before Sparekey is told', () => {
  const path = ['M.register v', 'M.link_session m', 'V.click verify 1 v, dies after 2']

  it('keeps what was bound before when the process dies in between', async () => {
    const broken = await replay({ design: 'purge-and-inherit', marks: 'first' }, path)
    expect(broken.at(-1)).toEqual(['I1'])
  })

  it.each([1, 2, 3, 4, 5])(
    'keeps nothing where the mark comes after, whatever write it dies after (%i)',
    async (count) => {
      const dying = [...path.slice(0, -1), `V.click verify 1 v, dies after ${count}`]
      const whole = [...dying, 'V.ask_reset v', 'V.click reset 1 v']
      const broken = await replay({ design: 'purge-and-inherit' }, whole)
      expect(broken.at(-1)).toEqual([])
      expect(broken.flat()).not.toContain('I1')
    },
  )
})

const loaded = new Map<SwitchedOff | null, Promise<Loaded>>()

afterAll(async () => {
  for (const { close } of await Promise.all(loaded.values())) await close()
})

async function replayOn({ off: name, faults = [], design }: Mutant, path: readonly string[]) {
  const off = name ?? null
  const loading = loaded.get(off) ?? loadLibrary(off)
  loaded.set(off, loading)
  const { library } = await loading
  return replay({ design, faults, library }, path)
}
