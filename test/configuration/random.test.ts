import { describe, expect, it } from 'vitest'
import { createRandom } from '../../src/configuration/random.js'

describe('createRandom', () => {
  it('gives as many bytes as are asked for, more than it holds at once included', () => {
    const random = createRandom()
    for (const bytes of [1, 16, 32, 1024, 1025, 3]) expect(random(bytes)).toHaveLength(bytes)
  })

  it('gives no byte twice', () => {
    const random = createRandom()
    const values = Array.from({ length: 1000 }, () => random(16).join(' '))
    expect(new Set(values).size).toBe(1000)
  })

  it('leaves what was given to whoever has it', () => {
    const random = createRandom()
    const first = random(16)
    const asGiven = [...first]
    random(16).fill(0)
    expect([...first]).toEqual(asGiven)
    expect(first.buffer.byteLength).toBe(16)
  })
})
