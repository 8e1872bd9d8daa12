import { expect, it, vi } from 'vitest'
import { aReader, aSite, describeKinds, host, users } from './a-site.js'

// A process of its own for each command takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const inColumn = { ...host, links: { column: 'amazon' } }

describeKinds('sparekey migrate', (kind) => {
  it('shows what it would do, does it, and has nothing left to do', async () => {
    const site = await aSite(kind)
    await site.execute(...users[kind])
    const dry = await site.run('migrate', '--dry-run')
    expect(dry).toMatchObject({ code: 0, problem: '' })
    expect(dry.output).toContain('create table')
    expect(dry.output).toContain('nothing was changed')
    const real = JSON.parse((await site.run('migrate', '--json')).output)
    expect(real.ok).toBe(true)
    expect(real.ran).toEqual(real.planned)
    expect(real.ran.length).toBeGreaterThan(3)
    expect(JSON.parse((await site.run('migrate', '--json')).output)).toEqual({
      ok: true,
      planned: [],
      ran: [],
    })
  })

  it('counts values that an index would refuse, masked, before it changes anything', async () => {
    const site = await aSite(kind)
    await site.execute(
      'create table users (id $ID, email varchar(255), hash varchar(255), verified integer, amazon varchar(255))',
      "insert into users (amazon) values ('amzn1.account.ANN'), ('amzn1.account.ANN'), ('amzn1.account.BOB'), (null), (null)",
    )
    site.configure({ host: inColumn })
    const { code, output } = await site.run('migrate')
    expect(code).toBe(1)
    expect(output).toContain('users.amazon that are in several rows: 1, for example am…NN')
    expect(output).toContain('Nothing was changed.')
    expect(
      JSON.parse((await site.run('migrate', '--dry-run', '--json')).output).planned.length,
    ).toBeGreaterThan(3)
  })

  it('completes a migration that stopped half way', async () => {
    const site = await aSite(kind)
    await site.execute(...users[kind])
    const { planned } = JSON.parse((await site.run('migrate', '--dry-run', '--json')).output)
    await site.execute(planned[0])
    const { ran } = JSON.parse((await site.run('migrate', '--json')).output)
    expect(ran).toEqual(planned.slice(1))
  })

  if (kind !== 'sqlite')
    it('names the grant that a user lacks', async () => {
      const site = await aSite(kind)
      await site.execute(...users[kind])
      const url = await aReader(kind, site)
      const { code, output } = await site.run('migrate', '--database', url)
      expect(code).toBe(1)
      expect(output).toMatch(
        kind === 'postgres' ? /grant usage, create on schema public/ : /grant create, index on test_/,
      )
    })
})
