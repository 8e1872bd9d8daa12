import mysql from 'mysql2/promise'
import pg from 'pg'
import { type HostDatabase, importLinks, sqlHost, subjectsInTable } from 'sparekey/sql'
import { expect, it, onTestFinished } from 'vitest'
import { createDatabase, describeOn, type SqlServerKind } from '../support/servers.js'
import { aSubject, collectProblems, rowsOf } from './import-source.js'

interface Opened {
  readonly database: HostDatabase
  query(sql: string): Promise<unknown>
}

async function open(kind: SqlServerKind): Promise<Opened> {
  const { url, drop } = await createDatabase(kind)
  onTestFinished(drop)
  if (kind === 'postgres') {
    const pool = new pg.Pool({ connectionString: url })
    onTestFinished(() => pool.end())
    return { database: pool, query: async (sql) => (await pool.query(sql)).rows }
  }
  const pool = mysql.createPool(url)
  onTestFinished(() => pool.end())
  return { database: pool, query: async (sql) => (await pool.query(sql))[0] }
}

const idTypes = {
  postgres: { integer: 'integer', bigint: 'bigint', uuid: 'uuid', text: 'text' },
  mariadb: { integer: 'int', bigint: 'bigint unsigned', uuid: 'uuid', text: 'varchar(40)' },
} as const

const ids = {
  integer: ['1', '2', '3'],
  bigint: ['9007199254740993', '9007199254740995', '3'],
  uuid: [
    'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',
    'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12',
    'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a13',
  ],
  text: ['ada', 'Bo', 'cy'],
} as const

for (const kind of ['postgres', 'mariadb'] as const) {
  for (const type of ['integer', 'bigint', 'uuid', 'text'] as const) {
    for (const mapping of [{ table: 'amazon_links' }, { column: 'amazon_user_id' }] as const) {
      const where = 'table' in mapping ? 'a table' : 'a column'
      describeOn(kind)(`importLinks on ${kind} into ${where}, with ids of type ${type}`, () => {
        it('checks, links, goes on, and keeps what is there', async () => {
          const { database, query } = await open(kind)
          await query(
            `create table users (id ${idTypes[kind][type]} primary key, email varchar(80), old varchar(80))`,
          )
          const [first, second, third] = ids[type]
          for (const id of ids[type])
            await query(`insert into users (id, old) values ('${id}', '${aSubject(id.slice(-2))}')`)
          const options = {
            database,
            accounts: { table: 'users', id: 'id', email: 'email', newId: 'uuid' } as const,
            links: mapping,
          }
          const host = sqlHost(options)
          await host.migrate()
          const rows = rowsOf([
            [first, aSubject(first.slice(-2))],
            ['99999999999999999999999', aSubject('big')],
            ['no such id', aSubject('none')],
            ["x' or '1'='1", aSubject('quote')],
          ])
          const { onProblem, problems } = collectProblems()
          const outcome = await importLinks(options, rows, { write: 'sound-rows', onProblem })
          expect(problems().map(({ line }) => line)).toEqual([2, 3, 4])
          expect(outcome).toMatchObject({ result: 'written', linked: 1, refused: 3 })
          const source = await subjectsInTable(options, { subjectColumn: 'old' })
          expect(await importLinks(options, source)).toMatchObject({
            linked: 2,
            alreadyLinked: 1,
            refused: 0,
          })
          for (const id of [first, second, third]) {
            const identity = { issuer: 'https://www.amazon.com', subject: aSubject(id.slice(-2)) }
            expect((await host.links.findLinkedAccount(identity))?.account?.id).toBe(id)
          }
          expect(await query('select account_id from sparekey_audit')).toHaveLength(3)
        })
      })
    }
  }
}
