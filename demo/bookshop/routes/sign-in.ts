import { type Request, type Response, Router } from 'express'
import type { PasswordCheck, User } from '../accounts.js'
import { field } from '../form.js'
import { returnPath } from '../return-path.js'
import type { Shop } from '../shop.js'

const REFUSALS = {
  wrong: 'This address and password do not go together. Please check both.',
  locked: 'Too many attempts. Please wait a quarter of an hour, or set a new password by mail.',
  disabled: 'This account has been closed. Please write to us if you think that is a mistake.',
}

const CODE_REFUSALS = {
  wrong: 'This is not the code of the newest mail.',
  locked: 'Too many attempts. Please wait a quarter of an hour.',
}

const STATUS = { wrong: 401, locked: 429, disabled: 403 }

export function signInRoutes(shop: Shop): Router {
  const routes = Router()

  routes.get('/sign-in', (req, res) => {
    const next = returnPath(req.query.next, '/account')
    if (res.locals.user !== null) return res.redirect(303, next)
    res.render('sign-in', { title: 'Sign in', next, refusal: null })
  })

  routes.post('/sign-in', async (req, res) => {
    const answer = await authenticate(shop, req)
    if (typeof answer === 'string') return refuse(req, res, answer)
    const next = returnPath(field(req.body, 'next'), '/account')
    if (shop.accounts.needsMailedCode(answer)) {
      await shop.mailedCodes.ask(req, answer, next)
      return res.redirect(303, '/sign-in/code')
    }
    await shop.sessions.signIn(req, answer)
    res.redirect(303, next)
  })

  routes.get('/sign-in/code', (req, res) => {
    if (!shop.mailedCodes.isAsked(req)) return res.redirect(303, '/sign-in')
    res.render('sign-in-code', { title: 'One more thing' })
  })

  routes.post('/sign-in/code', async (req, res) => {
    const answer = shop.mailedCodes.check(req, field(req.body, 'code'))
    if (answer === 'nothing-asked') return res.redirect(303, '/sign-in')
    if (typeof answer === 'string') {
      const problems = { code: CODE_REFUSALS[answer] }
      return res.status(STATUS[answer]).render('sign-in-code', { title: 'One more thing', problems })
    }
    await shop.sessions.signIn(req, answer.user)
    res.redirect(303, answer.next)
  })

  routes.post('/sign-out', async (req, res) => {
    const { user } = res.locals
    const cameByAmazon = user !== null && ((await shop.amazon?.linkOf(user)) ?? null) !== null
    await shop.sessions.signOut(req)
    res.redirect(303, cameByAmazon ? '/signed-out' : '/?done=signed-out')
  })

  return routes
}

async function authenticate(shop: Shop, req: Request): Promise<User | keyof typeof REFUSALS> {
  const email = field(req.body, 'email').trim()
  const password = field(req.body, 'password')
  const client = req.ip ?? 'unknown'
  const [user] = shop.accounts.findUsersByEmail(email)
  const check: PasswordCheck = user
    ? await shop.accounts.checkPassword(user, password, client)
    : await shop.accounts.checkNobody(email, password, client)
  if (check !== 'correct' || !user) return check === 'locked' ? 'locked' : 'wrong'
  return user.disabledAt === null ? user : 'disabled'
}

function refuse(req: Request, res: Response, refusal: keyof typeof REFUSALS): void {
  res.status(STATUS[refusal]).render('sign-in', {
    title: 'Sign in',
    next: returnPath(field(req.body, 'next'), '/account'),
    refusal: REFUSALS[refusal],
    values: { email: field(req.body, 'email') },
  })
}
