import { failures } from './hi/failures.js'
import { codeMails, mails } from './hi/mails.js'
import * as pages from './hi/pages.js'
import { refusals } from './hi/refusals.js'
import type { Messages } from './messages.js'

/** Hindi. */
export const hi: Messages = { ...pages, refusals, failures, mails, codeMails }
