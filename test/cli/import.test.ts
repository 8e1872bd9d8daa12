import { readFileSync } from 'node:fs'
import { watch } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aSubject } from '../sql/import-source.js'
import { openSite, whenEnded } from './import-site.js'

const links = 'select account_id, subject from amazon_links order by cast(account_id as integer)'

const linked = (...ids: number[]) => ids.map((id) => ({ account_id: String(id), subject: aSubject(id) }))

const csv = (...lines: string[]): string => `${lines.join('\n')}\n`

describe('sparekey import --from-csv', () => {
  it('links the accounts of a file, and says so', async () => {
    const site = await openSite(2)
    site.put('ids.csv', csv('account_id;amazon_id', `1;${aSubject(1)}`, `2;${aSubject(2)}`))
    const { code, output } = await site.sparekey('import', '--from-csv', 'ids.csv')
    expect(output).toContain('Linked 2 accounts, of 2 rows.')
    expect(code).toBe(0)
    expect(site.rows(links)).toEqual(linked(1, 2))
  })

  it('records who imported, and reports one JSON document', async () => {
    const site = await openSite(1)
    site.put('ids.csv', csv('user,customer', `${aSubject(1)},1`))
    const named = ['--account-column', 'customer', '--subject-column', 'user']
    const { output, problem } = await site.sparekey(
      'import',
      '--from-csv',
      'ids.csv',
      '--json',
      '--operator',
      'kim',
      ...named,
    )
    expect(JSON.parse(output)).toMatchObject({ ok: true, result: 'written', rows: 1, linked: 1, refused: 0 })
    expect(problem).toBe('')
    const [record] = site.rows('select event, details from sparekey_audit')
    expect(record?.['event']).toBe('linked')
    expect(JSON.parse(String(record?.['details']))).toEqual({ operator: 'kim', from: 'csv', by: 'import' })
  })

  it('names broken lines by their number, writes nothing, and imports the others where asked to', async () => {
    const site = await openSite(4)
    site.put(
      'ids.csv',
      Buffer.concat([
        Buffer.from(
          csv('account_id,amazon_id', `1,${aSubject(1)}`, '2', `3,${aSubject(3)},x`, '9,amzn1.account.A'),
        ),
        Buffer.from([0x34, 0xff, 0x2c, 0x41, 0x0a]),
        Buffer.from(csv(`=cmd(),${aSubject(7)}`)),
      ]),
    )
    const stopped = await site.sparekey(
      'import',
      '--from-csv',
      'ids.csv',
      '--report',
      'problems.csv',
      '--json',
    )
    expect(stopped.code).toBe(1)
    const document: { problems: { line: number; reason: string }[] } = JSON.parse(stopped.output)
    expect(document).toMatchObject({ ok: false, result: 'stopped', rows: 6, linked: 1, refused: 5 })
    expect(document.problems.map(({ line, reason }) => [line, reason])).toEqual([
      [3, 'line-unreadable'],
      [4, 'line-unreadable'],
      [6, 'line-unreadable'],
      [7, 'account-id-malformed'],
      [5, 'account-unknown'],
    ])
    expect(site.rows(links)).toEqual([])
    const report = readFileSync(join(site.folder, 'problems.csv'), 'utf8')
    expect(report.split('\n')).toHaveLength(7)
    expect(report).toContain("7,account-id-malformed,'=cmd(),")
    const skipped = await site.sparekey('import', '--from-csv', 'ids.csv', '--skip-conflicts')
    expect(skipped.code).toBe(0)
    expect(skipped.output).toContain('line 3: The line cannot be read. (1 columns where the header has 2)')
    expect(site.rows(links)).toEqual(linked(1))
  })

  it('refuses a file that names accounts by address, and says why', async () => {
    const site = await openSite(1)
    site.put('ids.csv', csv('email,amazon_id', `c1@shop.example,${aSubject(1)}`))
    const { code, output, problem } = await site.sparekey('import', '--from-csv', 'ids.csv')
    expect(problem).toMatch(/names accounts by address only.*not verified/s)
    expect({ code, output }).toEqual({ code: 1, output: '' })
  })

  it('never writes its report over a file that is there', async () => {
    const site = await openSite(1)
    const content = csv('account_id,amazon_id', `1,${aSubject(1)}`)
    site.put('ids.csv', content)
    const { code, problem } = await site.sparekey('import', '--from-csv', 'ids.csv', '--report', 'ids.csv')
    expect(code).toBe(1)
    expect(problem).toContain('Name a file that does not exist yet')
    expect(readFileSync(join(site.folder, 'ids.csv'), 'utf8')).toBe(content)
    expect(site.rows(links)).toEqual([])
  })

  it('goes on where a kill -9 broke it off: every link has its record, and none is lost', async () => {
    const total = 30_000
    const site = await openSite(total)
    const lines = Array.from({ length: total }, (_, index) => `${index + 1},${aSubject(index + 1)}`)
    site.put('ids.csv', csv('account_id,amazon_id', ...lines))
    const child = site.start('import', '--from-csv', 'ids.csv')
    const ended = whenEnded(child)
    const count = (table: string): number => Number(site.rows(`select count(*) as n from ${table}`)[0]?.['n'])
    for await (const _ of watch(site.folder)) if (count('amazon_links') > 0) break
    child.kill('SIGKILL')
    expect((await ended).code).toBeNull()
    const done = count('amazon_links')
    expect(done).toBeGreaterThan(0)
    expect(done).toBeLessThan(total)
    expect(done % 1024).toBe(0)
    expect(count('sparekey_audit')).toBe(done)
    const { output } = await site.sparekey('import', '--from-csv', 'ids.csv', '--json')
    expect(JSON.parse(output)).toMatchObject({ linked: total - done, alreadyLinked: done, refused: 0 })
    expect(count('amazon_links')).toBe(total)
    expect(count('sparekey_audit')).toBe(total)
    expect(site.rows('select count(distinct account_id) as n from sparekey_audit')).toEqual([{ n: total }])
  }, 60_000)

  it('says how much is done when the disk is full', async () => {
    const site = await openSite(2000)
    const lines = Array.from({ length: 2000 }, (_, index) => `${index + 1},${aSubject(index + 1)}`)
    site.put('ids.csv', csv('account_id,amazon_id', ...lines))
    site.database.exec(`create trigger full before insert on sparekey_audit when new.account_id = '1500'
      begin select raise(abort, 'database or disk is full'); end`)
    const { code, problem } = await site.sparekey('import', '--from-csv', 'ids.csv', '--json')
    expect({ code, problem }).toEqual({ code: 1, problem: '' })
    expect(site.rows('select count(*) as n from amazon_links')).toEqual([{ n: 1024 }])
  })
})

