import type Database from 'libsql'
import type { SqliteHandle } from 'sparekey/sql'
import { describe, expect, it } from 'vitest'
import { addUser, connectShop, openShop } from './fixture.js'

const at = new Date('2026-03-01T12:00:00Z')
const identity = { issuer: 'https://www.amazon.com', subject: 'S' }
const ticket = { id: 'ticket', expiresAt: new Date('2099-01-01') }

function draft() {
  const audit = { at, event: 'signed-up', accountId: null, identity, details: {} } as const
  return { identity, emailAtLink: null, at, ticket, audit }
}

function registration(email = 'new@shop.test') {
  return { email, emailProven: false, name: null, postalCode: null, fields: {} }
}

/** Lets another writer come in just before the first statement like this, and once more when that is rolled back. */
function overtaken(
  database: Database.Database,
  statement: string,
  first: () => void,
  then: () => void,
): SqliteHandle {
  let isOvertaken = false
  return {
    get inTransaction() {
      return database.inTransaction
    },
    exec: (sql) => {
      database.exec(sql)
      if (sql === 'rollback') then()
    },
    prepare: (sql) => {
      const prepared = database.prepare(sql)
      const before = <T>(run: () => T): T => {
        if (sql.startsWith(statement) && !isOvertaken) {
          isOvertaken = true
          first()
        }
        return run()
      }
      return {
        reader: prepared.reader,
        all: (values) => before(() => prepared.all(values)),
        run: (values) => before(() => prepared.run(values)),
      }
    },
  }
}

// SQLite lets one writer in at a time; a database that lets in several breaks the unique key instead.
describe('a writer that is overtaken between reading and writing', () => {
  const linkOf = (accountId: string) =>
    `insert into amazon_links (issuer, subject, account_id) values ('${identity.issuer}', 'S', '${accountId}')`

  it('reads again, and sees who won', async () => {
    const shop = await openShop()
    const [winner, loser] = [addUser(shop), addUser(shop)]
    const win = () => shop.database.exec(linkOf(winner))
    const { host } = connectShop(shop.database, {
      database: overtaken(shop.database, 'insert into "amazon_links"', win, win),
    })
    expect(await host.links.createLink({ ...draft(), accountId: loser })).toBe('subject-taken')
    expect(shop.rows('select account_id from amazon_links')).toEqual([{ account_id: winner }])
    expect(shop.rows('select * from sparekey_tickets')).toEqual([])
  })

  it('is told that the subject is taken, not the address, when the same customer was faster in another tab', async () => {
    const shop = await openShop()
    const takeAddress = () => addUser(shop, { id: 1, email: 'new@shop.test' })
    const finish = () => {
      takeAddress()
      shop.database.exec(linkOf('1'))
    }
    const handle = overtaken(shop.database, 'insert into "users"', takeAddress, finish)
    const { host } = connectShop(shop.database, { database: handle })
    const created = await host.links.createLinkedAccount(registration(), draft())
    expect(created).toEqual({ conflict: 'subject-taken' })
    expect(shop.rows('select id from users')).toEqual([{ id: 1 }])
  })

  it('is told that the address is taken when somebody else was faster, and is never linked to them', async () => {
    const shop = await openShop()
    const takeAddress = () => addUser(shop, { id: 1, email: 'new@shop.test' })
    const handle = overtaken(shop.database, 'insert into "users"', takeAddress, takeAddress)
    const { host } = connectShop(shop.database, { database: handle })
    const created = await host.links.createLinkedAccount(registration(), draft())
    expect(created).toEqual({ problems: [{ field: 'email', problem: 'taken' }] })
    expect(shop.rows('select * from amazon_links')).toEqual([])
  })
})
