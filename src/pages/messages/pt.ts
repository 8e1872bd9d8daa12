import type { Messages } from './messages.js'
import { failures } from './pt/failures.js'
import { codeMails, mails } from './pt/mails.js'
import * as pages from './pt/pages.js'
import { refusals } from './pt/refusals.js'

/** Portuguese, as written in Brazil. */
export const pt: Messages = { ...pages, refusals, failures, mails, codeMails }
