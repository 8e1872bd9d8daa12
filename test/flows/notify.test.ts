import { afterEach, describe, expect, it, vi } from 'vitest'
import { notify } from '../../src/flows/notify.js'
import type { Wiring } from '../../src/flows/wiring.js'

const owner = { id: '1', email: 'vera@ex.test', emailProven: true }
const happening = { at: new Date(), visitor: { request: new Request('https://shop.example'), native: null } }

/** The parts of the wiring that a notice needs. */
function aWiring(send: (mail: { to: string }) => Promise<void>) {
  const failed: unknown[] = []
  const wiring = {
    mailer: { send },
    notices: () => ({ subject: 's', text: 't' }),
    placeOf: () => null,
    links: {},
    clock: () => new Date(),
    emit: (event: unknown) => failed.push(event),
  } as unknown as Wiring
  return { wiring, failed }
}

describe('notify', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  it('goes on after five seconds when the mailer never answers, and says so', async () => {
    vi.useFakeTimers()
    const { wiring, failed } = aWiring(() => new Promise(() => undefined))
    const notified = notify(wiring, owner, 'linked', happening)
    await vi.advanceTimersByTimeAsync(5000)
    await notified
    const error = new Error('The mailer did not answer in time.')
    expect(failed).toMatchObject([{ type: 'mail-failed', accountId: '1', error }])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('mails to nothing but a proven address', async () => {
    const to: string[] = []
    const { wiring } = aWiring(async (mail) => void to.push(mail.to))
    await notify(wiring, { ...owner, emailProven: false }, 'linked', happening)
    await notify(wiring, { ...owner, email: null }, 'linked', happening)
    await notify(wiring, owner, 'linked', happening)
    expect(to).toEqual(['vera@ex.test'])
  })
})
