import { describeHash, recognizeHash, verifyPasswordHash } from 'sparekey/passwords'
import { describe, expect, it } from 'vitest'
import { oneOfEach, readVectorFiles, type Vector } from './vectors.js'

const files = readVectorFiles()

describe.each(files)('a hash made by $program', ({ vectors }) => {
  it('matches its password', async () => {
    for (const { format, hash, password, options } of vectors) {
      const told = `${format} ${JSON.stringify(password)} ${hash}`
      expect(recognizeHash(hash, options), told).toBe(format)
      expect(await verifyPasswordHash(hash, password, options), told).toBe(true)
    }
  })

  it('matches no other password of the list', async () => {
    for (const vector of cheapOf(vectors)) {
      for (const { password } of others(vectors, vector)) {
        const told = `${vector.format} ${vector.hash} ${JSON.stringify(password)}`
        expect(await verifyPasswordHash(vector.hash, password, vector.options), told).toBe(false)
      }
    }
  })
})

/** All passwords against all hashes would take a minute: one hash of a format says as much. */
function cheapOf(vectors: readonly Vector[]): Vector[] {
  return vectors.filter(({ password }) => password === 'correct horse')
}

function others(vectors: readonly Vector[], { format, password }: Vector): Vector[] {
  return vectors.filter((other) => other.format === format && other.password !== password)
}

describe('the vectors', () => {
  it('say how they were made, and leave out no format', () => {
    for (const { program, command } of files) expect(program && command).not.toBe('')
    const made = new Set(files.flatMap(({ vectors }) => vectors.map(({ format }) => format)))
    expect(made.size).toBeGreaterThanOrEqual(31)
  })
})

describe('a weak format', () => {
  it.each(oneOfEach())('%s is reported as weak, and no other', (_name, { format, hash, options }) => {
    const isWeak = /^(?:ldap-s|digest$|plain$)/.test(format)
    expect(describeHash(hash, options)).toEqual({ format, weak: isWeak, problem: null })
  })
})
