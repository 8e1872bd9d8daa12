import type { Ticket } from '../../src/flows/ticket.js'
import type { Undo } from '../../src/flows/undo.js'
import { createKeys, type Keys } from '../../src/http/keys.js'
import { openUndo } from '../../src/http/seal-mail.js'
import { openTicket } from '../../src/http/seal-ticket.js'
import { clientId } from './amazon.js'
import { type Actor, type Address, actors } from './model.js'
import { base, origin, Site, type SiteOptions, secrets } from './site.js'
import { Tables, type TableTexts } from './tables.js'

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
  readonly tables: TableTexts
  readonly jars: Readonly<Record<Actor, readonly (readonly [string, string])[]>>
  readonly letters: readonly Letter[]
  readonly born: Readonly<Record<string, Actor>>
  /** Mailboxes that were really read, as `account address`. */
  readonly proofs: readonly string[]
  readonly now: number
  readonly serial: number
  readonly secret: number
}

/** A sealed value, and how many times the secret was changed before it was sealed. */
export type Held<T> = T & { readonly secret: number }

const namespace = `${origin}${base} ${clientId}`
const keyRing: readonly Keys[] = secrets.map((secret) => createKeys([secret], namespace))

/** The site with its two browsers and mailboxes: can be put into any state that was seen before. */
export class World {
  readonly site: Site
  readonly jars: Record<Actor, Map<string, string>> = { V: new Map(), M: new Map() }
  letters: Letter[] = []
  born: Record<string, Actor> = {}
  proofs = new Set<string>()
  readonly tables: Tables
  readonly #sealed: Sealed
  /** What the tables held when they were last read; null since somebody may have written. */
  #present: TableTexts | null = null

  private constructor(site: Site, sealed: Sealed) {
    this.site = site
    this.tables = new Tables(site.raw)
    this.#sealed = sealed
  }

  static async open(options: SiteOptions, sealed = new Sealed()): Promise<World> {
    return new World(await Site.open(options), sealed)
  }

  /** Worlds that hand states to each other. */
  static async openSeveral(options: SiteOptions, count: number): Promise<World[]> {
    const sealed = new Sealed()
    return Promise.all(Array.from({ length: count }, () => World.open(options, sealed)))
  }

  /** Says that somebody may write from now on. */
  touch(): void {
    this.#present = null
  }

  snapshot(): Snapshot {
    const { now, serial, secret } = this.site
    return {
      tables: this.#readTables(),
      jars: { V: [...this.jars.V], M: [...this.jars.M] },
      letters: this.letters,
      born: this.born,
      proofs: [...this.proofs],
      now,
      serial,
      secret,
    }
  }

  restore(snapshot: Snapshot): void {
    const { site } = this
    this.tables.restore(snapshot.tables, this.#readTables())
    this.#present = snapshot.tables
    for (const actor of actors) this.jars[actor] = new Map(snapshot.jars[actor])
    this.letters = [...snapshot.letters]
    this.born = { ...snapshot.born }
    this.proofs = new Set(snapshot.proofs)
    site.mails.length = 0
    site.now = snapshot.now
    site.serial = snapshot.serial
    site.secret = snapshot.secret
  }

  /** What the jar's tickets say, the newest first. */
  async tickets(actor: Actor): Promise<Held<Ticket>[]> {
    const values = [...this.jars[actor]].filter(([name]) => name.includes('.ticket-'))
    const opened = await Promise.all(values.map(([, value]) => this.#sealed.ticket(value)))
    const tickets = opened.filter((ticket) => ticket !== null)
    return tickets.toSorted((a, b) => b.issuedAt.getTime() - a.issuedAt.getTime())
  }

  #readTables(): TableTexts {
    this.#present ??= this.tables.read()
    return this.#present
  }

  undo(token: string): Promise<Held<Undo> | null> {
    return this.#sealed.undo(token)
  }
}

const mostKept = 30_000

/** What sealed values hold, each opened once. */
class Sealed {
  readonly #tickets = new Map<string, Promise<Held<Ticket> | null>>()
  readonly #undos = new Map<string, Promise<Held<Undo> | null>>()

  ticket(value: string): Promise<Held<Ticket> | null> {
    return kept(this.#tickets, value, (keys) => openTicket(keys, value))
  }

  undo(token: string): Promise<Held<Undo> | null> {
    return kept(this.#undos, token, (keys) => openUndo(keys, token))
  }
}

type Known<T> = Map<string, Promise<Held<T> | null>>

function kept<T>(known: Known<T>, value: string, open: (keys: Keys) => Promise<T | null>) {
  const found = known.get(value)
  if (found !== undefined) return found
  if (known.size >= mostKept) known.clear()
  const opened = openWithAny(open)
  known.set(value, opened)
  return opened
}

async function openWithAny<T>(open: (keys: Keys) => Promise<T | null>): Promise<Held<T> | null> {
  for (const [secret, keys] of keyRing.entries()) {
    const value = await open(keys)
    if (value !== null) return { ...value, secret }
  }
  return null
}
