import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compileBlocks } from './compile-blocks.js'

const folder = new URL('../../docs/sessions/', import.meta.url)
const pages = readdirSync(folder).filter((name) => name.endsWith('.md'))

describe('docs/sessions', () => {
  it('shows code that compiles', async () => {
    const blocks = pages.flatMap((page) => {
      const text = readFileSync(new URL(page, folder), 'utf8')
      const shown = [...text.matchAll(/^```tsx?\n([\s\S]*?)^```$/gm)]
      return shown.map(([, code = ''], index) => ({
        name: `${page.replace(/\.md$/, '')}-${index + 1}`,
        code,
      }))
    })
    expect(blocks.length).toBeGreaterThan(pages.length)
    expect(await compileBlocks(blocks, new URL('session-pages.d.ts', import.meta.url))).toEqual([])
  }, 60_000)

  it('has a page for each preset, and lists all of them', () => {
    const list = readFileSync(new URL('README.md', folder), 'utf8')
    const linked = [...list.matchAll(/\]\(([a-z-]+\.md)\) \|$/gm)].map(([, page]) => page)
    expect(new Set(linked)).toEqual(new Set(pages.filter((page) => page !== 'README.md')))
  })
})
