import { formatMoment } from '../../moments.js'
import type { MailDetails, Messages } from '../messages.js'

const when = (details: MailDetails): string => formatMoment(details.when, 'de')

export const mails: Messages['mails'] = {
  linked: {
    subject: ({ siteName }) => `Ihr Konto bei ${siteName} ist jetzt mit einem Amazon-Konto verknüpft`,
    body: (details) => `Guten Tag,

am ${when(details)} wurde ein Amazon-Konto mit Ihrem Konto bei ${details.siteName} verknüpft. Sie können sich nun mit Login with Amazon anmelden.

Waren Sie das? Dann ist nichts weiter zu tun.

Wenn nicht, entfernen Sie die Verknüpfung hier, und ändern Sie Ihr Passwort:
${details.settingsUrl}
`,
  },
  unlinked: {
    subject: ({ siteName }) => `Ihr Konto bei ${siteName} ist nicht mehr mit Amazon verknüpft`,
    body: (details) => `Guten Tag,

am ${when(details)} wurde die Verknüpfung zwischen Ihrem Konto bei ${details.siteName} und Amazon entfernt. Die Anmeldung mit Login with Amazon ist damit nicht mehr möglich.

Waren Sie das? Dann ist nichts weiter zu tun.

Wenn nicht, ändern Sie Ihr Passwort, und prüfen Sie hier Ihre Einstellungen:
${details.settingsUrl}
`,
  },
  signedUp: {
    subject: ({ siteName }) => `Willkommen bei ${siteName}`,
    body: (details) => `Guten Tag,

am ${when(details)} wurde mit Login with Amazon für diese E-Mail-Adresse ein Konto bei ${details.siteName} angelegt.

Wie Sie sich anmelden, sehen und ändern Sie hier:
${details.settingsUrl}

Waren Sie das nicht, sagen Sie uns bitte Bescheid.
`,
  },
}
