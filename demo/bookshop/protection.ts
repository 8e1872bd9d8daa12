import type { RequestHandler } from 'express'

const CONTENT_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

export const protectiveHeaders: RequestHandler = (_req, res, next) => {
  res.set({
    'content-security-policy': CONTENT_POLICY,
    'cache-control': 'no-store',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  })
  next()
}

/** Forms are accepted from our own pages only: another site cannot act in a customer's name. */
export function sameOriginForms(baseUrl: string): RequestHandler {
  const ourOrigin = new URL(baseUrl).origin
  return (req, res, next) => {
    if (req.method === 'GET' || req.method === 'HEAD') return next()
    const site = req.get('sec-fetch-site')
    const isOurs = site === undefined ? req.get('origin') === ourOrigin : site === 'same-origin'
    if (isOurs) return next()
    res.status(403).render('problem', {
      title: 'That came from somewhere else',
      message: 'For your safety we only take forms that were sent from our own pages. Please try again here.',
    })
  }
}
