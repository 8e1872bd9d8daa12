import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const source = (path: string): string => fileURLToPath(new URL(`./src/${path}`, import.meta.url))

export default defineConfig({
  resolve: {
    // Tests and demo name the package as a host does, and get the sources: no build, and coverage that counts.
    alias: [
      { find: /^sparekey$/, replacement: source('index.ts') },
      { find: /^sparekey\/client\/(.+)$/, replacement: source('client-$1.ts') },
      { find: /^sparekey\/(?!package\.json$)(.+)$/, replacement: source('$1.ts') },
      { find: '#transport', replacement: source('mounts/undici-transport.ts') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    exclude: ['test/journeys/**', '**/node_modules/**', '**/dist/**'],
    setupFiles: ['test/setup/no-network.ts'],
    globalSetup: ['test/setup/servers.ts', 'test/setup/command.ts'],
    // Processes, not threads: the database and hash add-ons are native, and a worker that dies must not take others along.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    allowOnly: process.env['CI'] !== 'true',
    unstubGlobals: true,
    restoreMocks: true,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts', 'src/**/*.tsx'],
      // Commands are tested as people run them: in processes of their own, which nothing counts.
      exclude: ['src/cli.ts', 'src/cli/**'],
      reporter: ['text-summary', 'json-summary', 'html'],
      reportsDirectory: 'coverage',
      // What failed is read beside what it covered.
      reportOnFailure: true,
      // A little below what was reached: less is a change that came without its tests.
      thresholds: { statements: 94, branches: 88, functions: 95, lines: 95 },
    },
  },
})
