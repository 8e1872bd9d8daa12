import { describe, expect, it } from 'vitest'
import { keep } from '../../src/emulator/state.js'

describe('what was issued', () => {
  it('is forgotten oldest first when there is too much of it', () => {
    const table = new Map<string, number>()
    for (let index = 0; index < 20_005; index += 1) keep(table, `token ${index}`, index)
    expect([table.size, table.has('token 4'), table.has('token 5')]).toEqual([20_000, false, true])
  })
})
