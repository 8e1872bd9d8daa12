import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { addToBasket, basketLines } from '../../demo/bookshop/basket.js'
import { BOOKS } from '../../demo/bookshop/catalogue.js'
import { openDatabase } from '../../demo/bookshop/database.js'
import { Orders } from '../../demo/bookshop/orders.js'
import { seed } from '../../demo/bookshop/seed.js'
import { temporaryFolder } from './open-shop.js'

describe('Orders', () => {
  it('places an order once, however often its form arrives', async () => {
    const database = openDatabase(join(temporaryFolder(), 'bookshop.db'))
    onTestFinished(() => void database.close())
    await seed(database)
    const orders = new Orders(database, () => new Date('2026-11-22T10:00:00Z'))
    const lines = BOOKS.slice(0, 1).flatMap((book) => basketLines(addToBasket({}, book)))
    const order = { reference: 'PL-0123456789', userId: 1, deliverTo: 'Vera Winter', lines }

    expect([orders.place(order), orders.place(order)]).toEqual([true, false])
    expect(orders.find(1, order.reference)?.lines).toHaveLength(1)
  })
})
