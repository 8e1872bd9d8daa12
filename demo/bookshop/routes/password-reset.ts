import { type Request, Router } from 'express'
import { field, problemWithAddress, problemWithPassword } from '../form.js'
import type { MailLink } from '../mail-links.js'
import { passwordChangedMail, resetPasswordMail } from '../mails.js'
import { returnPath } from '../return-path.js'
import type { Shop } from '../shop.js'

declare module 'express-session' {
  interface SessionData {
    /** Where this browser was when the password turned out to be forgotten. */
    afterReset: string
  }
}

const DEAD_LINK = {
  title: 'This link no longer works',
  message:
    'It was used before, or it is too old. You can ask for a new one under "Forgotten your password?".',
}

export function passwordResetRoutes(shop: Shop): Router {
  const routes = Router()

  routes.get('/forgotten-password', (req, res) => {
    // Kept with this browser and not in the mail: whoever opens the mail elsewhere has nothing to go back to.
    const next = returnPath(req.query.next, '')
    if (next !== '') req.session.afterReset = next
    res.render('forgotten-password', { title: 'Forgotten your password?', sent: false })
  })

  routes.post('/forgotten-password', async (req, res) => {
    const email = field(req.body, 'email').trim()
    const problem = problemWithAddress(email)
    const title = 'Forgotten your password?'
    if (problem !== null) {
      res.status(422).render('forgotten-password', {
        title,
        sent: false,
        values: { email },
        problems: { email: problem },
      })
      return
    }
    await sendReset(shop, email)
    // The same page whether or not there is an account, so that nobody can try addresses here.
    res.render('forgotten-password', { title, sent: true, values: { email } })
  })

  routes.get('/reset-password', (req, res) => {
    const token = field(req.query, 'token')
    const link = shop.mailLinks.find('reset', token)
    if (link === null) return res.status(410).render('problem', DEAD_LINK)
    res.render('reset-password', { title: 'Set a new password', token, email: link.email })
  })

  routes.post('/reset-password', async (req, res) => {
    const token = field(req.body, 'token')
    const password = field(req.body, 'password')
    const email = shop.mailLinks.find('reset', token)?.email
    if (email === undefined) return res.status(410).render('problem', DEAD_LINK)
    const problem = problemWithPassword(password)
    if (problem !== null) {
      res.status(422).render('reset-password', {
        title: 'Set a new password',
        token,
        email,
        problems: { password: problem },
      })
      return
    }
    const link = shop.mailLinks.redeem('reset', token)
    // The account may have another address by now, and its mailbox another owner.
    if (link === null || shop.accounts.findUserById(link.userId)?.email !== link.email)
      return res.status(410).render('problem', DEAD_LINK)
    await resetPassword(shop, link, password)
    res.redirect(303, `/sign-in?done=password-reset${nextAfterReset(req)}`)
  })

  return routes
}

function nextAfterReset(req: Request): string {
  const { afterReset } = req.session
  delete req.session.afterReset
  return afterReset === undefined ? '' : `&next=${encodeURIComponent(afterReset)}`
}

async function sendReset(shop: Shop, email: string): Promise<void> {
  const [user] = shop.accounts.findUsersByEmail(email)
  if (!user || user.email === null || user.disabledAt !== null) return
  if (!shop.attempts.count(`reset mail to account ${user.id}`)) return
  const token = shop.mailLinks.createToken('reset', { userId: user.id, email: user.email })
  const note = (await shop.amazon?.signInNote(user.id)) ?? null
  const address = `${shop.baseUrl}/reset-password?token=${token}`
  await shop.outbox.send(resetPasswordMail(user.email, address, note))
}

/** Whoever got in before this moment is out: sessions end, older links die, and the mailbox is proven. */
async function resetPassword(shop: Shop, link: MailLink, password: string): Promise<void> {
  const heir = await shop.accounts.prepareHeir(link.email, password)
  // Never confirmed before, and now by somebody who may be another person: they have an account of their own.
  if ((await shop.amazon?.mailboxProven(link.userId, heir)) === 'fresh') return
  shop.accounts.markVerified(link.userId, link.email)
  await shop.accounts.changePassword(link.userId, password)
  await shop.amazon?.passwordChanged(link.userId)
  shop.sessions.endSessionsOf(link.userId)
  shop.mailLinks.cancelAll(link.userId)
  const linked = (await shop.amazon?.whatStays(link.userId)) ?? null
  await shop.outbox.send(passwordChangedMail(link.email, linked))
}
