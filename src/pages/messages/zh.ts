import type { Messages } from './messages.js'
import { failures } from './zh/failures.js'
import { codeMails, mails } from './zh/mails.js'
import * as pages from './zh/pages.js'
import { refusals } from './zh/refusals.js'

/** Chinese in simplified characters. */
export const zh: Messages = { ...pages, refusals, failures, mails, codeMails }
