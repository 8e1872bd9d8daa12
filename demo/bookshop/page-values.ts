import type { RequestHandler } from 'express'
import { basketCount } from './basket.js'

const MONEY = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' })
const DAY = new Intl.DateTimeFormat('en-US', { dateStyle: 'long' })
const MOMENT = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short' })

const NOTICES: Readonly<Record<string, string>> = {
  'signed-out': 'You are signed out.',
  'account-closed': 'Your account is closed. Thank you for having been here.',
  'mail-sent': 'We have sent you a mail. Please follow the link in it.',
  'address-changed': 'Your new address is confirmed. We write there from now on.',
  confirmed: 'Thank you. Your address is confirmed.',
  'password-reset': 'Your new password is set, and other devices were signed out. Please sign in with it.',
  'password-changed': 'Your password is changed. Other devices were signed out.',
  'profile-saved': 'Your details are saved.',
  'in-basket': 'The book is in your basket.',
}

export const price = (cents: number) => MONEY.format(cents / 100)

/** What every page needs to be shown, a page about an error included. */
export const pageDefaults = {
  user: null,
  basketCount: 0,
  notice: null,
  price,
  day: (date: Date) => DAY.format(date),
  moment: (date: Date) => MOMENT.format(date),
  problems: {},
  values: {},
  amazonButton: null,
  amazonResetNote: null,
}

/** The basket's count and the notice after a form. */
export const pageValues: RequestHandler = (req, res, next) => {
  const done = req.query.done
  res.locals.basketCount = basketCount(req.session.basket)
  res.locals.notice = typeof done === 'string' && Object.hasOwn(NOTICES, done) ? NOTICES[done] : null
  next()
}
