import { formatMoment } from '../../moments.js'
import type { MailDetails, Messages } from '../messages.js'

const when = (details: MailDetails): string => formatMoment(details.when, 'fr')

export const mails: Messages['mails'] = {
  linked: {
    subject: ({ siteName }) => `Votre compte sur ${siteName} est maintenant associé à un compte Amazon`,
    body: (details) => `Bonjour,

Le ${when(details)}, un compte Amazon a été associé à votre compte sur ${details.siteName}. Vous pouvez désormais vous connecter avec Login with Amazon.

C’était vous\u202f? Alors vous n’avez rien à faire.

Sinon, supprimez l’association ici et changez votre mot de passe\u00a0:
${details.settingsUrl}
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
}
