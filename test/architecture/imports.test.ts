import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import {
  findEntryProblems,
  findGlobalProblems,
  findImportProblems,
  findSecrets,
  findSizeProblem,
} from './rules.js'
import { parseImports, readSourceFiles, type SourceFile } from './source-files.js'

const here = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const files = readSourceFiles(here('src'))
const { exports: exported }: { exports: Record<string, unknown> } = JSON.parse(
  readFileSync(here('package.json'), 'utf8'),
)

describe('the house', () => {
  it('imports only along the allowed directions', () => {
    expect(files.length).toBeGreaterThan(0)
    expect(files.flatMap(findImportProblems)).toEqual([])
  })

  it('reads no environment and writes to no console outside the command line', () => {
    expect(files.flatMap(findGlobalProblems)).toEqual([])
  })

  it('keeps every file short enough to read', () => {
    expect(files.flatMap(findSizeProblem)).toEqual([])
  })

  it('has one file directly in src/ per exports entry, and one entry per file', () => {
    expect(findEntryProblems(files, exported)).toEqual([])
  })

  it('holds no secrets', () => {
    const published = [...files, ...readSourceFiles(here('demo')), ...readSourceFiles(here('test'))]
    expect(published.flatMap(findSecrets)).toEqual([])
  })
})

const aFile = (path: string, text: string): SourceFile => ({ path, text })

describe('the import rule', () => {
  it.each([
    ['linking/decide.ts', `import { now } from '../ports/clock.js'`],
    ['linking/decide.ts', `import type { Clock } from '../ports/clock.js'`],
    ['amazon/token.ts', `import { decide } from '../linking/decide.js'`],
    ['emulator/wire.ts', `import { regions } from '../amazon/regions.js'`],
    ['ports/host.ts', `import { decide } from '../linking/decide.js'`],
    ['pages/link.tsx', `import { type Facts, decide } from '../linking/decide.js'`],
    ['pages/messages/en.ts', `export { decide } from '../../linking/decide.js'`],
    ['pages/link.tsx', `import type { Host } from '../ports/host.js'`],
    ['sql/accounts.ts', `import { register } from '../flows/register.js'`],
    ['mounts/express.ts', `import { createSparekey } from '../index.js'`],
    ['flows/unlink.ts', `import { render } from '../pages/link.js'`],
    ['http/routes.ts', `import { parseToken } from '../amazon/token.js'`],
    ['http/routes.ts', `const { sqlHost } = await import('../sql/host.js')`],
    ['cli/emulator.ts', `import { startServer } from '../emulator/server.js'`],
    ['sql.ts', `import { createSparekey } from './cli/version.js'`],
    ['mounts/express.ts', `import { readProfile } from '../amazon/profile.js'`],
    ['limits/memory-limiter.ts', `import { register } from '../flows/register.js'`],
    ['configuration/compose.ts', `import { sqlHost } from '../sql/host.js'`],
    ['client/send.ts', `import { refusalReasons } from '../linking/reasons.js'`],
    ['client/send.ts', `import { messagesFor } from '../pages/messages/index.js'`],
    ['components/panel.ts', `import { createDoor } from '../http/door.js'`],
    ['client/client.ts', `import { useState } from 'react'`],
    ['misc/strings.ts', `export const empty = ''`],
    ['flows/unlink.ts', `import 'express'`],
    ['index.ts', `import { Kysely } from 'kysely'`],
    ['http/cookies.ts', `import { createHmac } from 'node:crypto'`],
  ])('refuses in %s: %s', (path, text) => {
    expect(findImportProblems(aFile(path, text))).toHaveLength(1)
  })

  it.each([
    ['linking/decide.ts', `import type { Facts } from './facts.js'`],
    ['ports/host.ts', `import type { AccountId } from '../linking/facts.js'`],
    ['pages/link.tsx', `import { type Facts, type Decision } from '../linking/facts.js'`],
    ['flows/unlink.ts', `import { decideUnlink } from '../linking/decide-unlink.js'`],
    ['http/routes.ts', `import { unlink } from '../flows/unlink.js'`],
    ['cli/emulator.ts', `import { startEmulator } from '../emulator.js'`],
    ['cli.ts', `import { runMain } from 'citty'\nimport { emulator } from './cli/emulator.js'`],
    ['client/send.ts', `import type { RefusalReason } from '../linking/reasons.js'`],
    ['components/models.ts', `import type { LinkPage } from '../pages/models.js'`],
    ['express.ts', `import { mount } from './mounts/express.js'`],
    ['index.ts', `import { createDoor } from './http/door.js'`],
    ['mounts/undici-transport.ts', `import { AmazonError } from '../amazon/errors.js'`],
    ['sql/kysely.ts', `import { Kysely } from 'kysely'`],
    ['flows/unlink.ts', `// import { render } from '../pages/link.js'`],
  ])('accepts in %s: %s', (path, text) => {
    expect(findImportProblems(aFile(path, text))).toEqual([])
  })
})

describe('the other rules', () => {
  it.each([
    ['index.ts', 'const secret = process.env.SECRET'],
    ['http/routes.ts', `const secret = process?.env['SECRET']`],
    ['flows/unlink.ts', 'console.log(outcome)'],
  ])('refuse in %s: %s', (path, text) => {
    expect(findGlobalProblems(aFile(path, text))).toHaveLength(1)
  })

  it('let the command line, comments and texts speak', () => {
    expect(findGlobalProblems(aFile('index.ts', `const fix = 'node -e "console.log(1)"'`))).toEqual([])
    expect(findGlobalProblems(aFile('cli/emulator.ts', 'console.log(process.env.PORT)'))).toEqual([])
    expect(findGlobalProblems(aFile('index.ts', '// never console.log(…)'))).toEqual([])
  })

  it('refuse the line after the last allowed one', () => {
    expect(findSizeProblem(aFile('index.ts', 'a\n'.repeat(300)))).toEqual([])
    expect(findSizeProblem(aFile('index.ts', 'a\n'.repeat(301)))).toHaveLength(1)
  })

  it('refuse a file without its entry, and an entry without its file', () => {
    const written = [
      aFile('index.ts', ''),
      aFile('cli.ts', ''),
      aFile('koa.ts', ''),
      aFile('http/routes.ts', ''),
    ]
    expect(findEntryProblems(written, { '.': {}, './sql': {}, './package.json': '' })).toEqual([
      'koa.ts is no exports entry',
      'exports promises sql.ts, which does not exist',
    ])
  })

  it.each([
    ['-----BEGIN RSA', 'PRIVATE KEY-----'].join(' '),
    `amzn1.oa2-cs.v1.${'0a'.repeat(32)}`,
    `Atza|${'x'.repeat(200)}`,
    ['', 'home', 'somebody', 'shop'].join('/'),
  ])('refuse the secret %s', (text) => {
    expect(findSecrets(aFile('index.ts', text))).toHaveLength(1)
  })
})

describe('parseImports', () => {
  it('reads statements over several lines, re-exports and calls', () => {
    const text = [
      `import {\n  type Facts,\n  type Decision,\n} from './facts.js'`,
      `import './polyfill.js'`,
      `export * from './reasons.js'`,
      `export type { Policy } from './policy.js'`,
      `const late = import('./late.js')`,
      `const text = 'import { nothing } from'`,
    ].join('\n')
    expect(parseImports(text)).toEqual([
      { specifier: './facts.js', of: 'types' },
      { specifier: './polyfill.js', of: 'values' },
      { specifier: './reasons.js', of: 'values' },
      { specifier: './policy.js', of: 'types' },
      { specifier: './late.js', of: 'values' },
    ])
  })
})
