import { type Request, type Response, Router } from 'express'
import type { User } from '../accounts.js'
import { collectProblems, field, problemWithAddress } from '../form.js'
import { addressChangedMail, changeAddressMail } from '../mails.js'
import type { Shop } from '../shop.js'

const RECENT_MS = 15 * 60 * 1000

const REFUSALS = {
  wrong: 'This is not your present password.',
  locked: 'Too many attempts. Please wait a quarter of an hour.',
}

const PROBLEM = { title: 'The address is as it was' }
const DEAD_LINK = {
  ...PROBLEM,
  message:
    'This link was used before, is too old, or belongs to another account than the one signed in here.',
}
const TAKEN = { ...PROBLEM, message: 'Another account has this address.' }

/** Another address for an account: asked for by whoever can sign in, and confirmed in that very session. */
export function addressRoutes(shop: Shop): Router {
  const routes = Router()

  routes.get('/account/address', (_req, res) => {
    if (res.locals.user !== null) showForm(shop, res, res.locals.user)
  })

  routes.post('/account/address', async (req, res) => {
    const { user } = res.locals
    if (user === null) return
    const email = field(req.body, 'email').trim()
    const problems = collectProblems({ email: problemWithAddress(email), ...(await whyNot(shop, req, user)) })
    if (Object.keys(problems).length > 0) {
      res.status(422)
      return showForm(shop, res, user, { values: { email }, problems })
    }
    const token = shop.mailLinks.createToken('change-address', { userId: user.id, email })
    await shop.outbox.send(changeAddressMail(email, `${shop.baseUrl}/change-address?token=${token}`))
    res.redirect(303, '/account?done=mail-sent')
  })

  routes.get('/change-address', (req, res) => {
    const token = field(req.query, 'token')
    const link = shop.mailLinks.find('change-address', token)
    // In any other browser the link is nothing: it must not move an account that somebody else is signed in to.
    if (link === null || res.locals.user?.id !== link.userId)
      return res.status(410).render('problem', DEAD_LINK)
    res.render('change-address', { title: 'Your new address', token, email: link.email })
  })

  routes.post('/change-address', async (req, res) => {
    const token = field(req.body, 'token')
    const { user } = res.locals
    const isOwn = user !== null && shop.mailLinks.find('change-address', token)?.userId === user.id
    const link = isOwn ? shop.mailLinks.redeem('change-address', token) : null
    if (user === null || link === null) return res.status(410).render('problem', DEAD_LINK)
    if (!shop.accounts.changeAddress(user.id, link.email)) return res.status(409).render('problem', TAKEN)
    shop.mailLinks.cancelAll(user.id)
    await shop.amazon?.passwordChanged(user.id)
    await shop.sessions.endOthersOf(req, user)
    if (user.email !== null && user.verifiedAt !== null)
      await shop.outbox.send(addressChangedMail(user.email))
    res.redirect(303, '/account?done=address-changed')
  })

  return routes
}

function showForm(shop: Shop, res: Response, user: User, more: Record<string, unknown> = {}): void {
  res.render('address', {
    title: 'Use another address',
    hasPassword: shop.accounts.hasPassword(user),
    ...more,
  })
}

/** A session that was left open is not enough to move an account to another mailbox. */
async function whyNot(shop: Shop, req: Request, user: User): Promise<Record<string, string | null>> {
  if (!shop.accounts.hasPassword(user)) {
    const isRecent = shop.now().getTime() - (req.session.authenticatedAt ?? 0) <= RECENT_MS
    return isRecent ? {} : { email: 'Please sign out and in again first.' }
  }
  const password = field(req.body, 'current_password')
  const check = await shop.accounts.checkPassword(user, password, req.ip ?? 'unknown')
  return { current_password: check === 'correct' ? null : REFUSALS[check] }
}
