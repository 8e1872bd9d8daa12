import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createDice, type Dice } from './dice.js'
import { comeBack, createNewcomer, goToAmazon, type Journey, journeys, registerAtShop } from './journeys.js'
import { auditLedger, countPassing, dumpTables, letExpire } from './ledger.js'
import { growthOf, type MemorySample, openResources, socketsIn, weigh } from './machine.js'
import { NoAnswer } from './soak-browser.js'
import { type Person, Town } from './town.js'
import { createWeather, type Weather } from './weather.js'

export interface SoakOptions {
  readonly seed: number
  readonly seconds: number
  /** It goes on until this many kinds of faults were played, to three times as long: a busy machine sees few in a second. */
  readonly fewestFaults: number
  /** No more journeys than this, however much time is left. */
  readonly mostJourneys: number
  /** People who are at it at the same time. */
  readonly customers: number
  /** Between two looks at memory and database. */
  readonly checkSeconds: number
  readonly progress: (line: string) => void
}

export interface SoakReport {
  readonly seed: number
  readonly seconds: number
  readonly journeys: Record<string, number>
  readonly requests: number
  readonly requestsPerSecond: number
  readonly hungUp: number
  readonly outcomes: Record<string, number>
  readonly events: Record<string, number>
  readonly faults: Record<string, number>
  readonly slowestMilliseconds: number
  /** Clean journeys that had to succeed at once, each time the faults stopped. */
  readonly cleanJourneys: number
  readonly memory: readonly MemorySample[]
  readonly heapGrowthBytes: number
  readonly sockets: { readonly before: number; readonly most: number; readonly after: number }
  readonly rows: Record<string, number>
  /** Empty when everything held. */
  readonly problems: readonly string[]
}

