import type { ErrorRequestHandler, RequestHandler } from 'express'

export const noSuchPage: RequestHandler = (_req, res) => {
  res.status(404).render('problem', {
    title: 'This page is not on our shelves',
    message: 'It may have been moved, or the address may have a typing error in it.',
  })
}

/** Four parameters make this an error handler for Express. */
export const somethingWentWrong: ErrorRequestHandler = (error: unknown, req, res, next) => {
  if (res.headersSent) return next(error)
  const status = statusOf(error)
  if (status < 500) {
    res.status(status).render('problem', {
      title: 'We could not read that',
      message: 'Something about the form you sent was not as expected. Please go back and try again.',
    })
    return
  }
  // The address without its query: links from mails carry their secret there.
  console.error(`${req.method} ${req.path} failed:`, error instanceof Error ? error.stack : 'not an Error')
  res.status(500).render('problem', {
    title: 'Something went wrong',
    message: 'That was our fault. Please try again in a moment.',
  })
}

function statusOf(error: unknown): number {
  if (!(error instanceof Error) || !('status' in error)) return 500
  const { status } = error
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500
}
