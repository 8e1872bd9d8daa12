import { Router } from 'express'
import { addToBasket, basketLines, basketTotal, setQuantity } from '../basket.js'
import { findBook } from '../catalogue.js'
import { field } from '../form.js'

export function basketRoutes(): Router {
  const routes = Router()

  routes.get('/basket', (req, res) => {
    const lines = basketLines(req.session.basket)
    res.render('basket', { title: 'Your basket', lines, totalCents: basketTotal(lines) })
  })

  routes.post('/basket', (req, res, next) => {
    const book = findBook(field(req.body, 'book'))
    if (book === null) return next()
    req.session.basket = addToBasket(req.session.basket, book)
    res.redirect(303, '/basket?done=in-basket')
  })

  routes.post('/basket/change', (req, res, next) => {
    const book = findBook(field(req.body, 'book'))
    if (book === null) return next()
    req.session.basket = setQuantity(req.session.basket, book, Number(field(req.body, 'quantity')))
    res.redirect(303, '/basket')
  })

  return routes
}
