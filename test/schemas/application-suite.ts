import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDatabase, describeOn, type TestDatabase } from '../support/servers.js'
import { type Application, type Engine, passwords } from './application.js'
import { applications } from './applications.js'
import type { Ended } from './command-line.js'
import { Customer } from './customer.js'
import type { Site } from './site.js'
import { type Stage, setStage } from './stage.js'

/** Takes every application of one engine from nothing to a working sign-in, by the commands alone. */
export function testApplicationsOn(engine: Engine): void {
  const describeHere = engine === 'sqlite' ? describe : describeOn(engine)
  for (const application of applications.filter((one) => one.engine === engine)) {
    describeHere(application.name, () => {
      const run = runOf(application)
      describeCommands(application, run)
      describeCustomers(application, run)
    })
  }
}

interface Run {
  readonly stage: Stage
  readonly site: Site
  readonly before: readonly string[]
  readonly afterCommands: readonly string[]
  readonly init: Ended
  readonly dryRun: Ended
  readonly migrate: Ended
  readonly again: Ended
  readonly doctor: Ended
}

/** The commands run once for all tests of an application; each test looks at one side of it. */
function runOf(application: Application): () => Run {
  const databases: TestDatabase[] = []
  let stage: Stage | null = null
  let run: Run | null = null
  beforeAll(async () => {
    stage = await setStage(application, async (kind) => {
      const database = await createDatabase(kind)
      databases.push(database)
      return database.url
    })
    run = await runCommands(stage)
  }, 120_000)
  afterAll(async () => {
    await run?.site.close()
    stage?.clear()
    for (const database of databases) await database.drop()
  })
  return () => {
    if (run === null) throw new Error('the commands have not run')
    return run
  }
}

async function runCommands(stage: Stage): Promise<Run> {
  const before = stage.database.dump()
  const init = expectDone(await stage.init())
  const dryRun = expectDone(await stage.sparekey('migrate', '--dry-run', '--json'))
  const migrate = expectDone(await stage.sparekey('migrate', '--json'))
  const again = expectDone(await stage.sparekey('migrate', '--json'))
  const doctor = await stage.sparekey('doctor', '--json')
  const afterCommands = stage.database.dump()
  const site = await stage.openSite()
  return { stage, site, before, afterCommands, init, dryRun, migrate, again, doctor }
}

function expectDone(ended: Ended): Ended {
  expect(ended, `${ended.output}${ended.problem}`).toMatchObject({ code: 0, problem: '' })
  return ended
}

function describeCommands(application: Application, run: () => Run): void {
  it('init writes what somebody who knows the application would', () => {
    expect(run().stage.readHost()).toEqual(application.host)
  })

  it('migrate says what it will do, does it, and then has nothing left to do', () => {
    const { dryRun, migrate, again } = run()
    const announced = statementsIn(dryRun).planned
    expect(announced.length).toBeGreaterThan(0)
    expect(statementsIn(dryRun).ran).toEqual([])
    expect(statementsIn(migrate).ran).toEqual(announced)
    expect(statementsIn(again)).toEqual({ planned: [], ran: [] })
  })

  it('doctor finds nothing in the way', () => {
    const { doctor } = run()
    expect(doctor.code, doctor.output).toBe(0)
  })

  it('the commands leave everything of the application as it was', () => {
    const { before, afterCommands } = run()
    expect(afterCommands).toEqual(before)
  })
}

function statementsIn({ output }: Ended): { planned: string[]; ran: string[] } {
  const { planned, ran }: { planned: string[]; ran: string[] } = JSON.parse(output)
  return { planned, ran }
}

function describeCustomers({ people }: Application, run: () => Run): void {
  it('gives a new customer an account, and signs in to it the next time', async () => {
    const { site } = run()
    const lena = new Customer(site, 'lena')
    await lena.signUp()
    const id = await lena.accountId()
    expect(id).not.toBeNull()
    const [made, ...others] = await site.host.findAccountsByEmail('lena@reader.example')
    expect(others).toEqual([])
    expect(made).toMatchObject({ id, emailProven: false, disabled: false })
    if (made !== undefined) expect(await site.host.waysToSignIn(made)).toEqual([])
    expect(await returning(site, 'lena')).toBe(id)
  })

  it('links an existing account once its password is entered, and none before', async () => {
    const { site } = run()
    const vera = new Customer(site, 'vera')
    const page = await vera.comeThroughAmazon()
    const refused = await vera.prove(page, 'wrong horse')
    expect(await vera.accountId()).toBeNull()
    await vera.prove(refused, passwords.vera)
    const [account] = await site.host.findAccountsByEmail('vera@ex.test')
    expect(await vera.accountId()).toBe(account?.id)
    expect(await returning(site, 'vera')).toBe(account?.id)
  })

  it('removes the link again, and asks for the password the next time', async () => {
    const { site } = run()
    const nora = new Customer(site, 'nora')
    await nora.prove(await nora.comeThroughAmazon(), passwords.nora)
    expect(await nora.accountId()).not.toBeNull()
    await nora.unlink()
    expect(await returning(site, 'nora')).toBeNull()
  })

  if (people.closed)
    it('signs nobody in to a closed account', async () => {
      const { site } = run()
      const otto = new Customer(site, 'otto')
      const page = await otto.comeThroughAmazon()
      if (page.path.startsWith('/auth/amazon/link')) await otto.prove(page, passwords.otto)
      expect(await otto.accountId()).toBeNull()
      expect(await site.host.findAccountsByEmail('otto@ex.test')).toMatchObject([{ disabled: true }])
    })

  if (people.twins)
    it('lets the password say which of two accounts with the same address is meant', async () => {
      const { site } = run()
      const kim = new Customer(site, 'kim')
      await kim.prove(await kim.comeThroughAmazon(), passwords.Kim)
      const accounts = await site.host.findAccountsByEmail('kim@ex.test')
      expect(accounts).toHaveLength(2)
      expect(await kim.accountId()).toBe(accounts.find(({ email }) => email === 'Kim@ex.test')?.id)
    })

  it('changes no row that was there before', () => {
    const { stage, before } = run()
    const after = new Set(stage.database.dump())
    const counters = /setval|AUTO_INCREMENT=/
    expect(before.filter((line) => !counters.test(line) && !after.has(line))).toEqual([])
  })
}

/** Where somebody ends up who comes back later, in another browser. */
async function returning(site: Site, customer: string): Promise<string | null> {
  const back = new Customer(site, customer)
  await back.comeThroughAmazon()
  return back.accountId()
}
