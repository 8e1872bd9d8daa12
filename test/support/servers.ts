import { randomBytes } from 'node:crypto'
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

/** Makes an empty database; `drop` also ends whatever connections are left to it. */
export async function createDatabase(kind: SqlServerKind): Promise<TestDatabase> {
  return createDatabaseAt(kind, await serverUrl(kind))
}

/** The same on a server of the test's own. */
export async function createDatabaseAt(kind: SqlServerKind, server: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`
  const [create, drop] = statements[kind](name)
  await run[kind](server, create)
  return { url: server.replace(/[^/]+$/, name), drop: () => run[kind](server, drop) }
}

const statements: Record<SqlServerKind, (name: string) => readonly [create: string, drop: string]> = {
  postgres: (name) => [`create database ${name}`, `drop database ${name} with (force)`],
  mariadb: (name) => [`create database ${name} character set utf8mb4`, `drop database ${name}`],
}

const run: Record<SqlServerKind, (url: string, statement: string) => Promise<void>> = {
  async postgres(url, statement) {
    const client = new pg.Client(url)
    await client.connect()
    try {
      await client.query(statement)
    } finally {
      await client.end()
    }
  },
  async mariadb(url, statement) {
    const connection = await mysql.createConnection(url)
    try {
      await connection.query(statement)
    } finally {
      await connection.end()
    }
  },
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
