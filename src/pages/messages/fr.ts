import { failures } from './fr/failures.js'
import { codeMails, mails } from './fr/mails.js'
import * as pages from './fr/pages.js'
import { refusals } from './fr/refusals.js'
import type { Messages } from './messages.js'

/** French. */
export const fr: Messages = { ...pages, refusals, failures, mails, codeMails }
