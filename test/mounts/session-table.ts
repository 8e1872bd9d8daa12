import { createHash, randomBytes } from 'node:crypto'

export interface StoredSession {
  readonly userId: number | null
  readonly authenticatedAt: Date | null
  readonly returnedFromAmazonAt: Date | null
  readonly basket?: string | null
  readonly note?: string | null
}

/** A session table as sites write it themselves, whose key is the id or its digest. */
export class SessionTable {
  readonly #rows = new Map<string, StoredSession>()
  readonly #keyOf: (id: string) => string

  constructor(ids: 'plain' | 'hashed') {
    this.#keyOf = ids === 'plain' ? (id) => id : (id) => createHash('sha256').update(id).digest('hex')
  }

  find(id: string): StoredSession | null {
    return this.#rows.get(this.#keyOf(id)) ?? null
  }

  create(values: Partial<StoredSession>): string {
    const id = randomBytes(20).toString('base64url')
    const empty = { userId: null, authenticatedAt: null, returnedFromAmazonAt: null }
    this.#rows.set(this.#keyOf(id), { ...empty, ...values })
    return id
  }

  update(id: string, values: Partial<StoredSession>): boolean {
    const row = this.find(id)
    if (row === null) return false
    this.#rows.set(this.#keyOf(id), { ...row, ...values })
    return true
  }

  delete(id: string): void {
    this.#rows.delete(this.#keyOf(id))
  }
}
