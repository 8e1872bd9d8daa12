import { formatMoment } from '../../moments.js'
import type { MailDetails, Messages } from '../messages.js'

const when = (details: MailDetails): string => formatMoment(details.when, 'pt')

export const mails: Messages['mails'] = {
  linked: {
    subject: ({ siteName }) => `Sua conta em ${siteName} agora está vinculada a uma conta da Amazon`,
    body: (details) => `Olá,

Em ${when(details)}, uma conta da Amazon foi vinculada à sua conta em ${details.siteName}. Agora você pode entrar com Login with Amazon.

Foi você? Então não é preciso fazer nada.

Se não foi, remova o vínculo aqui e altere sua senha:
${details.settingsUrl}
`,
  },
  unlinked: {
    subject: ({ siteName }) => `Sua conta em ${siteName} não está mais vinculada à Amazon`,
    body: (details) => `Olá,

Em ${when(details)}, o vínculo entre sua conta em ${details.siteName} e a Amazon foi removido. Não é mais possível entrar com Login with Amazon.

Foi você? Então não é preciso fazer nada.

Se não foi, altere sua senha e confira aqui suas configurações:
${details.settingsUrl}
`,
  },
  signedUp: {
    subject: ({ siteName }) => `Boas-vindas a ${siteName}`,
    body: (details) => `Olá,

Em ${when(details)}, foi criada com Login with Amazon uma conta em ${details.siteName} para este e-mail.

Veja e altere aqui como você entra:
${details.settingsUrl}

Se não foi você, avise-nos, por favor.
`,
  },
}