describe('sparekey import from the database', () => {
  it('reads a column of the accounts table, and only looks when asked to', async () => {
    const site = await openSite(3)
    site.database.exec(`update users set amazon_id = '${aSubject(1)}' where id = 1; update users set amazon_id = '' where id = 2;
      update users set amazon_id = '${aSubject(3)}' where id = 3`)
    const looked = await site.sparekey('import', '--from-column', 'amazon_id', '--dry-run')
    expect(looked.output).toContain('Would link 2 accounts, of 2 rows. Nothing was written.')
    expect(site.rows(links)).toEqual([])
    expect((await site.sparekey('import', '--from-column', 'amazon_id')).code).toBe(0)
    expect(site.rows(links)).toEqual(linked(1, 3))
  })

  it('reads a table of social logins with a condition', async () => {
    const site = await openSite(3)
    site.database.exec(`create table social_logins (provider text, uid text, user_id integer, primary key (provider, uid));
      insert into social_logins values ('amazon', '${aSubject(2)}', 2), ('google', '1', 2), ('amazon', '${aSubject(3)}', 3)`)
    const from = ['--from-table', 'social_logins', '--subject-column', 'uid', '--account-column', 'user_id']
    const { code } = await site.sparekey('import', ...from, '--where', 'provider=amazon')
    expect(code).toBe(0)
    expect(site.rows(links)).toEqual(linked(2, 3))
  })

  it.each([
    [['import'], /Name one source, not 0/],
    [['import', '--from-csv', 'a.csv', '--from-column', 'b'], /Name one source, not 2/],
    [['import', '--from-csv', 'missing.csv'], /missing\.csv cannot be read/],
    [['import', '--from-column', 'nothing'], /has no column nothing/],
    [['import', '--from-column', 'x"; drop table users; --'], /is not a name that can be used/],
    [
      ['import', '--from-table', 'nothing', '--subject-column', 'a', '--account-column', 'b'],
      /There is no table nothing/,
    ],
    [['import', '--from-table', 'users'], /needs --subject-column and --account-column/],
    [['import', '--from-column', 'amazon_id', '--where', 'provider'], /is no condition/],
    [['import', '--from-kolumn', 'amazon_id'], /does not know/],
  ])('refuses %j and says what to do', async (words, expected) => {
    const site = await openSite(1)
    const { code, output, problem } = await site.sparekey(...words)
    expect(problem).toMatch(expected)
    expect(problem).not.toContain('    at ')
    expect({ code, output }).toEqual({ code: 1, output: '' })
  })

  it('says what to run where the tables are missing', async () => {
    const site = await openSite(1)
    site.database.exec('drop table amazon_links')
    const { code, problem } = await site.sparekey('import', '--from-column', 'amazon_id')
    expect(code).toBe(1)
    expect(problem).toMatch(/There is no table amazon_links.*sparekey migrate/s)
  })
})
