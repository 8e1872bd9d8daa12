import { afterEach, describe, expect, it, vi } from 'vitest'
import { withDeadline } from '../../src/configuration/deadline.js'

afterEach(() => {
  vi.useRealTimers()
})

describe('withDeadline', () => {
  it('hands on what the functions answer or throw, called as they were', async () => {
    const functions = {
      name: 'vera',
      ask: async function (this: unknown, ...given: unknown[]) {
        return [this === functions, ...given]
      },
      fail: async () => Promise.reject(new Error('broken')),
      refuse: () => {
        throw new Error('at once')
      },
      plain: () => 'plain',
    }
    const timed = withDeadline(functions, 'host', 30)
    expect(await timed.ask('a', 'b')).toEqual([true, 'a', 'b'])
    await expect(timed.fail()).rejects.toThrow('broken')
    expect(() => timed.refuse()).toThrow('at once')
    expect([timed.plain(), timed.name]).toEqual(['plain', 'vera'])
  })

  it('leaves absent what is absent', () => {
    const functions: { ask(): Promise<void>; more?(): Promise<void> } = { ask: async () => undefined }
    expect(Object.keys(withDeadline(functions, 'host', 30))).toEqual(['ask'])
    expect(withDeadline(functions, 'host', 30).more).toBeUndefined()
  })

  it('fails, by the name of the function, where no answer comes in time', async () => {
    const { ask } = withDeadline({ ask: () => new Promise(() => undefined) }, 'host', 0)
    await expect(ask()).rejects.toThrow('host.ask has not answered for 0 seconds.')
  })

  it.each([
    ['an answer', async () => 'here'],
    ['a failure', async () => Promise.reject(new Error('broken'))],
  ])('keeps no timer after %s', async (_name, ask) => {
    vi.useFakeTimers()
    const answer = withDeadline({ ask }, 'host', 30).ask()
    expect(vi.getTimerCount()).toBe(1)
    await answer.catch(() => undefined)
    expect(vi.getTimerCount()).toBe(0)
  })
})
