import { formatMoment } from '../../moments.js'
import type { MailDetails, Messages } from '../messages.js'

const when = (details: MailDetails): string => formatMoment(details.when, 'en')

export const mails: Messages['mails'] = {
  linked: {
    subject: ({ siteName }) => `An Amazon account can now sign in to your ${siteName} account`,
    body: (details) => `Hello,

on ${when(details)} an Amazon account was connected to your account at ${details.siteName}. Login with Amazon now signs you in.

Was this you? Then there is nothing to do.

If not, remove the connection here and change your password:
${details.settingsUrl}
`,
  },
  unlinked: {
    subject: ({ siteName }) => `Your ${siteName} account is no longer connected to Amazon`,
    body: (details) => `Hello,

on ${when(details)} the connection between your account at ${details.siteName} and Amazon was removed. Login with Amazon no longer signs you in.

Was this you? Then there is nothing to do.

If not, change your password and look at your settings here:
${details.settingsUrl}
`,
  },
  signedUp: {
    subject: ({ siteName }) => `Welcome to ${siteName}`,
    body: (details) => `Hello,

on ${when(details)} an account at ${details.siteName} was created for this email address with Login with Amazon.

You see and change how you sign in here:
${details.settingsUrl}

If this was not you, please tell us.
`,
  },
}
