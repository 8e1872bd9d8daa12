import { failures } from './ja/failures.js'
import { codeMails, mails } from './ja/mails.js'
import * as pages from './ja/pages.js'
import { refusals } from './ja/refusals.js'
import type { Messages } from './messages.js'

/** Japanese. */
export const ja: Messages = { ...pages, refusals, failures, mails, codeMails }
