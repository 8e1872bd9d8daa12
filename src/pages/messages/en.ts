import { failures } from './en/failures.js'
import { mails } from './en/mails.js'
import {
  buttonHints,
  common,
  confirm,
  connections,
  link,
  other,
  passwordResetNote,
  register,
} from './en/pages.js'
import { refusals } from './en/refusals.js'
import type { Messages } from './messages.js'

/** English, and what every other language is measured by. */
export const en: Messages = {
  common,
  link,
  register,
  confirm,
  connections,
  other,
  buttonHints,
  passwordResetNote,
  refusals,
  failures,
  mails,
}
