import { randomBytes } from 'node:crypto'
import { type Request, type Response, Router } from 'express'
import type { User } from '../accounts.js'
import { basketLines, basketTotal } from '../basket.js'
import { collectProblems, field, problemWithName, problemWithPostalCode } from '../form.js'
import { orderMail } from '../mails.js'
import { price } from '../page-values.js'
import type { Shop } from '../shop.js'

const REFERENCE = /^PL-[0-9A-F]{10}$/

const newReference = () => `PL-${randomBytes(5).toString('hex').toUpperCase()}`

export function checkoutRoutes(shop: Shop): Router {
  const routes = Router()

  routes.get('/checkout', (req, res) => {
    if (basketLines(req.session.basket).length === 0) return res.redirect(303, '/basket')
    const { user } = res.locals
    if (user === null) return showCheckout(req, res, 'checkout-sign-in', { next: '/checkout' })
    showCheckout(req, res, 'checkout', {
      reference: newReference(),
      values: { name: user.fullName, postal_code: user.postalCode ?? '' },
    })
  })

  routes.post('/checkout', async (req, res) => {
    const { user } = res.locals
    if (user === null) return res.redirect(303, '/checkout')
    const reference = field(req.body, 'reference')
    if (!REFERENCE.test(reference)) return res.redirect(303, '/checkout')
    if (shop.orders.find(user.id, reference)) return res.redirect(303, `/orders/${reference}`)
    await placeOrder(shop, req, res, { user, reference })
  })

  routes.get('/orders/:reference', (req, res, next) => {
    const { user } = res.locals
    const order = user && shop.orders.find(user.id, req.params.reference)
    if (!order) return next()
    res.render('order', { title: 'Thank you', order })
  })

  return routes
}

async function placeOrder(
  shop: Shop,
  req: Request,
  res: Response,
  { user, reference }: { user: User; reference: string },
): Promise<void> {
  const name = field(req.body, 'name').trim()
  const postalCode = field(req.body, 'postal_code').trim()
  const problems = collectProblems({
    name: problemWithName(name),
    postal_code: problemWithPostalCode(postalCode),
  })
  const lines = basketLines(req.session.basket)
  if (lines.length === 0) return res.redirect(303, '/basket')
  if (Object.keys(problems).length > 0) {
    res.status(422)
    return showCheckout(req, res, 'checkout', {
      reference,
      problems,
      values: { name, postal_code: postalCode },
    })
  }
  const deliverTo = [name, postalCode].filter(Boolean).join(', ')
  if (shop.orders.place({ reference, userId: user.id, deliverTo, lines })) {
    req.session.basket = {}
    const total = price(basketTotal(lines))
    if (user.email !== null) await shop.outbox.send(orderMail(user.email, { reference, total }))
  }
  res.redirect(303, `/orders/${reference}`)
}

function showCheckout(req: Request, res: Response, view: string, values: Record<string, unknown>): void {
  const lines = basketLines(req.session.basket)
  res.render(view, { title: 'Checkout', lines, totalCents: basketTotal(lines), ...values })
}
