import { describe, expect, it } from 'vitest'
import { aSubject } from '../sql/import-source.js'
import { openSite, type Site } from './import-site.js'

// The hash of a password, so that an account has another way to sign in.
const hash = '$2b$04$5jjfbEVp1Ay3R4SeK5OSO.V0C1kd6h3zTtZ3kQ2jVYpAfnyU9Hj7S'

async function siteWithLinks(): Promise<Site> {
  const site = await openSite(3)
  site.database.exec(`insert into amazon_links (issuer, subject, account_id, linked_at, last_used_at) values
    ('https://www.amazon.com', '${aSubject('first')}', '1', '2026-02-03T04:05:06.000Z', '2026-03-04T05:06:07.000Z'),
    ('https://www.amazon.com', '${aSubject('second')}', '2', '2026-02-03T04:05:06.000Z', null);
    update users set password_hash = '${hash}' where id = 1`)
  return site
}

describe('sparekey links find', () => {
  it.each([['1'], ['C1@shop.example'], [aSubject('first')]])(
    'finds the link by %s, and masks it',
    async (who) => {
      const site = await siteWithLinks()
      const { code, output } = await site.sparekey('links', 'find', who)
      expect(output.trimEnd().split('\n')).toEqual([
        'Account 1',
        '  email      c…@s….example',
        '  Amazon     amzn1.account.…IRST',
        '  linked     2026-02-03T04:05:06.000Z',
        '  last used  2026-03-04T05:06:07.000Z',
      ])
      expect(code).toBe(0)
    },
  )

  it('says that an account is not linked, or not there, and fails', async () => {
    const site = await siteWithLinks()
    const unlinked = await site.sparekey('links', 'find', '3')
    expect(unlinked.code).toBe(1)
    expect(unlinked.output).toContain('not linked')
    const nobody = await site.sparekey('links', 'find', 'nobody@shop.example', '--json')
    expect(nobody.code).toBe(1)
    expect(JSON.parse(nobody.output)).toEqual({ ok: false, found: [] })
  })

  it('says that the account of a link is gone', async () => {
    const site = await siteWithLinks()
    site.database.exec('delete from users where id = 2')
    expect((await site.sparekey('links', 'find', '2')).output).toContain('Account 2 (gone)')
  })

  it.each([[['links', 'find']], [['links']], [['links', 'find', '1', '2']]])('explains %j', async (words) => {
    const { output, problem } = await (await siteWithLinks()).sparekey(...words)
    expect(`${output}${problem}`).toContain('sparekey links')
  })
})

describe('sparekey links unlink', () => {
  it('removes the link and records who did it and why', async () => {
    const site = await siteWithLinks()
    const words = ['--account', '1', '--yes', '--operator', 'kim', '--reason', 'asked by phone', '--json']
    const { code, output } = await site.sparekey('links', 'unlink', ...words)
    expect(code).toBe(0)
    expect(JSON.parse(output)).toMatchObject({
      ok: true,
      result: 'unlinked',
      accountId: '1',
      operator: 'kim',
    })
    expect(output).not.toContain(aSubject('first'))
    expect(site.rows('select account_id from amazon_links')).toEqual([{ account_id: '2' }])
    const [record] = site.rows('select event, account_id, subject, details from sparekey_audit')
    expect(record).toMatchObject({ event: 'unlinked', account_id: '1', subject: aSubject('first') })
    expect(JSON.parse(String(record?.['details']))).toEqual({
      by: 'support',
      operator: 'kim',
      reason: 'asked by phone',
    })
  })

  it('leaves a notice for the site to write, kept with the change and without a word about anybody', async () => {
    const site = await siteWithLinks()
    const { output } = await site.sparekey('links', 'unlink', '--account', '1', '--yes')
    expect(output).toContain('told by mail')
    const kept = site.rows('select sealed from sparekey_outbox')
    expect(kept).toEqual([{ sealed: expect.stringMatching(/^notice\.v1\.unlinked\.\d+\.1$/) }])
    await site.sparekey('links', 'unlink', '--account', '1', '--yes')
    expect(site.rows('select sealed from sparekey_outbox')).toHaveLength(1)
  })

  it('keeps the last way to sign in, unless it is told to', async () => {
    const site = await siteWithLinks()
    const refused = await site.sparekey('links', 'unlink', '--account', '2', '--yes')
    expect(refused.code).toBe(1)
    expect(refused.problem).toMatch(/no other way to sign in.*--force/s)
    expect(site.rows('select * from amazon_links')).toHaveLength(2)
    expect((await site.sparekey('links', 'unlink', '--account', '2', '--yes', '--force')).code).toBe(0)
    expect(site.rows('select * from amazon_links')).toHaveLength(1)
  })

  it('asks nobody who is not there', async () => {
    const site = await siteWithLinks()
    const { code, problem } = await site.sparekey('links', 'unlink', '--account', '1')
    expect(code).toBe(1)
    expect(problem).toContain('--yes')
    expect(site.rows('select * from amazon_links')).toHaveLength(2)
  })

  it.each([
    [['--account', '3', '--yes'], 'There is no link of account "3".'],
    [['--account', '99', '--yes'], 'There is no account "99".'],
    [['--yes'], 'Which account?'],
  ])('says what does not exist for %j', async (words, expected) => {
    const { code, problem } = await (await siteWithLinks()).sparekey('links', 'unlink', ...words)
    expect(code).toBe(1)
    expect(problem).toContain(expected)
  })
})
