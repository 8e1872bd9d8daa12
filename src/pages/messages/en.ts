import { failures } from './en/failures.js'
import { codeMails, mails } from './en/mails.js'
import * as pages from './en/pages.js'
import { refusals } from './en/refusals.js'
import type { Messages } from './messages.js'

/** English, and what every other language is measured by. */
export const en: Messages = { ...pages, refusals, failures, mails, codeMails }
