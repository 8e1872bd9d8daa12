import { type Request, type Response, Router } from 'express'
import type { User } from '../accounts.js'
import {
  collectProblems,
  field,
  type Problems,
  problemWithName,
  problemWithPassword,
  problemWithPostalCode,
} from '../form.js'
import { passwordChangedMail } from '../mails.js'
import type { Shop } from '../shop.js'

const LEAVING_REFUSALS = {
  wrong: 'This is not your password.',
  locked: 'Too many attempts. Please wait a quarter of an hour.',
  stale: 'Please sign out and in again first.',
}

export function accountRoutes(shop: Shop): Router {
  const routes = Router()

  routes.use('/account', (_req, res, next) => {
    if (res.locals.user === null) return res.redirect(303, '/sign-in?next=/account')
    next()
  })

  routes.get('/account', async (_req, res) => {
    const { user } = res.locals
    if (user !== null) await showAccount(shop, res, user)
  })

  routes.post('/account/profile', async (req, res) => {
    const { user } = res.locals
    if (user !== null) await saveProfile(shop, req, res, user)
  })

  routes.post('/account/password', async (req, res) => {
    const { user } = res.locals
    if (user === null) return
    const problems = await changePassword(shop, req, user)
    if (Object.keys(problems).length === 0) return res.redirect(303, '/account?done=password-changed')
    res.status(422)
    await showAccount(shop, res, user, { problems })
  })

  routes.post('/account/close', async (req, res) => {
    const { user } = res.locals
    if (user === null) return
    const problems = await leave(shop, req, user)
    if (Object.keys(problems).length === 0) return res.redirect(303, '/?done=account-closed')
    res.status(422)
    await showAccount(shop, res, user, { problems })
  })

  return routes
}

/** `delete` leaves nothing; otherwise the account is closed, and its orders are kept. */
async function leave(shop: Shop, req: Request, user: User): Promise<Problems> {
  const isMeant = await shop.sessions.isMeant(req, user, field(req.body, 'closing_password'))
  if (isMeant !== 'yes') return { closing_password: LEAVING_REFUSALS[isMeant] }
  shop.mailLinks.cancelAll(user.id)
  const isDeleted = field(req.body, 'what') === 'delete'
  await shop.amazon?.accountEnds(user.id, isDeleted ? 'deleted' : 'closed')
  shop.accounts[isDeleted ? 'remove' : 'disable'](user.id)
  shop.sessions.endSessionsOf(user.id)
  await shop.sessions.signOut(req)
  return {}
}

async function showAccount(
  shop: Shop,
  res: Response,
  user: User,
  more: Record<string, unknown> = {},
): Promise<void> {
  res.render('account', {
    title: 'Your account',
    orders: shop.orders.ofUser(user.id),
    amazonLink: (await shop.amazon?.linkOf(user)) ?? null,
    hasPassword: shop.accounts.hasPassword(user),
    values: { name: user.fullName, postal_code: user.postalCode ?? '' },
    ...more,
  })
}

async function saveProfile(shop: Shop, req: Request, res: Response, user: User): Promise<void> {
  const values = {
    name: field(req.body, 'name').trim(),
    postal_code: field(req.body, 'postal_code').trim(),
  }
  const problems = collectProblems({
    name: problemWithName(values.name),
    postal_code: problemWithPostalCode(values.postal_code),
  })
  if (Object.keys(problems).length > 0) {
    res.status(422)
    return showAccount(shop, res, user, { values, problems })
  }
  shop.accounts.updateProfile(user.id, { fullName: values.name, postalCode: values.postal_code || null })
  res.redirect(303, '/account?done=profile-saved')
}

async function changePassword(shop: Shop, req: Request, user: User): Promise<Problems> {
  const password = field(req.body, 'password')
  const problem = problemWithPassword(password)
  if (problem !== null) return { password: problem }
  const check = await shop.accounts.checkPassword(
    user,
    field(req.body, 'current_password'),
    req.ip ?? 'unknown',
  )
  if (check === 'wrong') return { current_password: 'This is not your present password.' }
  if (check === 'locked') return { current_password: 'Too many attempts. Please wait a quarter of an hour.' }
  await shop.accounts.changePassword(user.id, password)
  shop.mailLinks.cancelAll(user.id)
  await shop.amazon?.passwordChanged(user.id)
  shop.sessions.endSessionsOf(user.id)
  await shop.sessions.signIn(req, user)
  if (user.email !== null) await shop.outbox.send(passwordChangedMail(user.email))
  return {}
}
