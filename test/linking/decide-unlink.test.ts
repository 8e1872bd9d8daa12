import { describe, expect, it } from 'vitest'
import { decideUnlink, type UnlinkFacts } from '../../src/linking/decide-unlink.js'

const owner: UnlinkFacts = { isSignedIn: true, isLinked: true, otherWays: 1, isFresh: true }

describe('decideUnlink', () => {
  it('removes the link of an owner who has another way in and has just shown it', () => {
    expect(decideUnlink(owner)).toEqual({ kind: 'unlink' })
  })

  it('refuses whoever is not signed in', () => {
    expect(decideUnlink({ ...owner, isSignedIn: false })).toEqual({
      kind: 'refuse',
      reason: 'sign-in-required',
    })
  })

  it('refuses where nothing is linked', () => {
    expect(decideUnlink({ ...owner, isLinked: false })).toEqual({ kind: 'refuse', reason: 'not-linked' })
  })

  it('never removes the last usable way in', () => {
    expect(decideUnlink({ ...owner, otherWays: 0 })).toEqual({
      kind: 'refuse',
      reason: 'last-way-to-sign-in',
    })
  })

  it('refuses on an old session alone', () => {
    expect(decideUnlink({ ...owner, isFresh: false })).toEqual({
      kind: 'refuse',
      reason: 'reauthentication-required',
    })
  })

  it('unlinks in exactly one of all combinations of facts', () => {
    const flags = [false, true]
    const all = flags.flatMap((isSignedIn) =>
      flags.flatMap((isLinked) =>
        [0, 1, 2].flatMap((otherWays) =>
          flags.map((isFresh) => ({ isSignedIn, isLinked, otherWays, isFresh })),
        ),
      ),
    )
    const unlinking = all.filter((facts) => decideUnlink(facts).kind === 'unlink')
    expect(unlinking).toEqual([owner, { ...owner, otherWays: 2 }])
  })
})