/** Drives the bookshop with many customers at once while Amazon misbehaves, and checks all along what must hold. */
export async function runSoak(options: SoakOptions): Promise<SoakReport> {
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-soak-'))
  const town = await Town.open(folder)
  const log = watchConsole()
  try {
    const soak = new Soak(town, options)
    const report = await soak.run()
    return { ...report, problems: [...report.problems, ...log.findProblems()] }
  } finally {
    log.stop()
    await town.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

class Soak {
  private readonly dice: Dice
  private readonly weather: Weather
  private readonly startedAt = performance.now()
  private readonly memory: MemorySample[] = []
  private readonly issued = new Set<string>()
  private readonly before = socketsIn(openResources())
  private most = 0
  private walked = 0
  private cleanJourneys = 0
  private isOver = false

  constructor(
    private readonly town: Town,
    private readonly options: SoakOptions,
  ) {
    this.dice = createDice(options.seed)
    this.weather = createWeather(town.demo.amazon, this.dice.split())
  }

  async run(): Promise<SoakReport> {
    const { town, options } = this
    const walk = { town, dice: this.dice.split(), browser: town.openBrowser(this.dice.split()) }
    for (let local = 0; local < 5; local += 1) await registerAtShop(walk)
    const storm = new AbortController()
    const customers = Array.from({ length: options.customers }, () => this.keepWalking(this.dice.split()))
    const weather = this.weather.run(storm.signal)
    await this.checkAllAlong()
    storm.abort()
    await Promise.all([weather, ...customers])
    this.weather.pause()
    await this.checkClean('after the storm')
    await this.checkSweeping()
    await this.look()
    const after = await this.settleSockets()
    return this.createReport(after)
  }

  private get secondsPassed(): number {
    return (performance.now() - this.startedAt) / 1000
  }

  private async keepWalking(dice: Dice): Promise<void> {
    const bag = journeys.flatMap((journey) => Array.from({ length: journey.weight }, () => journey))
    while (!this.isOver) {
      const journey = dice.pick(bag)
      await this.walkOnce(journey.name, journey.walk, dice)
    }
  }

  private async walkOnce(name: string, walk: Journey, dice: Dice): Promise<void> {
    const { town } = this
    try {
      await walk({ town, dice, browser: town.openBrowser(dice) })
    } catch (error) {
      // Where no answer came, or Amazon itself showed a page, the person gives up; the town knows what was wrong about it.
      const isKnown =
        error instanceof NoAnswer || (error instanceof Error && error.name === 'AuthorizationPageError')
      if (!isKnown) town.report(`${name}: ${error instanceof Error ? error.stack : String(error)}`)
    }
    this.walked += 1
    town.journeys.add(name)
  }

  private async checkAllAlong(): Promise<void> {
    const { options, weather } = this
    let nextLook = options.checkSeconds
    while (this.goesOn()) {
      await wait(1000)
      this.tellProgress()
      for (const secret of this.town.readAmazonLog()) this.issued.add(secret)
      this.most = Math.max(this.most, socketsIn(openResources()))
      if (this.secondsPassed < nextLook) continue
      nextLook = this.secondsPassed + options.checkSeconds
      weather.pause()
      await this.checkClean(`at ${Math.round(this.secondsPassed)} s`)
      await this.look()
      weather.resume()
    }
    this.isOver = true
  }

  private goesOn(): boolean {
    const { seconds, fewestFaults, mostJourneys } = this.options
    if (this.walked >= mostJourneys) return false
    const isTooCalm = Object.keys(this.town.faults.toObject()).length < fewestFaults
    return this.secondsPassed < (isTooCalm ? 3 * seconds : seconds)
  }

  /** The faults have stopped: whoever comes now, new or known, gets in at the first try. */
  private async checkClean(when: string): Promise<void> {
    const { town } = this
    const dice = this.dice.split()
    const first = town.openBrowser(dice)
    const person: Person = { ...createNewcomer({ town, dice, browser: first }), name: 'Clean Sky' }
    const email = `clean-${town.nextNumber()}@soak.example`
    town.addPerson({ ...person, email })
    for (const browser of [first, town.openBrowser(dice)]) {
      const page = await comeBack(browser, await goToAmazon({ town, dice, browser }, person))
      this.cleanJourneys += 1
      if (town.checkSignedIn(browser, person)) continue
      town.report(
        `${when} a clean sign-in was stuck at ${page.url.pathname}${page.url.search}: ${page.status}`,
      )
    }
  }

  /** Rows whose time has passed go away with the next uses. */
  private async checkSweeping(): Promise<void> {
    const { town } = this
    letExpire(town.database)
    const old = countPassing(town.database)
    const uses = Math.ceil(Math.max(old.tickets / 20, old.limits / 10)) + 1
    const dice = this.dice.split()
    for (let use = 0; use < uses; use += 1) {
      await this.walkOnce('sweep', sweepingJourney, dice)
    }
    const left = countPassing(town.database)
    // Each use adds one row, at most three limits, of its own.
    // Each use leaves a used ticket, and the end of the account's proofs.
    if (left.tickets > uses * 2 + 1 || left.limits > uses * 3 + 3)
      town.report(`expired rows stay: ${JSON.stringify({ old, uses, left })}`)
  }

  private async look(): Promise<void> {
    const { town } = this
    for (const problem of auditLedger(town.database)) town.report(problem)
    for (const secret of town.readAmazonLog()) this.issued.add(secret)
    const stored = dumpTables(town.database)
    const found = [...this.issued, 'Atza|', 'Atzr|'].filter((secret) => stored.includes(secret))
    if (found.length > 0) town.report(`${found.length} codes, verifiers or tokens are in the database`)
    this.issued.clear()
    town.restartAmazon()
    const atSeconds = Math.round(this.secondsPassed)
    this.memory.push({ atSeconds, journeys: this.walked, ...(await weigh()) })
  }

  /** Kept-alive connections end by themselves within seconds; what is open after that has leaked. */
  private async settleSockets(): Promise<number> {
    await this.town.leave()
    for (let waited = 0; waited < 12 && socketsIn(openResources()) > this.before; waited += 0.5)
      await wait(500)
    const after = socketsIn(openResources())
    if (after > this.before) this.town.report(`${after} sockets are open, ${this.before} were at the start`)
    return after
  }

  private tellProgress(): void {
    const { seconds } = this.options
    const passed = this.secondsPassed
    const left = Math.max(0, Math.round(seconds - passed))
    const rate = (this.town.requests / passed).toFixed(0)
    const { problems, requests } = this.town
    this.options.progress(
      `${this.walked} journeys, ${requests} requests (${rate}/s), ${problems.length} problems, ${left} s left`,
    )
  }

  private createReport(after: number): SoakReport {
    const { town, options, memory } = this
    const seconds = Math.round(this.secondsPassed)
    // The first looks fall into the time in which caches and compiled code settle.
    const settled = memory.slice(Math.floor(memory.length / 5))
    return {
      seed: options.seed,
      seconds,
      journeys: town.journeys.toObject(),
      requests: town.requests,
      requestsPerSecond: Math.round(town.requests / seconds),
      hungUp: town.hungUp,
      outcomes: town.outcomes.toObject(),
      events: town.events.toObject(),
      faults: town.faults.toObject(),
      slowestMilliseconds: Math.round(town.slowestMilliseconds),
      cleanJourneys: this.cleanJourneys,
      memory,
      heapGrowthBytes: growthOf(settled),
      sockets: { before: this.before, most: this.most, after },
      rows: rowsOf(town),
      problems: town.problems,
    }
  }
}

/** Uses up one ticket and counts attempts. */
const sweepingJourney: Journey = async (walk) => {
  const { town, browser } = walk
  const person = await registerAtShop(walk)
  const asked = await comeBack(browser, await goToAmazon(walk, person))
  const password = person.password ?? ''
  const form = asked.wantsJson ? { password } : { password, csrf: asked.csrf }
  await town.countPassword(browser).post('/auth/amazon/link', form, { typed: [password] })
}

function rowsOf({ database }: Town): Record<string, number> {
  const tables = [
    'users',
    'amazon_links',
    'sparekey_audit',
    'sparekey_tickets',
    'sparekey_limits',
    'sessions',
  ]
  return Object.fromEntries(
    tables.map((table) => [
      table,
      (database.prepare(`select count(*) as n from ${table}`).get() as { n: number }).n,
    ]),
  )
}

/** The shop writes to the console when something broke: nothing should, and no secret may show there. */
function watchConsole(): { findProblems(): string[]; stop(): void } {
  const lines: string[] = []
  const { error } = console
  console.error = (...parts: unknown[]) => void lines.push(parts.map(String).join(' '))
  return {
    findProblems: () => lines.slice(0, 20).map((line) => `the shop's log: ${line}`),
    stop: () => {
      console.error = error
    },
  }
}
