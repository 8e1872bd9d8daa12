import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Block, compileBlocks } from './compile-blocks.js'

const folder = new URL('../../docs/frameworks/', import.meta.url)
const pages = readdirSync(folder).filter((name) => name.endsWith('.md'))

/** The module that every page imports, as an application has it. */
const instance: Block = {
  name: 'sparekey',
  code: "import type { Sparekey } from 'sparekey'\nexport declare const sparekey: Sparekey",
}

/** Next finds modules by an alias, and not by names of built files. */
function withImports(code: string): string {
  return code.replace("from '@/sparekey'", "from './sparekey.js'")
}

function blocksOf(page: string): Block[] {
  const text = readFileSync(new URL(page, folder), 'utf8')
  return [...text.matchAll(/^```(tsx?)\n([\s\S]*?)^```$/gm)].map(([, language, code = ''], index) => ({
    name: `${page.replace(/\.md$/, '')}-${index + 1}`,
    code: withImports(language === 'tsx' ? `/** @jsxImportSource react */\n${code}` : code),
    extension: language === 'tsx' ? 'tsx' : 'ts',
  }))
}

describe('docs/frameworks', () => {
  it('shows code that compiles', async () => {
    const blocks = pages.flatMap(blocksOf)
    expect(blocks.length).toBeGreaterThan(20)
    const given = new URL('framework-pages.d.ts', import.meta.url)
    expect(await compileBlocks([instance, ...blocks], given)).toEqual([])
  }, 60_000)

  it('lists every page', () => {
    const list = readFileSync(new URL('README.md', folder), 'utf8')
    const linked = [...list.matchAll(/\]\(([a-z-]+\.md)\) \|$/gm)].map(([, page]) => page)
    expect(new Set(linked)).toEqual(new Set(pages.filter((page) => page !== 'README.md')))
  })
})
