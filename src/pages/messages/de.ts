import { failures } from './de/failures.js'
import { codeMails, mails } from './de/mails.js'
import * as pages from './de/pages.js'
import { refusals } from './de/refusals.js'
import type { Messages } from './messages.js'

/** German. */
export const de: Messages = { ...pages, refusals, failures, mails, codeMails }
