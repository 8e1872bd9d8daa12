import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'client-code-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** What a reader has before they read a page. */
const given = `
import { createSparekey, type Sessions, type SparekeyOptions } from 'sparekey'
declare const settings: Omit<SparekeyOptions, 'pages' | 'origins'>
declare let jwt: string | null
declare const accessToken: string
declare function readBearer(header: string | null): Promise<{ accountId: string; authenticatedAt: Date } | null>
declare function issueJwt(accountId: string): Promise<string>
`

/** The code of a page, one file for each block. */
function codeOf(page: string): { name: string; text: string }[] {
  const text = readFileSync(join(root, 'docs', page), 'utf8')
  return [...text.matchAll(/^```(tsx?)\n([\s\S]*?)^```$/gm)].map(([, kind, code = ''], index) => ({
    name: `${page.replace('.md', '')}-${index + 1}.${kind}`,
    text: `/** @jsxImportSource react */\n${given}${code}\nexport {}\n`,
  }))
}

describe('the code in docs/client.md and docs/single-page-apps.md', () => {
  it('compiles', () => {
    const blocks = ['client.md', 'single-page-apps.md'].flatMap(codeOf)
    expect(blocks.length).toBeGreaterThan(6)
    for (const { name, text } of blocks) writeFileSync(join(folder, name), text)
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        extends: join(root, 'tsconfig.json'),
        compilerOptions: {
          paths: {
            sparekey: [join(root, 'src/index.ts')],
            'sparekey/client/*': [join(root, 'src/client-*.ts')],
            'sparekey/*': [join(root, 'src/*.ts')],
            '#transport': [join(root, 'src/mounts/undici-transport.ts')],
          },
        },
        include: ['*.ts', '*.tsx'],
      }),
    )
    const compiler = join(root, 'node_modules/typescript/bin/tsc')
    const ran = spawnSync(process.execPath, [compiler, '-p', folder], { cwd: folder, encoding: 'utf8' })
    expect(ran.stdout).toBe('')
  })
})
