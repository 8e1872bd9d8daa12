import Database from 'libsql'
import { Agent } from 'undici'
import { AMAZON_CLIENT } from '../../demo/amazon.js'
import { openData } from '../../demo/data.js'
import { type Demo, startDemo } from '../../demo/demo.js'
import type { SparekeyEvent } from '../../src/index.js'
import type { Dice } from './dice.js'
import { judge } from './judge.js'
import { SoakBrowser, type Visit, type Watcher } from './soak-browser.js'
import { Tally } from './tally.js'
import { mistakenSubjects } from './weather.js'

/** Somebody with an Amazon account, and perhaps an account at the shop. */
export interface Person {
  readonly id: string
  readonly name: string | null
  readonly email: string | null
  /** Of the account at the shop; null without one. */
  readonly password: string | null
}

export const company = 'Paper Lantern Books'
// Token and profile call may each take five seconds; a busy machine gets some more.
export const deadlineMilliseconds = 20_000
// The shop keeps out who tries many passwords from one place; people live in different places.
const passwordsPerHousehold = 12
const keptPeople = 150
const keptProblems = 50

/** The bookshop, the emulated Amazon, the people, and everything that was seen of them. */
export class Town {
  readonly outcomes = new Tally()
  readonly journeys = new Tally()
  readonly faults = new Tally()
  readonly events = new Tally()
  readonly problems: string[] = []
  readonly people: Person[] = []
  requests = 0
  hungUp = 0
  slowestMilliseconds = 0
  private agent: Agent
  private readonly agents: Agent[] = []
  private households = 0
  private passwordsTyped = 0
  private newcomers = 0
  private readonly secrets: readonly string[]

  private constructor(
    readonly demo: Demo,
    readonly database: Database.Database,
    secret: string,
  ) {
    this.secrets = [secret, AMAZON_CLIENT.clientSecret, 'Atza|', 'Atzr|']
    this.agent = this.moveHouse()
  }

  static async open(folder: string): Promise<Town> {
    const early: SparekeyEvent[] = []
    let tell = (event: SparekeyEvent): void => void early.push(event)
    const demo = await startDemo({ folder, port: 0, emulatorPort: 0, onEvent: (event) => tell(event) })
    const { secret, databaseFile } = openData(folder)
    const database = new Database(databaseFile)
    database.pragma('busy_timeout = 5000')
    const town = new Town(demo, database, secret)
    tell = (event) => town.hear(event)
    return town
  }

  async close(): Promise<void> {
    await this.leave()
    this.database.close()
    await this.demo.close()
  }

  /** All browsers are closed. */
  async leave(): Promise<void> {
    await Promise.all(this.agents.splice(0).map((agent) => agent.destroy()))
    this.agent = this.moveHouse()
  }

  openBrowser(dice: Dice): SoakBrowser {
    return new SoakBrowser({
      origin: this.demo.shopUrl,
      agent: this.agent,
      watcher: this.watcher,
      wantsJson: dice.isLucky(0.35),
      deadlineMilliseconds,
    })
  }

  /** A number that nobody had before, for names. */
  nextNumber(): number {
    return (this.newcomers += 1)
  }

  addPerson(person: Person): Person {
    const { id, name, email } = person
    this.demo.amazon.customers.put({ id, name, email, postalCode: null })
    this.people.push(person)
    if (this.people.length > keptPeople) this.people.shift()
    return person
  }

  /** A password is about to be typed: from another place, when this one has had its share. */
  countPassword(browser: SoakBrowser): SoakBrowser {
    this.passwordsTyped += 1
    if (this.passwordsTyped % passwordsPerHousehold === 0) this.agent = this.moveHouse()
    const moved = new SoakBrowser({ ...browser.setting, agent: this.agent })
    for (const [name, value] of browser.jar) moved.jar.set(name, value)
    return moved
  }

  report(problem: string): void {
    if (this.problems.length < keptProblems) this.problems.push(problem)
  }

  subjectOf(person: Person): string {
    return this.demo.amazon.userIdOf(person.id, company)
  }

