import { verifyPasswordHash } from 'sparekey/passwords'
import { describe, expect, it, vi } from 'vitest'
import { runRounds } from '../../src/passwords/functions/digest-rounds.js'
import { readVectorFiles } from './vectors.js'

// Counts the loops of this thread; the threads load the file itself.
vi.mock('../../src/passwords/functions/digest-rounds.js', { spy: true })

const loops = ['phpass', 'drupal', 'sha256-crypt', 'sha512-crypt', 'ldap-crypt']
const vectors = readVectorFiles().flatMap((file) => file.vectors)

describe('a hash that is a loop of digests', () => {
  it.each(loops)('(%s) is computed in another thread than the server’s', async (format) => {
    const vector = vectors.find((one) => one.format === format)
    if (vector === undefined) throw new Error(`There is no vector of ${format}.`)
    expect(await verifyPasswordHash(vector.hash, vector.password, vector.options)).toBe(true)
    expect(runRounds).not.toHaveBeenCalled()
  })
})
