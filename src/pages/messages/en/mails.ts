import { formatMoment } from '../../moments.js'
import type { MailDetails, Messages } from '../messages.js'

const when = ({ when: moment, place }: MailDetails): string =>
  place === null ? formatMoment(moment, 'en') : `${formatMoment(moment, 'en')} (from ${place})`

const undo = ({ undoUrl, settingsUrl }: MailDetails): string => undoUrl ?? settingsUrl

export const mails: Messages['mails'] = {
  linked: {
    subject: ({ siteName }) => `An Amazon account can now sign in to your ${siteName} account`,
    body: (details) => `Hello,

on ${when(details)} an Amazon account was connected to your account at ${details.siteName}. Login with Amazon now signs you in.

Was this you? Then there is nothing to do.

If not, remove the connection here and change your password:
${undo(details)}
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
  passwordSet: {
    subject: ({ siteName }) => `A password was set for your ${siteName} account`,
    body: (details) => `Hello,

on ${when(details)} a password was set for your account at ${details.siteName}. You can now sign in with it, and with Amazon as before.

If this was not you, change the password and look at your settings here:
${details.settingsUrl}
`,
  },
  existing: {
    subject: ({ siteName }) => `You already have an account at ${siteName}`,
    body: (details) => `Hello,

on ${when(details)} somebody wanted to create an account at ${details.siteName} with this email address. You have one already, so no new one was made.

Was this you? Then sign in as you always do. To sign in with Amazon from now on, connect it here:
${details.settingsUrl}

If this was not you, there is nothing to do.
`,
  },
}

export const codeMails: Messages['codeMails'] = {
  proof: {
    subject: ({ siteName }) => `Your code for ${siteName}`,
    body: ({ siteName, code, until, url }) => `Hello,

somebody, we hope you, wants to connect an Amazon account to your account at ${siteName}. The code is

${code}

It works once, until ${until}, in the browser that asked for it. Enter it there, or open this address in that browser:
${url}

If this was not you, give the code to nobody. Nothing happens without it.
`,
  },
  registration: {
    subject: ({ siteName }) => `Your code for ${siteName}`,
    body: ({ siteName, code, until }) => `Hello,

to create your account at ${siteName}, enter this code on the page that asked for it:

${code}

It works until ${until}. If you did not ask for an account, there is nothing to do.
`,
  },
  setPassword: {
    subject: ({ siteName }) => `Your code for ${siteName}`,
    body: ({ siteName, code, until }) => `Hello,

to set a password for your account at ${siteName}, enter this code on the page that asked for it:

${code}

It works until ${until}. If you did not ask for it, give the code to nobody, and look at your account.
`,
  },
}
