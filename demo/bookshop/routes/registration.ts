import { type Request, Router } from 'express'
import type { User } from '../accounts.js'
import {
  collectProblems,
  field,
  problemWithAddress,
  problemWithName,
  problemWithPassword,
  problemWithPostalCode,
} from '../form.js'
import { confirmAddressMail } from '../mails.js'
import { returnPath } from '../return-path.js'
import type { Shop } from '../shop.js'

const DEAD_LINK = {
  title: 'This link no longer works',
  message: 'It was used before, or it is too old. You can ask for a new one on your account page.',
}

export function registrationRoutes(shop: Shop): Router {
  const routes = Router()

  routes.get('/register', (req, res) => {
    const next = returnPath(req.query.next, '/account')
    if (res.locals.user !== null) return res.redirect(303, next)
    res.render('register', { title: 'Open an account', next })
  })

  routes.post('/register', async (req, res) => {
    const next = returnPath(field(req.body, 'next'), '/account')
    const values = readRegistration(req)
    const user = await register(shop, values, field(req.body, 'password'))
    if ('problems' in user) {
      res.status(422).render('register', { title: 'Open an account', next, values, problems: user.problems })
      return
    }
    await sendConfirmation(shop, user)
    await shop.sessions.signIn(req, user)
    res.redirect(303, next)
  })

  routes.post('/account/confirm-address', async (_req, res) => {
    const { user } = res.locals
    if (user === null) return res.redirect(303, '/sign-in')
    if (user.verifiedAt === null) await sendConfirmation(shop, user)
    res.redirect(303, '/account?done=mail-sent')
  })

  routes.get('/confirm', (req, res) => {
    const token = field(req.query, 'token')
    const link = shop.mailLinks.find('confirm', token)
    if (link === null) return res.status(410).render('problem', DEAD_LINK)
    if (res.locals.user?.id !== link.userId) return res.redirect(303, signInFirst(token))
    res.render('confirm', { title: 'Confirm your address', token, email: link.email })
  })

  routes.post('/confirm', (req, res) => {
    const token = field(req.body, 'token')
    const link = shop.mailLinks.find('confirm', token)
    if (link === null) return res.status(410).render('problem', DEAD_LINK)
    // The mailbox alone is not enough: a stranger may have opened the account, and keeps its password.
    if (res.locals.user?.id !== link.userId) return res.redirect(303, signInFirst(token))
    const isFirst = shop.mailLinks.redeem('confirm', token) !== null
    if (!isFirst || !shop.accounts.markVerified(link.userId, link.email))
      return res.status(410).render('problem', DEAD_LINK)
    res.redirect(303, '/account?done=confirmed')
  })

  return routes
}

/** Back here as the customer who opened the account, and as nobody else. */
const signInFirst = (token: string) =>
  `/sign-in?next=${encodeURIComponent(`/confirm?token=${encodeURIComponent(token)}`)}`

function readRegistration(req: Request) {
  return {
    email: field(req.body, 'email').trim(),
    name: field(req.body, 'name').trim(),
    postal_code: field(req.body, 'postal_code').trim(),
  }
}

async function register(shop: Shop, values: ReturnType<typeof readRegistration>, password: string) {
  const problems = collectProblems({
    email: problemWithAddress(values.email),
    name: problemWithName(values.name),
    password: problemWithPassword(password),
    postal_code: problemWithPostalCode(values.postal_code),
  })
  if (Object.keys(problems).length > 0) return { problems }
  const user = await shop.accounts.createUser({
    email: values.email,
    fullName: values.name,
    password,
    postalCode: values.postal_code || null,
  })
  if (user !== 'email-taken') return user
  return {
    problems: { email: await whyTaken(shop, values.email) },
  }
}

/** Somebody who has always come through Amazon has no password to sign in with, and may not know. */
async function whyTaken(shop: Shop, email: string): Promise<string> {
  const [holder] = shop.accounts.findUsersByEmail(email)
  const note = holder && (await shop.amazon?.signInNote(holder.id))
  if (note)
    return 'There is an account with this address already. It signs in with Amazon: use the button below.'
  return 'There is an account with this address already. Sign in, or set a new password.'
}

async function sendConfirmation(shop: Shop, user: User): Promise<void> {
  if (user.email === null) return
  const token = shop.mailLinks.createToken('confirm', { userId: user.id, email: user.email })
  await shop.outbox.send(confirmAddressMail(user.email, `${shop.baseUrl}/confirm?token=${token}`))
}
