import { failures } from './ar/failures.js'
import { codeMails, mails } from './ar/mails.js'
import * as pages from './ar/pages.js'
import { refusals } from './ar/refusals.js'
import type { Messages } from './messages.js'

/** Arabic. */
export const ar: Messages = { ...pages, refusals, failures, mails, codeMails }
