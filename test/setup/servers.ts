import { once } from 'node:events'
import { createServer } from 'node:http'
import type { TestProject } from 'vitest/node'
import { type Cluster, findGalera, startCluster } from '../support/galera.js'
import { startServer } from '../support/server-process.js'
import { recipes, type ServerKind } from '../support/server-recipes.js'

declare module 'vitest' {
  interface ProvidedContext {
    /**
     * Asked for `/postgres` or `/mariadb`, it starts that server if nobody did yet, and answers where it is; for
     * `/galera`, where each of the three is.
     */
    serverDesk: string
    installedServers: Partial<Record<ServerKind | 'galera', boolean>>
  }
}

const kinds = Object.keys(recipes).filter((name): name is ServerKind => name in recipes)

interface Running {
  readonly addresses: readonly string[]
  stop(): Promise<void>
}

/** How each is found and started. */
const desks = new Map<string, () => Promise<Running>>([
  ...kinds.map((kind) => [kind, () => startOne(kind)] as const),
  ['galera', () => startCluster().then(addressCluster)],
])

async function startOne(kind: ServerKind): Promise<Running> {
  const server = await startServer(kind)
  return { addresses: [server.urlOf(recipes[kind].maintenance)], stop: () => server.stop() }
}

function addressCluster({ nodes, stop }: Cluster): Running {
  return { addresses: nodes.map(({ urlOf }) => urlOf(recipes.mariadb.maintenance)), stop }
}

/** One server of each kind for a whole run, started by the first test file that asks. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const installed = {
    ...Object.fromEntries(kinds.map((kind) => [kind, recipes[kind].find() !== null])),
    galera: findGalera() !== null,
  }
  complain(Object.entries(installed).flatMap(([name, isThere]) => (isThere ? [] : [name])))
  project.provide('installedServers', installed)
  const started = new Map<string, Promise<Running>>()
  const desk = createServer((request, response) => {
    const name = request.url?.slice(1) ?? ''
    const start = desks.get(name)
    if (start === undefined) {
      response.writeHead(404).end()
      return
    }
    const server = started.get(name) ?? start()
    started.set(name, server)
    void server.then(
      ({ addresses }) => response.end(addresses.join('\n')),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  }).listen(0, '127.0.0.1')
  await once(desk, 'listening')
  const address = desk.address()
  if (address === null || typeof address === 'string') throw new Error('The desk has no port.')
  project.provide('serverDesk', `http://127.0.0.1:${address.port}`)
  return async () => {
    desk.close()
    await Promise.allSettled([...started.values()].map(async (server) => (await server).stop()))
  }
}

function complain(missing: readonly string[]): void {
  if (missing.length === 0) return
  const packages = new Map<string, string>([
    ...kinds.map((kind) => [kind, recipes[kind].package] as const),
    ['galera', 'galera-4'],
  ])
  const wanted = missing.map((name) => packages.get(name)).join(' ')
  const message = `Not installed: ${missing.join(', ')} (Debian, as root: apt-get install ${wanted}).`
  if (process.env['CI'] === 'true') throw new Error(message)
  console.warn(`\n!! ${message} The tests that need them are skipped.\n`)
}
