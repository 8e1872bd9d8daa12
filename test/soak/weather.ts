import { setTimeout as wait } from 'node:timers/promises'
import { type Fault, faultKinds } from '../../src/emulator/fault.js'
import type { Emulator } from '../../src/emulator.js'
import type { Dice } from './dice.js'

/** Who Amazon takes people for when it errs: known, so that the soak can tell a lie of Amazon's from a fault of ours. */
export const mistakenSubjects = [1, 2, 3].map((digit) => `amzn1.account.MISTAKEN${digit}`)

/** How much goes wrong at Amazon at the moment: faults added at each gust. */
const moods = { calm: 0, unsettled: 1, stormy: 4, outage: 12 } as const
type Mood = keyof typeof moods
const moodNames = Object.keys(moods) as Mood[]

export interface Weather {
  /** Changes until the signal comes. */
  run(signal: AbortSignal): Promise<void>
  /** No fault is left, no request is held, and none comes until `resume`. */
  pause(): void
  resume(): void
}

/** Makes the emulator misbehave in every way it can, sometimes little and sometimes much. */
export function createWeather(emulator: Emulator, dice: Dice): Weather {
  let isPaused = false
  let mood: Mood = 'stormy'
  const gust = () => {
    if (dice.isLucky(0.15)) mood = dice.pick(moodNames)
    // Somebody waits for what is held: sometimes not long, sometimes past every deadline.
    if (dice.isLucky(0.3)) emulator.faults.release()
    if (mood === 'calm' || emulator.faults.list().length > 30) return emulator.faults.clear()
    for (let added = 0; added < moods[mood]; added += 1) emulator.faults.add(createFault(dice))
  }
  return {
    async run(signal) {
      while (!signal.aborted) {
        if (!isPaused) gust()
        await wait(50 + dice.below(250), undefined, { signal }).catch(() => undefined)
      }
      emulator.faults.clear()
    },
    pause: () => {
      isPaused = true
      emulator.faults.clear()
    },
    resume: () => {
      isPaused = false
    },
  }
}

const errors = [
  'invalid_grant',
  'invalid_client',
  'unauthorized_client',
  'invalid_request',
  'temporarily_unavailable',
  'insufficient_scope',
  'invalid_token',
  'Not A Word Of OAuth',
]

const members = ['access_token', 'token_type', 'expires_in', 'user_id', 'name', 'email', 'postal_code']

const strange: readonly unknown[] = [
  '',
  0,
  -1,
  true,
  null,
  [],
  {},
  ['a'],
  'x'.repeat(5000),
  '\0',
  '<b>',
  '😀',
  1e308,
]

/** One of any kind, on either call that the shop makes. */
export function createFault(dice: Dice): Fault {
  const kind = dice.pick(faultKinds)
  return {
    endpoint: dice.pick(['token', 'profile', 'any']),
    kind,
    times: 1 + dice.below(2),
    delayMilliseconds: delayFor(kind, dice),
    ...detailsOf(kind, dice),
  }
}

function delayFor(kind: Fault['kind'], dice: Dice): number {
  if (kind !== 'slow') return dice.below(20)
  // One in eight is slower than the library waits.
  return dice.isLucky(0.125) ? 5_500 : dice.below(600)
}

function detailsOf(kind: Fault['kind'], dice: Dice): Partial<Fault> {
  switch (kind) {
    case 'oauth-error':
      return {
        status: dice.pick([400, 401, 403, 500]),
        error: dice.pick(errors),
        description: 'As it blows.',
      }
    case 'unavailable':
    case 'throttled':
      return dice.isLucky(0.5) ? { retryAfterSeconds: dice.below(3) } : {}
    case 'captcha':
      return { status: dice.pick([200, 403, 503]) }
    case 'redirect':
      return { location: 'http://127.0.0.1:9/elsewhere' }
    case 'oversize-json':
      return { bytes: dice.pick([70_000, 400_000]) }
    case 'missing-fields':
    case 'null-fields':
      return { fields: [dice.pick(members), dice.pick(members)] }
    case 'other-user-id':
      return { value: dice.pick(mistakenSubjects) }
    case 'amended':
      return { set: { [dice.pick(members.filter((name) => name !== 'user_id'))]: dice.pick(strange) } }
    default:
      return {}
  }
}
