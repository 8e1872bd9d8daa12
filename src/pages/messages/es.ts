import { failures } from './es/failures.js'
import { codeMails, mails } from './es/mails.js'
import * as pages from './es/pages.js'
import { refusals } from './es/refusals.js'
import type { Messages } from './messages.js'

/** Spanish. */
export const es: Messages = { ...pages, refusals, failures, mails, codeMails }
