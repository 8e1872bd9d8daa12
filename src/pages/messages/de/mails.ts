import { formatMoment } from '../../moments.js'
import type { MailDetails, Messages } from '../messages.js'

const when = ({ when: moment, place }: MailDetails): string =>
  place === null ? formatMoment(moment, 'de') : `${formatMoment(moment, 'de')} (von ${place})`

export const mails: Messages['mails'] = {
  linked: {
    subject: ({ siteName }) => `Ihr Konto bei ${siteName} ist jetzt mit einem Amazon-Konto verknüpft`,
    body: (details) => `Guten Tag,

am ${when(details)} wurde ein Amazon-Konto mit Ihrem Konto bei ${details.siteName} verknüpft. Sie können sich nun mit Login with Amazon anmelden.

Waren Sie das? Dann ist nichts weiter zu tun.

Wenn nicht, entfernen Sie die Verknüpfung hier, und ändern Sie Ihr Passwort:
${details.undoUrl ?? details.settingsUrl}
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
  passwordSet: {
    subject: ({ siteName }) => `Für Ihr Konto bei ${siteName} wurde ein Passwort gesetzt`,
    body: (details) => `Guten Tag,

am ${when(details)} wurde für Ihr Konto bei ${details.siteName} ein Passwort gesetzt. Sie können sich jetzt damit anmelden und wie bisher mit Amazon.

Waren Sie das nicht, ändern Sie das Passwort und sehen Sie in Ihre Einstellungen:
${details.settingsUrl}
`,
  },
  existing: {
    subject: ({ siteName }) => `Sie haben schon ein Konto bei ${siteName}`,
    body: (details) => `Guten Tag,

am ${when(details)} wollte jemand bei ${details.siteName} mit dieser E-Mail-Adresse ein Konto erstellen. Sie haben schon eines, deshalb wurde kein neues erstellt.

Waren Sie das? Dann melden Sie sich an wie immer. Damit Sie sich künftig mit Amazon anmelden können, verbinden Sie es hier:
${details.settingsUrl}

Waren Sie das nicht, ist nichts zu tun.
`,
  },
}

export const codeMails: Messages['codeMails'] = {
  proof: {
    subject: ({ siteName }) => `Ihr Code für ${siteName}`,
    body: ({ siteName, code, until, url }) => `Guten Tag,

jemand, hoffentlich Sie, möchte ein Amazon-Konto mit Ihrem Konto bei ${siteName} verbinden. Der Code lautet

${code}

Er gilt einmal, bis ${until}, in dem Browser, der ihn angefordert hat. Geben Sie ihn dort ein, oder öffnen Sie in diesem Browser diese Adresse:
${url}

Waren Sie das nicht, geben Sie den Code niemandem. Ohne ihn geschieht nichts.
`,
  },
  registration: {
    subject: ({ siteName }) => `Ihr Code für ${siteName}`,
    body: ({ siteName, code, until }) => `Guten Tag,

um Ihr Konto bei ${siteName} zu erstellen, geben Sie diesen Code auf der Seite ein, die danach fragt:

${code}

Er gilt bis ${until}. Haben Sie kein Konto gewünscht, ist nichts zu tun.
`,
  },
  setPassword: {
    subject: ({ siteName }) => `Ihr Code für ${siteName}`,
    body: ({ siteName, code, until }) => `Guten Tag,

um für Ihr Konto bei ${siteName} ein Passwort zu setzen, geben Sie diesen Code auf der Seite ein, die danach fragt:

${code}

Er gilt bis ${until}. Haben Sie ihn nicht angefordert, geben Sie ihn niemandem, und sehen Sie nach Ihrem Konto.
`,
  },
}
