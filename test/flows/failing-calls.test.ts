import { describe, expect, it } from 'vitest'
import { memoryLinks } from '../../src/testing.js'
import { type Journey, journeys, link, openScene, owner, type Scene } from './journeys.js'

async function take(journey: Journey, breaks: readonly string[]) {
  const scene = openScene()
  const step = await journey(scene)
  const before = scene.visitor.signedInAs
  scene.calls.made.length = 0
  scene.calls.breaks = breaks
  const answer = await step()
  const { outcome, code } = JSON.parse(answer.text)
  return { ...scene, outcome, code, before, after: scene.visitor.signedInAs }
}

const ofTheStore = Object.getOwnPropertyNames(Object.getPrototypeOf(memoryLinks()))
const codeOf = (call: string) =>
  ofTheStore.includes(call.replace(/#.*/, '')) ? 'store-failed' : 'host-failed'

/** Once the change is made it is tried again, or what comes after it can only mean signing in again. */
const isOvercome = (journey: string, call: string): boolean =>
  (call === 'createLink#1' && ['signing up', 'registering', 'coming back to nobody'].includes(journey)) ||
  (call === 'endAccess#1' && ['unlinking', 'setting a first password'].includes(journey))

describe('a call into the host or the store that breaks', () => {
  it.each(Object.entries(journeys))('is named by whose it was: %s', async (name, journey) => {
    const whole = await take(journey, [])
    expect(whole.outcome).not.toBe('failed')
    const expected: unknown[] = []
    const found: unknown[] = []
    for (const call of whole.calls.made) {
      const { outcome, code, before, after } = await take(journey, [call])
      found.push([call, outcome, code, after])
      expected.push(
        isOvercome(name, call)
          ? [call, whole.outcome, undefined, whole.after]
          : [call, 'failed', codeOf(call), before],
      )
    }
    expect(found).toEqual(expected)
  })
})

describe('a call that breaks while the host tells its news', () => {
  const unproven = { email: 'vera@ex.test', password: 'kV' }
  const news: Record<string, (scene: Scene) => Promise<() => Promise<unknown>>> = {
    'a mailbox was proven': async ({ site }) => {
      const account = site.add(unproven)
      return () => site.sparekey.mailboxProven(account, 'Vera@ex.test')
    },
    'another spelling was proven': async ({ site }) => {
      const account = site.add(unproven)
      return () => site.sparekey.mailboxProven(account, 'v@ex.test')
    },
    'the password was changed': async ({ site }) => {
      const account = site.add(owner)
      return () => site.sparekey.passwordChanged(account)
    },
    'the account was disabled': async ({ site }) => {
      const account = site.add(owner)
      return () => site.sparekey.accountDisabled(account)
    },
    'the account was deleted': async (scene) => {
      await link(scene)
      return () => scene.site.sparekey.accountDeleted({ ...owner, id: 'a1' })
    },
  }

  async function tell(prepare: (scene: Scene) => Promise<() => Promise<unknown>>, breaks: readonly string[]) {
    const scene = openScene()
    const step = await prepare(scene)
    scene.calls.made.length = 0
    scene.calls.breaks = breaks
    return { made: scene.calls.made, told: step() }
  }

  it.each(Object.entries(news))('is named by whose it was: %s', async (_name, prepare) => {
    const whole = await tell(prepare, [])
    await whole.told
    expect(whole.made).not.toEqual([])
    for (const call of whole.made) {
      const { told } = await tell(prepare, [call])
      await expect(told, call).rejects.toMatchObject({ code: codeOf(call) })
    }
  })
})
