import { execFile } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort, keepRunning } from './server-process.js'
import { type Programs, recipes, userFor } from './server-recipes.js'

/** Three MariaDB servers that are one database. */
export interface Cluster {
  readonly nodes: readonly ClusterNode[]
  stop(): Promise<void>
}

export interface ClusterNode {
  urlOf(database: string): string
  /** As kill -9 does it, or the power. */
  kill(): void
}

interface Ports {
  readonly sql: number
  readonly group: number
  readonly incremental: number
  readonly snapshot: number
}

const libraries = [
  '/usr/lib/galera/libgalera_smm.so',
  '/usr/lib/libgalera_smm.so',
  '/usr/lib64/galera-4/libgalera_smm.so',
]

const mariadb = recipes.mariadb

/** Null where a cluster cannot be started. Debian brings all of it with its MariaDB server. */
export function findGalera(): (Programs & { readonly library: string }) | null {
  const programs = mariadb.find()
  const library = libraries.find((path) => existsSync(path))
  return programs === null || library === undefined ? null : { ...programs, library }
}

/** Starts the first node with an empty database, and two more that get theirs from it. */
export async function startCluster(): Promise<Cluster> {
  const found = findGalera()
  if (found === null) throw new Error('Galera is not installed (Debian: galera-4, with mariadb-server).')
  const members = await Promise.all([1, 2, 3].map(prepareMember))
  const [first, ...others] = members
  if (first === undefined) throw new Error('There is no first node.')
  const [create = '', ...creating] = mariadb.create(found, first.folder)
  await promisify(execFile)(create, creating, { cwd: first.folder, ...first.user })
  const start = (member: Member, address: string) => startMember(found, member, address)
  const running = [await start(first, 'gcomm://')]
  const meeting = `gcomm://127.0.0.1:${first.ports.group}`
  running.push(...(await Promise.all(others.map((member) => start(member, meeting)))))
  return {
    nodes: members.map(({ folder, ports }) => ({
      urlOf: (database) => mariadb.urlOf(ports.sql, database),
      kill: () => void process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 'SIGKILL'),
    })),
    stop: async () => void (await Promise.all(running.map(({ stop }) => stop()))),
  }
}

interface Member {
  readonly name: string
  readonly folder: string
  readonly ports: Ports
  readonly user: ReturnType<typeof userFor>
}

async function prepareMember(number: number): Promise<Member> {
  const folder = mkdtempSync(join(tmpdir(), `sparekey-galera-${number}-`))
  const user = userFor(mariadb)
  mkdirSync(join(folder, 'data'))
  if (user !== null) for (const path of [folder, join(folder, 'data')]) chownSync(path, user.uid, user.gid)
  const [sql, group, incremental, snapshot] = await Promise.all([
    freePort(),
    freePort(),
    freePort(),
    freePort(),
  ])
  return { name: `node-${number}`, folder, user, ports: { sql, group, incremental, snapshot } }
}

function startMember(
  { library, ...programs }: Programs & { readonly library: string },
  { name, folder, ports, user }: Member,
  address: string,
) {
  const provider = [
    `gmcast.listen_addr=tcp://127.0.0.1:${ports.group}`,
    `ist.recv_addr=127.0.0.1:${ports.incremental}`,
    'gcache.size=16M',
  ]
  const own = [
    // A joining node is sent the whole of it.
    '--innodb-log-file-size=16M',
    '--binlog-format=ROW',
    '--innodb-autoinc-lock-mode=2',
    '--wsrep-on=ON',
    `--wsrep-provider=${library}`,
    `--wsrep-provider-options=${provider.join(';')}`,
    `--wsrep-cluster-address=${address}`,
    '--wsrep-cluster-name=sparekey',
    `--wsrep-node-name=${name}`,
    '--wsrep-node-address=127.0.0.1',
    '--wsrep-sst-method=rsync',
    `--wsrep-sst-receive-address=127.0.0.1:${ports.snapshot}`,
  ]
  const command = [...mariadb.start(programs, folder, ports.sql), ...own]
  // The group says that it is ready before the server listens.
  return keepRunning({
    name,
    folder,
    command,
    signal: 'KILL',
    ready: /mariadbd: ready for connections/,
    user,
  })
}
