import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { renderAttacks } from '../../scripts/attacks.mjs'
import { catalogue } from '../attacks/catalogue.js'

const page = readFileSync(new URL('../../docs/security/attacks.md', import.meta.url), 'utf8')

describe('docs/security/attacks.md', () => {
  it('is what `npx tsx scripts/attacks.mts` writes', () => {
    expect(page).toBe(renderAttacks())
  })

  it.each(Object.values(catalogue).flat())('names a test for %s', (id) => {
    expect(page).toMatch(new RegExp(`\\| \`${id}\` \\| .*\\| \\[.+\\]\\(\\.\\./\\.\\./test/.+\\) \\|`))
  })
})
