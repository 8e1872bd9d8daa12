import type { DatabaseEntry } from './config-file.js'
import type { DatabaseKind } from './database-address.js'
import type { Orm, Project } from './init-project.js'

export interface Setup {
  readonly kind: DatabaseKind
  readonly entry: DatabaseEntry
  /** As an import in the site's code names it. */
  readonly configFile: string
}

/** The code of a site that opens its database and hands it over. */
export function renderCode({ kind, entry, configFile }: Setup): string {
  const [load, open] = driverCode({ kind, entry }, new Set())
  return [
    "import { readFileSync } from 'node:fs'",
    load,
    "import { createSparekey } from 'sparekey'",
    "import { sqlHost } from 'sparekey/sql'",
    '',
    `const config = JSON.parse(readFileSync('${configFile}', 'utf8'))`,
    open,
    'const sparekey = createSparekey({',
    '  baseUrl: config.baseUrl,',
    '  secret: process.env.SPAREKEY_SECRET,',
    '  amazon: { clientId: process.env.AMAZON_CLIENT_ID, clientSecret: process.env.AMAZON_CLIENT_SECRET },',
    '  host: sqlHost({ database, ...config.host }),',
    '  sessions, // what your site keeps its sessions with: docs/host-and-sessions.md',
    '})',
  ].join('\n')
}

/** How the site opens its database: with the driver it has. */
export function driverCode(
  { kind, entry }: Pick<Setup, 'kind' | 'entry'>,
  packages: ReadonlySet<string>,
): readonly [load: string, open: string] {
  const [load, open] = drivers[kind](renderAddress(entry))
  const isOther = kind === 'sqlite' && packages.has('better-sqlite3') && !packages.has('libsql')
  return [isOther ? load.replace('libsql', 'better-sqlite3') : load, open]
}

const drivers: Record<DatabaseKind, (address: string) => readonly [load: string, open: string]> = {
  postgres: (address) => [
    "import pg from 'pg'",
    `const database = new pg.Pool({ connectionString: ${address} })`,
  ],
  mysql: (address) => [
    "import mysql from 'mysql2/promise'",
    `const database = mysql.createPool({ uri: ${address}, supportBigNumbers: true })`,
  ],
  sqlite: (address) => ["import Database from 'libsql'", `const database = new Database(${address})`],
}

function renderAddress(entry: DatabaseEntry): string {
  if ('env' in entry) return `process.env['${entry.env}'] ?? ''`
  return `'${'file' in entry ? entry.file : entry.url}'`
}

/** What to run next, in order. */
export function nextSteps(configFlag: string): string[] {
  return [
    `npx sparekey migrate --dry-run${configFlag}   shows the statements once more, against the database as it is`,
    `npx sparekey migrate${configFlag}             runs them`,
    `npx sparekey doctor${configFlag}              checks everything, and says how to mend it`,
  ]
}

/** What is left to do in the code of a site whose files were written. */
export function siteSteps({ framework, orm, language }: Project): string[] {
  if (framework === null) return []
  return [
    'Set SPAREKEY_SECRET (32 bytes or more), AMAZON_CLIENT_ID and AMAZON_CLIENT_SECRET in the environment.',
    'sparekey/sessions says who is signed in: look whether it names what your own sign-in writes.',
    framework === 'next' || framework === 'sveltekit' || framework === 'react-router'
      ? 'The route is in its place.'
      : 'sparekey/mount says where it goes in your app.',
    'Put sparekey.button() on your sign-in page.',
    ...(orm === null ? [] : ormSteps(orm, language)),
  ]
}

function ormSteps(orm: Orm, language: Project['language']): string[] {
  const host = language === 'ts' ? `sparekey/${orm}-host.ts` : `docs/orms/${orm}.md of the package`
  const over = `Accounts are read through ${host} in place of sqlHost, where your models do more than rows: adapt it to them.`
  if (orm === 'mongoose') return [over]
  return [over, `The tables for the migrations of your tool: npx sparekey migrate --print ${orm}`]
}
