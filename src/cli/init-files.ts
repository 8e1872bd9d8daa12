import { execFileSync } from 'node:child_process'
import { appendFileSync, chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { type Configuration, type DatabaseEntry, writeConfiguration } from './config-file.js'
import { type DatabaseAddress, holdsPassword } from './database-address.js'
import type { Environment } from './environment.js'
import { UsageError } from './usage-error.js'

/** A file as it is to be. */
export interface PlannedFile {
  readonly path: string
  readonly change: 'new' | 'replaced' | 'unchanged' | 'added to'
  write(): void
}

export interface FileSurroundings {
  readonly folder: string
  readonly environment: Environment
  readonly force: 'force' | 'keep'
}

export interface WhereDatabaseIs {
  readonly entry: DatabaseEntry
  /** What has to stand in `.env` for it, with the password. */
  readonly line: { readonly name: string; readonly value: string } | null
}

/** How the configuration names the database: never by an address with a password. */
export function placeDatabase(
  address: DatabaseAddress,
  { environment, configFolder }: { readonly environment: Environment; readonly configFolder: string },
): WhereDatabaseIs {
  if (address.kind === 'sqlite') {
    return { entry: { file: relative(configFolder, address.target).replaceAll('\\', '/') }, line: null }
  }
  const known = ['DATABASE_URL', 'SPAREKEY_DATABASE_URL'].find((name) => environment[name] === address.target)
  if (known !== undefined) return { entry: { env: known }, line: null }
  if (!holdsPassword(address.target)) return { entry: { url: address.target }, line: null }
  const isFree = (environment['DATABASE_URL'] ?? '') === ''
  const name = isFree ? 'DATABASE_URL' : 'SPAREKEY_DATABASE_URL'
  return { entry: { env: name }, line: { name, value: address.target } }
}

export function planConfiguration(
  path: string,
  configuration: Configuration,
  { force }: FileSurroundings,
): PlannedFile {
  const change = changeOf(path, `${JSON.stringify(configuration, null, 2)}\n`)
  refuseReplacing(path, change, force)
  return { path, change, write: () => writeConfiguration({ path, configuration }) }
}

export const migrationFile = join('sparekey', '001-sparekey.sql')

/** The statements of the migration, for the site's own migration tool or for reading. Null where there are none. */
export function planMigration(
  statements: readonly string[],
  { folder, force }: FileSurroundings,
): PlannedFile | null {
  if (statements.length === 0) return null
  const path = resolve(folder, migrationFile)
  const text = renderMigration(statements)
  const change = changeOf(path, text)
  refuseReplacing(path, change, force)
  return {
    path,
    change,
    write: () => {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, text)
    },
  }
}

function renderMigration(statements: readonly string[]): string {
  const heading = [
    '-- What Sparekey adds to this database. It changes and removes nothing.',
    '-- Run it with `sparekey migrate`, or give it to the tool that runs your own migrations: not both.',
  ]
  return `${[...heading, ...statements.map((statement) => `\n${statement};`)].join('\n')}\n`
}

/** The line in `.env`; an existing file is added to and keeps its rights. */
export function planSecret(
  line: NonNullable<WhereDatabaseIs['line']>,
  { folder }: Pick<FileSurroundings, 'folder'>,
): PlannedFile {
  const path = join(folder, '.env')
  const there = readIfThere(path)
  const start = there === null || there === '' || there.endsWith('\n') ? '' : '\n'
  const quote = line.value.includes('"') ? "'" : '"'
  return {
    path,
    change: there === null ? 'new' : 'added to',
    write: () => {
      appendFileSync(path, `${start}${line.name}=${quote}${line.value}${quote}\n`, { mode: 0o600 })
      if (there === null) chmodSync(path, 0o600)
    },
  }
}

/** What is to be known about a file with a password in it. */
export function secretWarnings(path: string): string[] {
  const others = (statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o077
  return [
    ...(isIgnored(path) ? [] : [`git does not ignore ${path}: add .env to .gitignore before you commit.`]),
    ...(others === 0 || process.platform === 'win32'
      ? []
      : [`Other users of this machine may read ${path}, which now holds a password: chmod 600 ${path}`]),
  ]
}

/** True also where there is no repository, or no git. */
function isIgnored(path: string): boolean {
  try {
    execFileSync('git', ['check-ignore', '--quiet', path], { cwd: dirname(path), stdio: 'ignore' })
    return true
  } catch (error) {
    // 1 is "not ignored"; 128 is "no repository".
    return !(error instanceof Error && 'status' in error && error.status === 1)
  }
}

function changeOf(path: string, text: string): 'new' | 'replaced' | 'unchanged' {
  const there = readIfThere(path)
  if (there === null) return 'new'
  return there === text ? 'unchanged' : 'replaced'
}

function refuseReplacing(
  path: string,
  change: PlannedFile['change'],
  force: FileSurroundings['force'],
): void {
  if (change !== 'replaced' || force === 'force') return
  throw new UsageError(
    `${path} is there already, and differs. Nothing was written.`,
    'Run it again with --force to write over it, or move it away. Another configuration goes into a file of its own: --config <file>.',
  )
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw new UsageError(
      `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      'Look whether it is a file that this user may read.',
    )
  }
}
