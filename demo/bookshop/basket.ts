import { type Book, findBook } from './catalogue.js'

/** Copies by slug, as kept in the session. */
export type Basket = Readonly<Record<string, number>>

export interface BasketLine {
  readonly book: Book
  readonly quantity: number
  readonly totalCents: number
}

const MOST_COPIES = 20

export function basketLines(basket: Basket = {}): BasketLine[] {
  return Object.entries(basket).flatMap(([slug, quantity]) => {
    const book = findBook(slug)
    return book ? [{ book, quantity, totalCents: quantity * book.priceCents }] : []
  })
}

export function basketTotal(lines: readonly BasketLine[]): number {
  return lines.reduce((sum, line) => sum + line.totalCents, 0)
}

export function basketCount(basket: Basket = {}): number {
  return basketLines(basket).reduce((sum, line) => sum + line.quantity, 0)
}

export function addToBasket(basket: Basket = {}, book: Book): Record<string, number> {
  return { ...basket, [book.slug]: Math.min((basket[book.slug] ?? 0) + 1, MOST_COPIES) }
}

/** Zero takes the book out. */
export function setQuantity(basket: Basket = {}, book: Book, quantity: number): Record<string, number> {
  const { [book.slug]: _old, ...others } = basket
  if (!Number.isInteger(quantity) || quantity < 1) return others
  return { ...basket, [book.slug]: Math.min(quantity, MOST_COPIES) }
}
