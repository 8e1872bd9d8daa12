import { failures } from './it/failures.js'
import { codeMails, mails } from './it/mails.js'
import * as pages from './it/pages.js'
import { refusals } from './it/refusals.js'
import type { Messages } from './messages.js'

/** Italian. */
export const it: Messages = { ...pages, refusals, failures, mails, codeMails }
