import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

export type SqlServerKind = 'postgres' | 'mariadb'

export type ServerKind = SqlServerKind | 'redis'

/** How a throw-away server of one kind is made and started. */
export interface Recipe {
  /** Who runs it when the tests run as root: neither server likes to be root. */
  readonly user: string
  readonly package: string
  /** Null where the programs are not installed. */
  find(): Programs | null
  create(programs: Programs, folder: string): readonly string[]
  start(programs: Programs, folder: string, port: number): readonly string[]
  /** Ends it at once; its data is not wanted any more. */
  readonly stopSignal: 'QUIT' | 'KILL'
  /** What the server says when it takes connections. */
  readonly ready: RegExp
  urlOf(port: number, database: string): string
  /** A database that is always there. */
  readonly maintenance: string
}

export interface Programs {
  readonly create: string
  readonly start: string
}

export const recipes: Record<ServerKind, Recipe> = {
  postgres: {
    user: 'postgres',
    package: 'postgresql',
    find: () => inFolders(postgresFolders(), { create: 'initdb', start: 'postgres' }),
    create: ({ create }, folder) => [
      create,
      `--pgdata=${join(folder, 'data')}`,
      '--auth=trust',
      '--username=postgres',
      '--no-sync',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      '--lc-messages=C',
    ],
    // Nothing here outlives the run, so nothing has to reach the disk.
    start: ({ start }, folder, port) => [
      start,
      '-D',
      join(folder, 'data'),
      `--unix_socket_directories=${folder}`,
      `--port=${port}`,
      '--listen_addresses=127.0.0.1',
      '--fsync=off',
      '--synchronous_commit=off',
      '--full_page_writes=off',
      '--max_connections=200',
    ],
    stopSignal: 'QUIT',
    ready: /database system is ready to accept connections/,
    urlOf: (port, database) => `postgres://postgres@127.0.0.1:${port}/${database}`,
    maintenance: 'postgres',
  },
  mariadb: {
    user: 'mysql',
    package: 'mariadb-server',
    find: () => inFolders(searchPath(), { create: 'mariadb-install-db', start: 'mariadbd' }),
    create: ({ create }, folder) => [
      create,
      '--no-defaults',
      `--datadir=${join(folder, 'data')}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
    ],
    start: ({ start }, folder, port) => [
      start,
      '--no-defaults',
      `--datadir=${join(folder, 'data')}`,
      `--socket=${join(folder, 'socket')}`,
      // A second server that starts clears away what looks like a leftover of its own in a folder they share.
      `--tmpdir=${folder}`,
      `--pid-file=${join(folder, 'pid')}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      '--innodb-flush-log-at-trx-commit=0',
      '--skip-sync-frm',
      '--max-connections=300',
    ],
    stopSignal: 'KILL',
    ready: /ready for connections/,
    urlOf: (port, database) => `mysql://root@127.0.0.1:${port}/${database}`,
    maintenance: 'mysql',
  },
  redis: {
    user: 'redis',
    package: 'redis-server',
    find: () => inFolders(searchPath(), { create: 'redis-server', start: 'redis-server' }),
    // It makes what it needs when it starts.
    create: ({ create }) => [create, '--version'],
    start: ({ start }, folder, port) => [
      start,
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--dir',
      folder,
      '--save',
      '',
      '--appendonly',
      'no',
    ],
    stopSignal: 'KILL',
    ready: /Ready to accept connections/,
    urlOf: (port) => `redis://127.0.0.1:${port}`,
    maintenance: '',
  },
}

/** Root starts each server as the user its package made for it; anybody else starts it as themselves. */
export function userFor(recipe: Recipe): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null
  const id = (flag: string): number => Number(execFileSync('id', [flag, recipe.user], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

function searchPath(): string[] {
  return [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/usr/local/sbin', '/usr/local/bin']
}

// Debian keeps the servers of several versions side by side, and out of the way.
function postgresFolders(): string[] {
  const versions = '/usr/lib/postgresql'
  const installed = existsSync(versions) ? readdirSync(versions) : []
  const newestFirst = installed.toSorted((one, other) => Number(other) - Number(one))
  return [...newestFirst.map((version) => join(versions, version, 'bin')), ...searchPath()]
}

function inFolders(folders: readonly string[], { create, start }: Programs): Programs | null {
  const find = (name: string): string | null =>
    folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null
  const found = { create: find(create), start: find(start) }
  return found.create === null || found.start === null ? null : { create: found.create, start: found.start }
}
