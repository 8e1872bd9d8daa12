import { join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import type { Host } from 'sparekey'
import { type PrismaInstance, sqlLinks } from 'sparekey/sql'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createDatabase, describeOn } from '../../support/servers.js'
import { usersTable } from '../hosts/postgres-sites.js'
import { type OrmSite, testOrmHost } from '../hosts/site.js'
import { contractOn, mostConnections } from '../storage/contract-on.js'
import { createPostgresBeside } from '../storage/postgres-beside.js'
import { makePrismaApp, type PrismaApp } from './generated-client.js'

// Two programs of their own are run, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

/** As far as the tests use what is generated. */
interface Client extends PrismaInstance {
  readonly user: {
    create(row: { data: object }): Promise<{ id: number }>
    count(): Promise<number>
    deleteMany(): Promise<unknown>
  }
  readonly amazonLink: { findMany(): Promise<unknown[]> }
  readonly sparekeyAudit: { create(row: { data: object }): Promise<{ id: bigint }> }
  $disconnect(): Promise<void>
}

interface Generated {
  readonly PrismaClient: new (options: object) => Client
  readonly prismaHost: (client: Client, endSessionsOf: (id: string) => Promise<void>) => Host
}

const describe = describeOn('postgres')

describe('Prisma', () => {
  let app: PrismaApp
  let generated: Generated

  beforeAll(async () => {
    app = makePrismaApp()
    await app.generate()
    const load = (file: string) => import(/* @vite-ignore */ join(app.folder, file)) as Promise<object>
    generated = { ...(await load('generated/client.ts')), ...(await load('prisma-host.ts')) } as Generated
  })
  afterAll(() => app.remove())

  const open = (url: string): Client =>
    new generated.PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: mostConnections }) })

  it('takes the schema with the printed models for valid, and compiles the host of the page', async () => {
    expect(await app.validate()).toContain('is valid')
    expect(await app.compile()).toBe('')
  })

  describe('sqlLinks over its client', () => {
    contractOn(async (url) => {
      const database = open(url)
      return { database, close: () => database.$disconnect() }
    }, createPostgresBeside)
  })

  describe('a host over its client', () => {
    testOrmHost(async (): Promise<OrmSite> => {
      const { url, drop } = await createDatabase('postgres')
      const pool = new pg.Client(url)
      await pool.connect()
      await pool.query(usersTable)
      const prisma = open(url)
      const ended: string[] = []
      return {
        host: generated.prismaHost(prisma, async (id) => void ended.push(id)),
        ended,
        addUser: async (data) => String((await prisma.user.create({ data })).id),
        countUsers: () => prisma.user.count(),
        clear: async () => void (await prisma.user.deleteMany()),
        async close() {
          await prisma.$disconnect()
          await pool.end()
          await drop()
        },
      }
    })
  })

  it('reads and writes the tables of ours through the printed models', async () => {
    const beside = await createPostgresBeside()
    const prisma = open(beside.url)
    const links = sqlLinks({ database: prisma })
    await links.migrate()
    const identity = { issuer: 'https://www.amazon.com', subject: 'amzn1.account.ANN' }
    const at = new Date('2026-03-01T12:00:00.000Z')
    const audit = { at, event: 'linked', accountId: '7', identity, details: {} } as const
    await links.createLink({ identity, accountId: '7', emailAtLink: null, at, ticket: null, audit })
    expect(await prisma.amazonLink.findMany()).toMatchObject([
      { ...identity, accountId: '7', linkedAt: at, emailAtLink: null },
    ])
    const record = { at, event: 'refused', issuer: 'i', subject: 's', details: '{}' }
    expect(await prisma.sparekeyAudit.create({ data: record })).toMatchObject({ id: 2n, accountId: null })
    await prisma.$disconnect()
    await beside.close()
  })
})
