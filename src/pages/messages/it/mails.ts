import { formatMoment } from '../../moments.js'
import type { MailDetails, Messages } from '../messages.js'

const when = (details: MailDetails): string => formatMoment(details.when, 'it')

export const mails: Messages['mails'] = {
  linked: {
    subject: ({ siteName }) => `Il Suo account su ${siteName} è ora collegato a un account Amazon`,
    body: (details) => `Buongiorno,

il ${when(details)} un account Amazon è stato collegato al Suo account su ${details.siteName}. Ora può accedere con Login with Amazon.

È stato fatto da Lei? Allora non deve fare altro.

In caso contrario, rimuova qui il collegamento e cambi la password:
${details.settingsUrl}
`,
  },
  unlinked: {
    subject: ({ siteName }) => `Il Suo account su ${siteName} non è più collegato ad Amazon`,
    body: (details) => `Buongiorno,

il ${when(details)} è stato rimosso il collegamento tra il Suo account su ${details.siteName} e Amazon. Non può più accedere con Login with Amazon.

È stato fatto da Lei? Allora non deve fare altro.

In caso contrario, cambi la password e controlli qui le Sue impostazioni:
${details.settingsUrl}
`,
  },
  signedUp: {
    subject: ({ siteName }) => `Le diamo il benvenuto su ${siteName}`,
    body: (details) => `Buongiorno,

il ${when(details)} è stato creato con Login with Amazon un account su ${details.siteName} per questo indirizzo e-mail.

Qui può vedere e modificare come accede:
${details.settingsUrl}

Se non è stato fatto da Lei, ce lo segnali.
`,
  },
}
