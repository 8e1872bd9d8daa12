import { Router } from 'express'
import { BOOKS, findBook } from '../catalogue.js'

export function bookRoutes(): Router {
  const routes = Router()

  routes.get('/', (_req, res) => {
    res.render('home', { title: 'Books to keep', books: BOOKS })
  })

  routes.get('/books/:slug', (req, res, next) => {
    const book = findBook(req.params.slug)
    if (book === null) return next()
    res.render('book', { title: book.title, book })
  })

  return routes
}
