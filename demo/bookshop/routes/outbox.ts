import { Router } from 'express'
import { linkParts } from '../outbox.js'
import type { Shop } from '../shop.js'

export function outboxRoutes(shop: Shop): Router {
  const routes = Router()

  routes.get('/outbox', (_req, res) => {
    const mails = shop.outbox.newestMails().map((mail) => ({
      ...mail,
      parts: linkParts(mail.text, shop.baseUrl),
    }))
    res.render('outbox', { title: 'Mails sent', mails })
  })

  return routes
}
