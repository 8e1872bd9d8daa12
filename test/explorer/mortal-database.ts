import type Database from 'libsql'

/** The process is gone: nothing runs any more, and nobody gets an answer. */
export class Died extends Error {
  override readonly name = 'Died'
}

/**
 * The site's database handle, which can be told to die after so many lasting writes: what was committed by then stays,
 * as when a process is killed. Mails that went out count as writes, too.
 */
export class MortalDatabase {
  readonly #real: Database.Database
  #writes = 0
  #lastWrite = Number.POSITIVE_INFINITY
  #isDirty = false

  constructor(real: Database.Database) {
    this.#real = real
  }

  /** Lasting writes since the last `live`. */
  get writes(): number {
    return this.#writes
  }

  get isDead(): boolean {
    return this.#writes >= this.#lastWrite
  }

  get inTransaction(): boolean {
    return this.#real.inTransaction
  }

  /** From now on: until `mostWrites` were made, or for good. */
  live(mostWrites = Number.POSITIVE_INFINITY): void {
    this.#writes = 0
    this.#lastWrite = mostWrites
    this.#isDirty = false
  }

  /** Throws where there is no process left that could do anything. */
  breathe(): void {
    if (this.isDead) throw new Died('The process has died.')
  }

  countWrite(): void {
    this.#writes += 1
  }

  exec(sql: string): void {
    this.breathe()
    this.#real.exec(sql)
    if (sql === 'commit' && this.#isDirty) this.countWrite()
    if (sql === 'commit' || sql === 'rollback') this.#isDirty = false
  }

  prepare(sql: string): MortalStatement {
    const real = this.#real.prepare(sql)
    const writes = /^\s*(insert|update|delete|replace)/i.test(sql)
    const run = <T>(work: () => T): T => {
      this.breathe()
      const result = work()
      if (writes) this.#wrote()
      return result
    }
    return {
      reader: real.reader,
      all: (parameters) => run(() => real.all(parameters)),
      run: (parameters) => run(() => real.run(parameters)),
      safeIntegers: (toggle) => real.safeIntegers(toggle),
    }
  }

  #wrote(): void {
    if (this.#real.inTransaction) this.#isDirty = true
    else this.countWrite()
  }
}

export interface MortalStatement {
  readonly reader: boolean
  all(parameters: unknown[]): unknown[]
  run(parameters: unknown[]): { changes: number; lastInsertRowid: number | bigint }
  safeIntegers(toggle?: boolean): unknown
}
