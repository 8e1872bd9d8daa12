import { once } from 'node:events'
import { createServer } from 'node:http'
import type { TestProject } from 'vitest/node'
import { type RunningServer, startServer } from '../support/server-process.js'
import { recipes, type ServerKind } from '../support/server-recipes.js'

declare module 'vitest' {
  interface ProvidedContext {
    /** Asked for `/postgres` or `/mariadb`, it starts that server if nobody did yet, and answers where it is. */
    serverDesk: string
    installedServers: Partial<Record<ServerKind, boolean>>
  }
}

const kinds = Object.keys(recipes).filter((name): name is ServerKind => name in recipes)

/** One server of each kind for a whole run, started by the first test file that asks. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const installed = Object.fromEntries(kinds.map((kind) => [kind, recipes[kind].find() !== null]))
  complain(kinds.filter((kind) => installed[kind] !== true))
  project.provide('installedServers', installed)
  const started = new Map<ServerKind, Promise<RunningServer>>()
  const desk = createServer((request, response) => {
    const kind = kinds.find((name) => request.url === `/${name}`)
    if (kind === undefined) {
      response.writeHead(404).end()
      return
    }
    const server = started.get(kind) ?? startServer(kind)
    started.set(kind, server)
    void server.then(
      ({ urlOf }) => response.end(urlOf(recipes[kind].maintenance)),
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

function complain(missing: readonly ServerKind[]): void {
  if (missing.length === 0) return
  const packages = missing.map((kind) => recipes[kind].package).join(' ')
  const message = `Not installed: ${missing.join(', ')} (Debian, as root: apt-get install ${packages}).`
  if (process.env['CI'] === 'true') throw new Error(message)
  console.warn(`\n!! ${message} The tests that need them are skipped.\n`)
}
