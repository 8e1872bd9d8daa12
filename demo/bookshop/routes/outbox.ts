import { Router } from 'express'
import { field } from '../form.js'
import { linkParts } from '../outbox.js'
import type { Shop } from '../shop.js'

export function outboxRoutes(shop: Shop): Router {
  const routes = Router()

  routes.get('/outbox', (_req, res) => {
    const mails = shop.outbox.newestMails().map((mail) => ({
      ...mail,
      parts: linkParts(mail.text, shop.baseUrl),
    }))
    const { isUp } = shop.outbox
    res.render('outbox', { title: 'Mails sent', mails, isUp, waiting: shop.outbox.countWaiting() })
  })

  routes.post('/outbox/mail-server', async (req, res) => {
    if (field(req.body, 'be') === 'down') shop.outbox.stop()
    if (field(req.body, 'be') === 'up') shop.outbox.start()
    await shop.amazon?.sparekey.deliverMails()
    res.redirect(303, '/outbox')
  })

  return routes
}
