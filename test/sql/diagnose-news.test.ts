import { expect, it } from 'vitest'
import { type AnyDatabase, describeOnEach, openUsers } from './three-databases.js'

const accounts = {
  table: 'members',
  id: 'id',
  email: 'email',
  emailVerified: 'verified_at',
  disabled: ['banned', 'deleted'],
} as const

const linkedAt = new Date('2026-03-01T12:00:00Z')

/** Four members, each linked at noon; the first three have something to tell. */
async function openMembers(database: AnyDatabase) {
  await database.rows(`create table members (
    id integer primary key, email varchar(190), verified_at varchar(30), banned integer, deleted integer)`)
  const members = [
    [1, '2026-03-09 10:00:00', 0, 0],
    [2, null, 0, 1],
    [3, '2026-02-01 10:00:00', 1, 0],
    [4, '2026-03-01 23:59:59', 0, 0],
  ]
  for (const member of members)
    await database.rows(
      'insert into members (id, verified_at, banned, deleted) values (?, ?, ?, ?)',
      ...member,
    )
  const host = await openUsers(database, { accounts })
  for (const [id] of members) {
    const accountId = String(id)
    const identity = { issuer: 'https://www.amazon.com', subject: `amzn1.account.${accountId}` }
    const audit = { at: linkedAt, event: 'linked', accountId, identity, details: {} } as const
    await host.links.createLink({ identity, accountId, emailAtLink: null, at: linkedAt, ticket: null, audit })
  }
  const told = async () => (await host.diagnose()).map(({ check, message }) => ({ check, message }))
  return { host, of: async (check: string) => (await told()).filter((finding) => finding.check === check) }
}

describeOnEach('diagnose', (open) => {
  it('finds links that are older than the proof of the mailbox, and those of deleted accounts', async () => {
    const { of } = await openMembers(await open())
    const [before, ...others] = await of('links-before-proof')
    expect([before?.message, others]).toEqual([expect.stringContaining(': 1, for example 1.'), []])
    expect(await of('links-deleted')).toEqual([
      { check: 'links-deleted', message: expect.stringContaining(': 1, for example 2.') as string },
    ])
  })

  it('finds mails that nobody delivers, and leaves alone what waits for its time or is given up', async () => {
    const { host, of } = await openMembers(await open())
    expect(await of('outbox-overdue')).toEqual([])
    const minutes = (count: number) => new Date(Date.now() + count * 60_000)
    const queued = (id: string, due: number, expires: number) => ({
      id: id.padEnd(22, 'x'),
      sealed: 's',
      dueAt: minutes(due),
      expiresAt: minutes(expires),
    })
    const identity = { issuer: 'https://www.amazon.com', subject: 'amzn1.account.1' }
    const audit = { at: linkedAt, event: 'unlinked', accountId: '1', identity, details: {} } as const
    const mails = [
      queued('late', -20, 60),
      queued('soon', 5, 60),
      queued('fresh', -5, 60),
      queued('old', -900, -60),
    ]
    await host.links.deleteLink('1', audit, mails)
    expect(await of('outbox-overdue')).toEqual([
      { check: 'outbox-overdue', message: expect.stringMatching(/: 1\.$/) as string },
    ])
  })
})
