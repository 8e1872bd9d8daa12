import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { SqliteHandle } from 'sparekey/sql'
import { describe, expect, it } from 'vitest'
import { type DriverHandle, driverContract } from './sqlite-driver.js'

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))

/** A Node that has node:sqlite: this one, or the one that `npm ci` put beside these tests. */
function findNewNode(): string | null {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 13)) return process.execPath
  const beside = path('../support/runtimes/node_modules/node-22/bin/node')
  return existsSync(beside) ? beside : null
}

function runOn(node: string, file: string): Promise<{ failed: string; output: string }> {
  const args = ['--import', 'tsx', '--no-warnings', '--test-reporter=tap', path(file)]
  return new Promise((resolve) => {
    execFile(node, args, { maxBuffer: 2 ** 26 }, (error, stdout, stderr) =>
      resolve({ failed: error === null ? '' : stdout + stderr, output: stdout }),
    )
  })
}

const newNode = findNewNode()
if (newNode === null)
  console.warn('!! node:sqlite was not tested. Get a Node that has it: npm ci --prefix test/support/runtimes')

describe('node:sqlite', () => {
  it.skipIf(newNode === null)(
    'holds the contracts of hosts and link stores',
    { timeout: 120_000 },
    async () => {
      const { failed, output } = await runOn(newNode ?? '', './node-sqlite-process.ts')
      expect(failed).toBe('')
      expect(Number(/^# pass (\d+)$/m.exec(output)?.[1])).toBeGreaterThan(100)
    },
  )
})

type BetterSqlite = new (path: string) => DriverHandle & SqliteHandle

function findBetterSqlite(): BetterSqlite | null {
  try {
    return createRequire(import.meta.url)('better-sqlite3') as BetterSqlite
  } catch {
    return null
  }
}

const BetterSqlite = findBetterSqlite()

// An optional peer that is compiled where it is installed, so nothing here installs it.
if (BetterSqlite === null)
  console.warn(
    '!! better-sqlite3 was not tested: it is not installed (npm install --no-save better-sqlite3).',
  )

if (BetterSqlite !== null) {
  describe('sqlHost over better-sqlite3', () => {
    const open = (file: string) => new BetterSqlite(file)
    driverContract({ describe, it }, { open, given: (handle) => handle as InstanceType<BetterSqlite> })
  })
}
