import { formatMoment } from '../../moments.js'
import type { MailDetails, Messages } from '../messages.js'

const when = ({ when: moment, place }: MailDetails): string =>
  place === null ? formatMoment(moment, 'it') : `${formatMoment(moment, 'it')} (da ${place})`

export const mails: Messages['mails'] = {
  linked: {
    subject: ({ siteName }) => `Il Suo account su ${siteName} è ora collegato a un account Amazon`,
    body: (details) => `Buongiorno,

il ${when(details)} un account Amazon è stato collegato al Suo account su ${details.siteName}. Ora può accedere con Login with Amazon.

È stato fatto da Lei? Allora non deve fare altro.

In caso contrario, rimuova qui il collegamento e cambi la password:
${details.undoUrl ?? details.settingsUrl}
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
  passwordSet: {
    subject: ({ siteName }) => `È stata impostata una password per il tuo account ${siteName}`,
    body: (details) => `Ciao,

il ${when(details)} è stata impostata una password per il tuo account ${details.siteName}. Ora puoi accedere con questa e, come prima, con Amazon.

Se non sei stato tu, cambia la password e controlla le impostazioni qui:
${details.settingsUrl}
`,
  },
  existing: {
    subject: ({ siteName }) => `Hai già un account ${siteName}`,
    body: (details) => `Ciao,

il ${when(details)} qualcuno voleva creare un account ${details.siteName} con questo indirizzo e-mail. Ne hai già uno, quindi non ne è stato creato un altro.

Sei stato tu? Allora accedi come sempre. Per accedere con Amazon d’ora in poi, collegalo qui:
${details.settingsUrl}

Se non sei stato tu, non devi fare nulla.
`,
  },
}

export const codeMails: Messages['codeMails'] = {
  proof: {
    subject: ({ siteName }) => `Il tuo codice per ${siteName}`,
    body: ({ siteName, code, until, url }) => `Ciao,

qualcuno, speriamo tu, vuole collegare un account Amazon al tuo account ${siteName}. Il codice è

${code}

Vale una sola volta, fino al ${until}, nel browser che lo ha richiesto. Inseriscilo lì oppure apri questo indirizzo in quel browser:
${url}

Se non sei stato tu, non dare il codice a nessuno. Senza di esso non succede nulla.
`,
  },
  registration: {
    subject: ({ siteName }) => `Il tuo codice per ${siteName}`,
    body: ({ siteName, code, until }) => `Ciao,

per creare il tuo account ${siteName}, inserisci questo codice nella pagina che lo chiede:

${code}

Vale fino al ${until}. Se non hai chiesto un account, non devi fare nulla.
`,
  },
  setPassword: {
    subject: ({ siteName }) => `Il tuo codice per ${siteName}`,
    body: ({ siteName, code, until }) => `Ciao,

per impostare una password per il tuo account ${siteName}, inserisci questo codice nella pagina che lo chiede:

${code}

Vale fino al ${until}. Se non lo hai chiesto, non dare il codice a nessuno e controlla il tuo account.
`,
  },
}
