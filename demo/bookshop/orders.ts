import type { BasketLine } from './basket.js'
import type { Clock } from './clock.js'
import type { ShopDatabase } from './database.js'

export interface OrderLine {
  readonly title: string
  readonly quantity: number
  readonly priceCents: number
}

export interface Order {
  readonly reference: string
  readonly deliverTo: string
  readonly totalCents: number
  readonly placedAt: Date
  readonly lines: readonly OrderLine[]
}

export interface NewOrder {
  /** Made with the checkout page, so that a form sent twice is one order. */
  readonly reference: string
  readonly userId: number
  readonly deliverTo: string
  readonly lines: readonly BasketLine[]
}

interface OrderRow {
  reference: string
  deliver_to: string
  total_cents: number
  placed_at: string
}

interface LineRow {
  title: string
  quantity: number
  price_cents: number
}

export class Orders {
  constructor(
    private readonly database: ShopDatabase,
    private readonly clock: Clock,
  ) {}

  /** False when this order was placed before. */
  place(order: NewOrder): boolean {
    return this.database.transaction(() => {
      const { changes } = this.insertOrder(order)
      if (changes === 0) return false
      for (const line of order.lines) this.insertLine(order.reference, line)
      return true
    })()
  }

  find(userId: number, reference: string): Order | null {
    const row = this.database
      .prepare('select * from orders where user_id = ? and reference = ?')
      .get(userId, reference)
    return row ? this.toOrder(row as OrderRow) : null
  }

  ofUser(userId: number): Order[] {
    const rows = this.database
      .prepare('select * from orders where user_id = ? order by placed_at desc')
      .all(userId) as OrderRow[]
    return rows.map((row) => this.toOrder(row))
  }

  private insertOrder(order: NewOrder) {
    const total = order.lines.reduce((sum, line) => sum + line.totalCents, 0)
    return this.database
      .prepare(
        `insert into orders (reference, user_id, deliver_to, total_cents, placed_at) values (?, ?, ?, ?, ?)
         on conflict (reference) do nothing`,
      )
      .run(order.reference, order.userId, order.deliverTo, total, this.clock().toISOString())
  }

  private insertLine(reference: string, line: BasketLine): void {
    this.database
      .prepare('insert into order_lines (reference, title, quantity, price_cents) values (?, ?, ?, ?)')
      .run(reference, line.book.title, line.quantity, line.book.priceCents)
  }

  private toOrder(row: OrderRow): Order {
    const lines = this.database
      .prepare('select title, quantity, price_cents from order_lines where reference = ?')
      .all(row.reference) as LineRow[]
    return {
      reference: row.reference,
      deliverTo: row.deliver_to,
      totalCents: row.total_cents,
      placedAt: new Date(row.placed_at),
      lines: lines.map((line) => ({
        title: line.title,
        quantity: line.quantity,
        priceCents: line.price_cents,
      })),
    }
  }
}
