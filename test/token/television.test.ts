import { describe, expect, it } from 'vitest'

interface Answer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

interface Television {
  signIn(screen: {
    post(path: string, json: object): Promise<Answer>
    show(shown: { readonly step: string; readonly code: string }): void
    wait(seconds: number): Promise<void>
  }): Promise<Readonly<Record<string, unknown>>>
}

const example = new URL('../../examples/tv/television.js', import.meta.url).href
const { signIn }: Television = await import(example)

const codes = {
  outcome: 'device-code',
  device_code: 'sealed',
  user_code: 'ABCDEF',
  verification_uri: 'https://amazon.com/code',
  expires_in: 600,
  interval: 30,
}
const started = { status: 200, body: codes }
const signedIn = { status: 200, body: { outcome: 'signed-in' } }
const away = {
  status: 503,
  body: { outcome: 'failed', code: 'amazon-unavailable', message: 'Amazon is away.' },
}
const question = {
  status: 409,
  body: {
    outcome: 'register',
    ticket: 'T',
    finish: { url: 'https://shop.example/device', code: '7K2Q-X9MT' },
  },
}
const pending = (slow_down: boolean) => ({
  status: 202,
  body: { outcome: 'pending', interval: 30, slow_down },
})
const lost = 'lost'

/** Plays these answers to the TV, and notes what it did. */
async function play(...answers: readonly (Answer | typeof lost)[]) {
  const left = [...answers]
  const waited: number[] = []
  const shown: string[] = []
  const posted: object[] = []
  const outcome = await signIn({
    post: async (_path, json) => {
      posted.push(json)
      const answer = left.shift()
      if (answer === undefined || answer === lost) throw new TypeError('fetch failed')
      return answer
    },
    show: ({ step, code }) => shown.push(`${step} ${code}`),
    wait: async (seconds) => {
      waited.push(seconds)
    },
  })
  return { outcome, waited, shown, posted, left }
}

describe('the example of a TV', () => {
  it('goes on polling through lost answers and a site that is away, and slower once it is told to', async () => {
    const { outcome, waited } = await play(started, lost, away, pending(true), pending(false), signedIn)
    expect(outcome).toEqual(signedIn.body)
    expect(waited).toEqual([30, 30, 30, 60, 60])
  })

  it('never waits longer than a minute', async () => {
    const { waited } = await play(started, pending(true), pending(true), pending(true), signedIn)
    expect(waited).toEqual([30, 60, 60, 60])
  })

  it('shows where to go on, and asks with its ticket until somebody did', async () => {
    const { outcome, waited, shown, posted } = await play(started, question, question, lost, signedIn)
    expect(outcome).toEqual(signedIn.body)
    expect(shown).toEqual(['amazon ABCDEF', 'site 7K2Q-X9MT'])
    expect(waited).toEqual([30, 5, 5, 5])
    expect(posted.at(-1)).toEqual({ ticket: 'T', ticket_key: 'sealed' })
  })

  it.each([
    ['a no', { outcome: 'refused', reason: 'ticket-used', message: 'used' }],
    ['a no of another kind', { outcome: 'refused', reason: 'linked-to-another-account', message: 'no' }],
  ])('ends with %s that comes while it waits for the phone', async (_name, body) => {
    const { outcome, left } = await play(started, question, { status: 409, body }, signedIn)
    expect([outcome, left]).toEqual([body, [signedIn]])
  })

  it.each([
    ['a page of the site', { outcome: 'prove-ownership', ticket: null, continue_at: '/second-factor' }],
    ['a yes to a switch of accounts', { ...question.body, outcome: 'confirm' }],
    ['nothing: it was refused', { outcome: 'refused', reason: 'already-signed-in', message: 'no' }],
  ])('leaves it to the screen when what is asked for is %s', async (_name, body) => {
    const { outcome, shown } = await play(started, { status: 409, body })
    expect([outcome, shown]).toEqual([body, ['amazon ABCDEF']])
  })

  it('says so when there is no connection to begin with', async () => {
    const { outcome } = await play(lost)
    expect(outcome).toMatchObject({ outcome: 'failed', message: expect.stringMatching(/connection/) })
  })
})
