import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { aSite, host, users } from './a-site.js'

// A process of its own for each command takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

describe('sparekey migrate --print', () => {
  it('prints for the database it is used with what doctor then finds in order', async () => {
    const site = await aSite('sqlite')
    await site.execute(...users.sqlite)
    const printed = await site.run('migrate', '--print', 'sql')
    expect(printed).toMatchObject({ code: 0, problem: '' })
    const statements = printed.output.split(/;\n/).filter((one) => one.includes('create'))
    await site.execute(...statements)
    const migrated = await site.run('migrate', '--json')
    expect(JSON.parse(migrated.output)).toEqual({ ok: true, planned: [], ran: [] })
    const { findings } = JSON.parse((await site.run('doctor', '--json')).output)
    const about = findings.filter(({ message }: { message: string }) =>
      /amazon_links|sparekey_/.test(message),
    )
    expect(about.filter(({ level }: { level: string }) => level !== 'ok')).toEqual([])
  })

  it('names the tables as the configuration does, and asks no database', async () => {
    const site = await aSite('sqlite')
    const tables = { links: { table: 'lwa' }, tickets: { table: 'lwa_tickets', schema: 'crm' } }
    site.configure({ host: { ...host, ...tables } })
    const { output } = await site.run('migrate', '--print', 'knex', '--dialect', 'postgres')
    expect(output).toContain('create table if not exists "lwa" (')
    expect(output).toContain('create table if not exists "crm"."lwa_tickets" (')
    expect(
      JSON.parse((await site.run('migrate', '--print', 'prisma', '--dialect', 'mysql', '--json')).output),
    ).toMatchObject({
      ok: false,
      problem: expect.stringContaining('tickets.schema'),
    })
  })

  it('writes functions as Node loads the files of this folder', async () => {
    const site = await aSite('sqlite')
    writeFileSync(join(site.folder, 'package.json'), '{}')
    const { output } = await site.run('migrate', '--print', 'knex', '--dialect', 'mysql')
    expect(output).toContain('exports.up = async (knex) => {')
  })

  it.each([
    [['--print', 'flyway'], 'Choose one of sql, '],
    [['--print', 'sql', '--dialect', 'oracle'], 'Choose one of postgres, mysql'],
  ])('refuses %j and says what to write', async (words, nextStep) => {
    const site = await aSite('sqlite')
    const ended = await site.run('migrate', ...words)
    expect(ended).toMatchObject({ code: 1, output: '' })
    expect(ended.problem).toContain(nextStep)
  })

  it('sends whoever keeps links in a column of their own to the statements for it', async () => {
    const site = await aSite('sqlite')
    site.configure({ host: { ...host, links: { column: 'amazon' } } })
    const { code, problem } = await site.run('migrate', '--print', 'drizzle', '--dialect', 'postgres')
    expect(code).toBe(1)
    expect(problem).toContain('sparekey migrate --dry-run')
  })
})
