import type { DatabaseEntry } from './config-file.js'
import type { DatabaseKind } from './database-address.js'

export interface Setup {
  readonly kind: DatabaseKind
  readonly entry: DatabaseEntry
  /** As an import in the site's code names it. */
  readonly configFile: string
}

/** The code of a site that opens its database and hands it over. */
export function renderCode({ kind, entry, configFile }: Setup): string {
  const [load, open] = drivers[kind](renderAddress(entry))
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
  if ('env' in entry) return `process.env.${entry.env}`
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
