import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { type Emulator, startEmulator } from 'sparekey/emulator'
import { Browser } from '../support/browser.js'
import { canaries } from '../support/canaries.js'
import { createDatabase, type SqlServerKind, serverUrl } from '../support/servers.js'
import { type Balancer, startBalancer } from './balancer.js'
import type { Moment } from './death.js'
import type { Orders } from './orders.js'
import { openSiteDatabase, type SiteDatabase } from './site-database.js'
import { createTables } from './tables.js'

export interface FleetOptions {
  readonly kind: SqlServerKind
  /** The compiled site. */
  readonly program: string
  readonly limits: 'sql' | 'redis'
}

interface Instance {
  readonly child: ChildProcess
  readonly port: number
  readonly died: Promise<NodeJS.Signals | null>
}

/** Three processes of one site behind a balancer, on one database. */
export interface Fleet {
  readonly kind: SqlServerKind
  readonly emulator: Emulator
  readonly balancer: Balancer
  readonly database: SiteDatabase
  visitor(): Browser
  /** Lets the instance that gets the next request die at this moment of it. */
  doom(moment: Moment): Promise<Doomed>
  close(): Promise<void>
}

export interface Doomed {
  /** Resolves with the signal when it has died, and another one has taken its place. */
  readonly replaced: Promise<NodeJS.Signals | null>
}

const clientId = 'amzn1.application-oa2-client.bookshop'
const size = 3

export async function openFleet({ kind, program, limits }: FleetOptions): Promise<Fleet> {
  const [site, balancer] = await Promise.all([createDatabase(kind), startBalancer()])
  const emulator = await startEmulator({ clients: [clientAt(balancer.origin), phone], customers: [] })
  const database = openSiteDatabase(site.url)
  await createTables(database, kind)
  const orders: Orders = {
    database: site.url,
    redis: limits === 'redis' ? { url: await serverUrl('redis'), prefix: randomUUID() } : null,
    origin: balancer.origin,
    secret: canaries.secret,
    amazon: {
      clientId,
      clientSecret: canaries.clientSecret,
      audiences: [phone.clientId],
      endpoints: emulator.endpoints,
    },
  }
  const start = () => startInstance(program, orders)
  const instances = await Promise.all(Array.from({ length: size }, start))
  const introduce = (): void => {
    balancer.ports = instances.map(({ port }) => port)
  }
  introduce()
  const changes: Promise<Instance>[] = []
  return {
    kind,
    emulator,
    balancer,
    database,
    visitor: () => new Browser({ origin: balancer.origin, emulator }),
    async doom(moment) {
      const place = balancer.next
      const doomed = instances[place]
      if (doomed === undefined) throw new Error('No instance is next.')
      // Started beforehand, so that nobody waits for it, and unknown to the balancer until the other one is dead.
      const replacement = start()
      const replaced = doomed.died.then(async (signal) => {
        instances[place] = await replacement
        introduce()
        return signal
      })
      changes.push(replacement)
      await arm(doomed, moment)
      return { replaced }
    },
    async close() {
      await Promise.all([...instances, ...(await Promise.all(changes))].map(end))
      await Promise.all([balancer.close(), emulator.close(), database.close()])
      await site.drop()
    },
  }
}

/** The app of the same company, with Amazon's own SDK in it. */
export const phone = {
  clientId: 'amzn1.application-oa2-client.phone',
  company: 'Test Company',
  kind: 'mobile',
  redirectUris: ['amzn://com.shop.app'],
} as const

function clientAt(origin: string) {
  return {
    clientId,
    clientSecret: canaries.clientSecret,
    company: 'Test Company',
    redirectUris: [`${origin}/auth/amazon/callback`],
  }
}

async function startInstance(program: string, orders: Orders): Promise<Instance> {
  const child = spawn(process.execPath, [program, JSON.stringify(orders)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const died = once(child, 'exit').then(([, signal]: unknown[]) => signal as NodeJS.Signals | null)
  const told = once(child, 'message').then(([port]: unknown[]) => Number(port))
  const port = await Promise.race([told, died])
  if (typeof port !== 'number') throw new Error('An instance did not start.')
  return { child, port, died }
}

async function arm({ child }: Instance, moment: Moment): Promise<void> {
  const armed = once(child, 'message')
  child.send(moment)
  await armed
}

async function end({ child, died }: Instance): Promise<void> {
  child.kill('SIGKILL')
  await died
}
