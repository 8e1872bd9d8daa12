import type { Ticket } from '../../src/flows/ticket.js'
import { createKeys } from '../../src/http/keys.js'
import { openUndo } from '../../src/http/seal-mail.js'
import { openTicket } from '../../src/http/seal-ticket.js'
import { canaries } from '../support/canaries.js'
import { type Actor, type Address, actors } from './model.js'
import { clientId, origin, Site, type SiteOptions } from './site.js'

/** A mail of the library that somebody can still do something with. */
export interface Letter {
  readonly to: Address
  readonly kind: 'code' | 'undo'
  /** The code, or the sealed token of the address. */
  readonly secret: string
  /** The ticket whose browser asked for the code. */
  readonly ticket: string
}

/** Everything that may influence what happens next, as plain values. */
export interface Snapshot {
  readonly tables: Readonly<Record<string, string>>
  readonly jars: Readonly<Record<Actor, readonly (readonly [string, string])[]>>
  readonly letters: readonly Letter[]
  readonly born: Readonly<Record<string, Actor>>
  /** Mailboxes that were really read, as `account address`. */
  readonly proofs: readonly string[]
  readonly now: number
}

const keys = createKeys([canaries.secret], `${origin}/auth/amazon ${clientId}`)

/** The site with its two browsers and mailboxes: can be put into any state that was seen before. */
export class World {
  readonly site: Site
  readonly jars: Record<Actor, Map<string, string>> = { V: new Map(), M: new Map() }
  letters: Letter[] = []
  born: Record<string, Actor> = {}
  proofs = new Set<string>()
  /** Set by whatever may have written since the tables were read. */
  isTouched = false
  readonly #stored: Record<string, string> = {}
  readonly #tickets = new Map<string, Ticket | null>()
  readonly #tables: readonly string[]

  private constructor(site: Site) {
    this.site = site
    const there = site
      .rows<{ name: string }>("select name from sqlite_master where type = 'table'")
      .map(({ name }) => name)
    // Only written, or injected, or empty between two requests: they decide nothing.
    const silent = ['sparekey_audit', 'sparekey_limits', 'sparekey_outbox']
    this.#tables = there.filter((name) => !silent.includes(name) && !name.startsWith('sqlite_'))
    this.readTables()
  }

  static async open(options: SiteOptions): Promise<World> {
    return new World(await Site.open(options))
  }

  /** The rows of each table, as one text each. */
  readTables(): Readonly<Record<string, string>> {
    for (const table of this.#tables) {
      this.#stored[table] = JSON.stringify(this.site.rows(`select * from ${table}`))
    }
    this.isTouched = false
    return { ...this.#stored }
  }

  snapshot(): Snapshot {
    return {
      tables: this.readTables(),
      jars: { V: [...this.jars.V], M: [...this.jars.M] },
      letters: this.letters,
      born: this.born,
      proofs: [...this.proofs],
      now: this.site.now,
    }
  }

  restore(snapshot: Snapshot): void {
    if (this.isTouched) this.readTables()
    for (const table of this.#tables) this.#restoreTable(table, snapshot.tables[table] ?? '[]')
    for (const actor of actors) this.jars[actor] = new Map(snapshot.jars[actor])
    this.letters = [...snapshot.letters]
    this.born = { ...snapshot.born }
    this.proofs = new Set(snapshot.proofs)
    this.site.now = snapshot.now
  }

  /** What the jar's tickets say, the newest first. */
  async tickets(actor: Actor): Promise<Ticket[]> {
    const values = [...this.jars[actor]]
      .filter(([name]) => name.includes('.ticket-'))
      .map(([, value]) => value)
    const opened = await Promise.all(values.map((value) => this.#open(value)))
    const tickets = opened.filter((ticket) => ticket !== null)
    return tickets.toSorted((a, b) => b.issuedAt.getTime() - a.issuedAt.getTime())
  }

  undo(token: string) {
    return openUndo(keys, token)
  }

  async #open(value: string): Promise<Ticket | null> {
    const known = this.#tickets.get(value)
    if (known !== undefined) return known
    const ticket = await openTicket(keys, value)
    this.#tickets.set(value, ticket)
    return ticket
  }

  #restoreTable(table: string, wanted: string): void {
    if (this.#stored[table] === wanted) return
    this.site.run(`delete from ${table}`)
    for (const row of JSON.parse(wanted) as Record<string, string | number | null>[]) {
      const names = Object.keys(row)
      const marks = names.map(() => '?').join(', ')
      this.site.run(`insert into ${table} (${names.join(', ')}) values (${marks})`, ...Object.values(row))
    }
    this.#stored[table] = wanted
  }
}
