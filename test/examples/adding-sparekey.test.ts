import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { settingsOf } from '../../examples/example.js'
import { examples } from '../../examples/examples.js'
import {
  changedLines,
  difference,
  exampleNames,
  patchFileOf,
  takeSparekeyOut,
} from '../../scripts/example-difference.mjs'
import { createDatabase, type TestDatabase } from '../support/servers.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const mostChangedLines = 30

/** What the app’s own tests may write into, where it needs a server. */
async function databaseOf(name: string): Promise<TestDatabase | null> {
  const kind = examples.find((example) => example.name === name)?.database
  return kind === undefined ? null : createDatabase(kind)
}

describe.each(exampleNames())('examples/%s', (name) => {
  const before = takeSparekeyOut(name)
  afterAll(() => rmSync(before, { recursive: true }))
  const patch = readFileSync(patchFileOf(name), 'utf8')

  it('keeps the difference that adding Sparekey made', () => {
    expect(difference(name, before), `run node scripts/example-difference.mjs ${name}`).toBe(patch)
  })

  it(`took at most ${mostChangedLines} changed lines`, () => {
    expect(changedLines(patch)).toBeLessThanOrEqual(mostChangedLines)
  })

  it('was an app that knew nothing of Amazon or Sparekey', () => {
    const files = readdirSync(before, { recursive: true, encoding: 'utf8', withFileTypes: true })
    const texts = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name))
    expect(texts.length).toBeGreaterThan(2)
    expect(texts.filter((path) => /amazon|sparekey/i.test(readFileSync(path, 'utf8')))).toEqual([])
  })

  it('passed its own tests before, and passes them now', { timeout: 120_000 }, async () => {
    const database = await databaseOf(name)
    symlinkSync(join(root, 'node_modules'), join(before, 'node_modules'))
    writeFileSync(join(before, 'package.json'), '{ "type": "module" }')
    writeFileSync(join(before, 'tsconfig.json'), '{ "compilerOptions": { "experimentalDecorators": true } }')
    for (const folder of [before, join(root, 'examples', name)]) {
      const tests = readdirSync(join(folder, 'app'), { recursive: true, encoding: 'utf8' })
      const own = tests.filter((path) => /\.test\.[jt]s$/.test(path) && !path.includes('node_modules'))
      expect(own.length).toBeGreaterThan(0)
      const files = own.map((path) => join('app', path))
      const ran = spawnSync(process.execPath, ['--import', 'tsx', '--test', ...files], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, ...settingsOf('http://localhost:3000'), DATABASE_URL: database?.url },
      })
      expect(ran.status, `${ran.stdout}\n${ran.stderr}`).toBe(0)
    }
    await database?.drop()
  })
})