  /** Who the shop takes this browser for. */
  userIdOf(browser: SoakBrowser): number | null {
    const id = /^s:([^.]+)\./.exec(decodeURIComponent(browser.jar.get('bookshop') ?? ''))?.[1] ?? ''
    const row = this.database
      .prepare('select user_id from sessions where id = ? and ended_at is null')
      .get(id) as { user_id: number | null } | undefined
    return row?.user_id ?? null
  }

  /** Whoever is signed in here must be this person: by their own Amazon account, or by their own address and password. */
  checkSignedIn(browser: SoakBrowser, person: Person): boolean {
    const userId = this.userIdOf(browser)
    if (userId === null) return false
    // From the audit and not from the links: in another tab the link may have been removed again meanwhile.
    const links = this.database
      .prepare("select subject from sparekey_audit where account_id = ? and event in ('linked', 'signed-up')")
      .all(String(userId)) as { subject: string }[]
    const [user] = this.database.prepare('select email from users where id = ?').all(userId) as {
      email: string | null
    }[]
    const own = [this.subjectOf(person), ...mistakenSubjects]
    const isByAmazon = links.some(({ subject }) => own.includes(subject))
    const isByPassword = person.password !== null && user?.email === person.email
    if (!isByAmazon && !isByPassword)
      this.report(`${person.id} was signed in as account ${userId}, a stranger's`)
    return true
  }

  /** Reads what Amazon was asked since the last time, and has it forget all of it but the people. */
  readAmazonLog(): string[] {
    const { log } = this.demo.amazon
    const issued: string[] = []
    for (const { fault, endpoint, parameters } of log.entries) {
      if (fault !== null) this.faults.add(`${endpoint}: ${fault}`)
      issued.push(...[parameters['code'], parameters['code_verifier']].filter((one) => one !== undefined))
    }
    log.clear()
    return issued
  }

  /** As if Amazon had been restarted: no codes, no tokens, no consents, the same people. */
  restartAmazon(): void {
    const { customers, reset } = this.demo.amazon
    this.readAmazonLog()
    reset()
    for (const { id, name, email } of this.people) customers.put({ id, name, email, postalCode: null })
  }

  private readonly watcher: Watcher = {
    seen: (visit) => this.see(visit),
    missed: ({ method, url, reason, isImpatience }) => {
      this.requests += 1
      if (isImpatience) this.hungUp += 1
      else this.report(`${method} ${url.pathname}: ${reason}`)
    },
  }

  private see(visit: Visit): void {
    this.requests += 1
    this.slowestMilliseconds = Math.max(this.slowestMilliseconds, visit.milliseconds)
    const { outcome, problems } = judge(visit, this.secrets)
    this.outcomes.add(outcome)
    for (const problem of problems) this.report(problem)
  }

  private hear(event: SparekeyEvent): void {
    const name = event.type === 'refused' ? event.reason : event.type === 'failed' ? event.code : ''
    this.events.add(name === '' ? event.type : `${event.type}: ${name}`)
    const told = JSON.stringify({ ...event, error: describeError('error' in event ? event.error : null) })
    const shown = this.secrets.filter((secret) => told.includes(secret))
    if (shown.length > 0 || /AN[A-Za-z0-9]{18}\b/.test(told))
      this.report(`the event ${event.type} tells a secret`)
    const isOurs = ['host-failed', 'session-failed', 'store-failed', 'internal'].includes(name)
    if (isOurs || event.type === 'mail-failed') this.report(`${event.type} ${name}: ${told.slice(0, 1500)}`)
  }

  private moveHouse(): Agent {
    this.households += 1
    const place = this.households % 60_000
    const localAddress = `127.1.${Math.floor(place / 250)}.${1 + (place % 250)}`
    // Only Linux lets a client choose any loopback address.
    const home = process.platform === 'linux' ? { localAddress } : {}
    const agent = new Agent({ ...home, headersTimeout: 0, bodyTimeout: 0, keepAliveTimeout: 2_000 })
    this.agents.push(agent)
    if (this.agents.length > 10) void this.agents.shift()?.close()
    return agent
  }
}

/** An error with all that hangs on it. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { name, message, stack, cause } = error
  return { name, message, stack, properties: Object.entries(error), cause: describeError(cause) }
}
