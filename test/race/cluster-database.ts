import mysql from 'mysql2'
import type { HostDatabase } from 'sparekey/sql'
import { onTestFinished } from 'vitest'
import type { AnyDatabase } from '../sql/three-databases.js'
import { clusterUrls, createDatabaseAt } from '../support/servers.js'

/** A database that is written to through several servers. */
export interface ClusterDatabase extends AnyDatabase {
  /** One for each node. */
  readonly handles: readonly HostDatabase[]
  /** Where each is. */
  readonly urls: readonly string[]
}

// A node shows what another one has committed a moment later. With this a statement waits for that moment.
const waiting = 15

/** An empty database on the cluster of this run. */
export async function openClusterDatabase(): Promise<ClusterDatabase> {
  return openDatabaseOn(await clusterUrls())
}

/** An empty database on a cluster of the test's own. */
export async function openDatabaseOn(servers: readonly string[]): Promise<ClusterDatabase> {
  const [first = ''] = servers
  const database = await createDatabaseAt('mariadb', first)
  const name = database.url.slice(database.url.lastIndexOf('/') + 1)
  await Promise.all(servers.map(untilNothingIsLeft))
  const urls = servers.map((server) => server.replace(/[^/]+$/, name))
  const pools = urls.map((uri) => mysql.createPool({ uri, connectionLimit: 10 }))
  const own = mysql.createPool({ uri: database.url, connectionLimit: 5 })
  own.on('connection', (connection) => {
    connection.query(`set session wsrep_sync_wait = ${waiting}`)
  })
  onTestFinished(async () => {
    await Promise.allSettled([...pools, own].map((pool) => pool.promise().end()))
    await database.drop().catch(ignore)
  })
  const [handle] = pools
  if (handle === undefined) throw new Error('The cluster has no nodes.')
  return {
    handle,
    handles: pools,
    urls,
    async rows(sql, ...values) {
      const [answer] = await own.promise().query(sql, [...values])
      return Array.isArray(answer) ? (answer as Record<string, unknown>[]) : []
    },
  }
}

// A cluster that lost its nodes takes no orders, and is gone after the test.
function ignore(): void {}

/** Resolves when this node has done what the others had done when it was asked. */
async function untilNothingIsLeft(url: string): Promise<void> {
  const connection = mysql.createConnection(url).promise()
  await connection.query(`set session wsrep_sync_wait = ${waiting}`)
  await connection.query('show databases')
  await connection.end()
}
