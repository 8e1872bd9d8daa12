import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { printTables, type SqlAccess } from 'sparekey/sql'
import { expect, it, vi } from 'vitest'
import { describeDialects, expectWhole } from './databases.js'
import { makeAppFolder, writeAppFile } from './written-file.js'

// A program of its own is run, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

const run = promisify(execFile)

const names = { postgres: 'postgresql', mysql: 'mysql', sqlite: 'sqlite' } as const

/** An app with Drizzle's kit, in whose schema our tables are. */
function makeApp(dialect: SqlAccess['dialect']) {
  const folder = makeAppFolder()
  writeAppFile(folder, 'schema.ts', printTables({ tool: 'drizzle', dialect }))
  // The kit looks for the library beside itself.
  mkdirSync(join(folder, 'node_modules'))
  for (const name of ['drizzle-kit', 'drizzle-orm']) {
    symlinkSync(packageFolder(name), join(folder, 'node_modules', name))
  }
  const start = ['--preserve-symlinks', '--preserve-symlinks-main', 'node_modules/drizzle-kit/bin.cjs']
  const place = ['--dialect', names[dialect], '--schema', './schema.ts']
  return {
    folder,
    kit: async (command: string, ...words: string[]) =>
      (await run(process.execPath, [...start, command, ...place, ...words], { cwd: folder })).stdout,
  }
}

function packageFolder(name: string): string {
  // Both have their main file at the top.
  return dirname(fileURLToPath(import.meta.resolve(name)))
}

describeDialects('what is printed for Drizzle', (open, dialect) => {
  it('becomes, by way of its kit, tables that lack nothing', async () => {
    const { folder, kit } = makeApp(dialect)
    await kit('generate', '--out', './drizzle')
    const file = readdirSync(join(folder, 'drizzle')).find((name) => name.endsWith('.sql')) ?? ''
    const written = readFileSync(join(folder, 'drizzle', file), 'utf8')
    const database = await open()
    await database.script(written.replaceAll('--> statement-breakpoint', ''))
    await expectWhole(database)
  })

  if (dialect === 'postgres')
    it('is what its kit finds in a database that was migrated', async () => {
      const database = await open()
      await database.links.migrate()
      const { kit } = makeApp(dialect)
      expect(await kit('push', '--url', database.url)).toContain('No changes detected')
    })
})
