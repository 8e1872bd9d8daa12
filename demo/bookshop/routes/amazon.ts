import { Router } from 'express'
import { expressHandler } from 'sparekey/express'
import type { LoginWithAmazon } from '../login-with-amazon.js'

/** Sparekey's own pages, and what our pages show of it. */
export function amazonRoutes({ sparekey, amazonUrl }: LoginWithAmazon): Router {
  const routes = Router()

  routes.get('/amazon-button.css', (_req, res) => {
    res.type('css').send(sparekey.buttonStyles)
  })

  routes.use((req, res, next) => {
    const headers = { 'accept-language': req.get('accept-language') ?? 'en' }
    res.locals.amazonButton = sparekey.button
    res.locals.amazonResetNote = sparekey.passwordResetNote({
      request: new Request('http://shop.invalid', { headers }),
    })
    next()
  })

  routes.get('/signed-out', (_req, res) => {
    res.render('signed-out', { title: 'You are signed out', amazonUrl })
  })

  routes.use(expressHandler(sparekey))
  return routes
}
