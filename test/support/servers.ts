import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import mysql from 'mysql2/promise'
import pg from 'pg'
import { describe, inject } from 'vitest'
import type { ServerKind, SqlServerKind } from './server-recipes.js'

export type { SqlServerKind }

/** A database of a test's own. */
export interface TestDatabase {
  readonly url: string
  drop(): Promise<void>
}

/** `describe` for tests that need a server: skipped, not failed, where it is not installed and nobody insists. */
export function describeOn(kind: ServerKind | 'galera'): typeof describe | typeof describe.skip {
  return inject('installedServers')[kind] === true ? describe : describe.skip
}

/** Makes an empty database; `drop` also ends whatever connections are left to it and do not end by themselves. */
export async function createDatabase(kind: SqlServerKind): Promise<TestDatabase> {
  return createDatabaseAt(kind, await serverUrl(kind))
}

/** The same on a server of the test's own. */
export async function createDatabaseAt(kind: SqlServerKind, server: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`
  const { create, drop } = databases[kind]
  await create(server, name)
  return { url: server.replace(/[^/]+$/, name), drop: () => drop(server, name) }
}

type Change = (server: string, name: string) => Promise<void>

const databases: Record<SqlServerKind, { readonly create: Change; readonly drop: Change }> = {
  postgres: {
    create: (server, name) =>
      onPostgres(server, async (client) => void (await client.query(`create database ${name}`))),
    drop: (server, name) =>
      onPostgres(server, async (client) => {
        await untilLeft(client, name)
        await client.query(`drop database ${name} with (force)`)
      }),
  },
  mariadb: {
    create: (server, name) => onMariadb(server, `create database ${name} character set utf8mb4`),
    drop: (server, name) => onMariadb(server, `drop database ${name}`),
  },
}

const secondsToLeave = 1

/** A pool says that it has ended before its connections have, and one that is ended by force is an error nobody awaits. */
async function untilLeft(client: pg.Client, name: string): Promise<void> {
  const givenUpAt = Date.now() + secondsToLeave * 1000
  const isUsed = async (): Promise<boolean> => {
    const { rows } = await client.query('select 1 from pg_stat_activity where datname = $1 limit 1', [name])
    return rows.length > 0
  }
  while ((await isUsed()) && Date.now() < givenUpAt) await setTimeout(10)
}

async function onPostgres(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

async function onMariadb(url: string, statement: string): Promise<void> {
  const connection = await mysql.createConnection(url)
  try {
    await connection.query(statement)
  } finally {
    await connection.end()
  }
}

/** The whole run shares one server of each kind; the first who asks waits a second or two for it. */
export async function serverUrl(kind: ServerKind): Promise<string> {
  return ask(kind)
}

/** The nodes of the one cluster of the whole run. The first who asks waits some ten seconds. */
export async function clusterUrls(): Promise<readonly string[]> {
  return (await ask('galera')).split('\n')
}

async function ask(name: string): Promise<string> {
  const answer = await fetch(`${inject('serverDesk')}/${name}`)
  const text = await answer.text()
  if (!answer.ok) throw new Error(text)
  return text
}
