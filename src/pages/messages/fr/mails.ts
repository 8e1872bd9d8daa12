import { formatMoment } from '../../moments.js'
import type { MailDetails, Messages } from '../messages.js'

const when = ({ when: moment, place }: MailDetails): string =>
  place === null ? formatMoment(moment, 'fr') : `${formatMoment(moment, 'fr')} (depuis ${place})`

export const mails: Messages['mails'] = {
  linked: {
    subject: ({ siteName }) => `Votre compte sur ${siteName} est maintenant associé à un compte Amazon`,
    body: (details) => `Bonjour,

Le ${when(details)}, un compte Amazon a été associé à votre compte sur ${details.siteName}. Vous pouvez désormais vous connecter avec Login with Amazon.

C’était vous\u202f? Alors vous n’avez rien à faire.

Sinon, supprimez l’association ici et changez votre mot de passe\u00a0:
${details.undoUrl ?? details.settingsUrl}
`,
  },
  unlinked: {
    subject: ({ siteName }) => `Votre compte sur ${siteName} n’est plus associé à Amazon`,
    body: (details) => `Bonjour,

Le ${when(details)}, l’association entre votre compte sur ${details.siteName} et Amazon a été supprimée. Login with Amazon ne permet plus de vous connecter.

C’était vous\u202f? Alors vous n’avez rien à faire.

Sinon, changez votre mot de passe et vérifiez vos paramètres ici\u00a0:
${details.settingsUrl}
`,
  },
  signedUp: {
    subject: ({ siteName }) => `Bienvenue sur ${siteName}`,
    body: (details) => `Bonjour,

Le ${when(details)}, un compte sur ${details.siteName} a été créé pour cette adresse e-mail avec Login with Amazon.

Consultez et modifiez vos moyens de connexion ici\u00a0:
${details.settingsUrl}

Si ce n’était pas vous, merci de nous le signaler.
`,
  },
  passwordSet: {
    subject: ({ siteName }) => `Un mot de passe a été défini pour votre compte ${siteName}`,
    body: (details) => `Bonjour,

le ${when(details)}, un mot de passe a été défini pour votre compte ${details.siteName}. Vous pouvez désormais vous connecter avec lui, et avec Amazon comme avant.

Si ce n’était pas vous, changez le mot de passe et vérifiez vos paramètres ici\u00a0:
${details.settingsUrl}
`,
  },
  existing: {
    subject: ({ siteName }) => `Vous avez déjà un compte ${siteName}`,
    body: (details) => `Bonjour,

le ${when(details)}, quelqu’un a voulu créer un compte ${details.siteName} avec cette adresse e-mail. Vous en avez déjà un\u00a0: aucun nouveau compte n’a été créé.

C’était vous\u202f? Connectez-vous comme d’habitude. Pour vous connecter désormais avec Amazon, associez-le ici\u00a0:
${details.settingsUrl}

Si ce n’était pas vous, vous n’avez rien à faire.
`,
  },
}

export const codeMails: Messages['codeMails'] = {
  proof: {
    subject: ({ siteName }) => `Votre code pour ${siteName}`,
    body: ({ siteName, code, until, url }) => `Bonjour,

quelqu’un, nous espérons que c’est vous, souhaite associer un compte Amazon à votre compte ${siteName}. Le code est

${code}

Il sert une seule fois, jusqu’au ${until}, dans le navigateur qui l’a demandé. Saisissez-le là, ou ouvrez cette adresse dans ce navigateur\u00a0:
${url}

Si ce n’était pas vous, ne donnez le code à personne. Sans lui, rien ne se passe.
`,
  },
  registration: {
    subject: ({ siteName }) => `Votre code pour ${siteName}`,
    body: ({ siteName, code, until }) => `Bonjour,

pour créer votre compte ${siteName}, saisissez ce code sur la page qui le demande\u00a0:

${code}

Il est valable jusqu’au ${until}. Si vous n’avez pas demandé de compte, vous n’avez rien à faire.
`,
  },
  setPassword: {
    subject: ({ siteName }) => `Votre code pour ${siteName}`,
    body: ({ siteName, code, until }) => `Bonjour,

pour définir un mot de passe pour votre compte ${siteName}, saisissez ce code sur la page qui le demande\u00a0:

${code}

Il est valable jusqu’au ${until}. Si vous ne l’avez pas demandé, ne donnez le code à personne et vérifiez votre compte.
`,
  },
}
