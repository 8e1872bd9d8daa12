import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { applications } from '../schemas/applications.js'

const page = readFileSync(new URL('../../docs/databases.md', import.meta.url), 'utf8')

describe('docs/databases.md', () => {
  it('shows for each framework the mapping that is tested', () => {
    const [, frameworks = ''] = page.split('## By framework\n')
    const shown = [...frameworks.matchAll(/```json\n([^`]*)```/g)].map(([, json]) => JSON.parse(`{${json}}`))
    expect(shown).toEqual(applications.map(({ host }) => ({ accounts: host['accounts'] })))
  })
})
