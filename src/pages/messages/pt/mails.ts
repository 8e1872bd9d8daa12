import { formatMoment } from '../../moments.js'
import type { MailDetails, Messages } from '../messages.js'

const when = ({ when: moment, place }: MailDetails): string =>
  place === null ? formatMoment(moment, 'pt') : `${formatMoment(moment, 'pt')} (de ${place})`

export const mails: Messages['mails'] = {
  linked: {
    subject: ({ siteName }) => `Sua conta em ${siteName} agora está vinculada a uma conta da Amazon`,
    body: (details) => `Olá,

Em ${when(details)}, uma conta da Amazon foi vinculada à sua conta em ${details.siteName}. Agora você pode entrar com Login with Amazon.

Foi você? Então não é preciso fazer nada.

Se não foi, remova o vínculo aqui e altere sua senha:
${details.undoUrl ?? details.settingsUrl}
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
  passwordSet: {
    subject: ({ siteName }) => `Uma senha foi definida para sua conta em ${siteName}`,
    body: (details) => `Olá,

em ${when(details)}, uma senha foi definida para sua conta em ${details.siteName}. Agora você pode entrar com ela e, como antes, com a Amazon.

Se não foi você, mude a senha e confira suas configurações aqui:
${details.settingsUrl}
`,
  },
  existing: {
    subject: ({ siteName }) => `Você já tem uma conta em ${siteName}`,
    body: (details) => `Olá,

em ${when(details)}, alguém quis criar uma conta em ${details.siteName} com este endereço de e-mail. Você já tem uma, por isso nenhuma nova foi criada.

Foi você? Então entre como sempre. Para entrar com a Amazon a partir de agora, conecte-a aqui:
${details.settingsUrl}

Se não foi você, não precisa fazer nada.
`,
  },
}

export const codeMails: Messages['codeMails'] = {
  proof: {
    subject: ({ siteName }) => `Seu código para ${siteName}`,
    body: ({ siteName, code, until, url }) => `Olá,

alguém, esperamos que você, quer conectar uma conta da Amazon à sua conta em ${siteName}. O código é

${code}

Ele vale uma vez, até ${until}, no navegador que o pediu. Digite-o lá ou abra este endereço nesse navegador:
${url}

Se não foi você, não dê o código a ninguém. Sem ele nada acontece.
`,
  },
  registration: {
    subject: ({ siteName }) => `Seu código para ${siteName}`,
    body: ({ siteName, code, until }) => `Olá,

para criar sua conta em ${siteName}, digite este código na página que o pede:

${code}

Ele vale até ${until}. Se você não pediu uma conta, não precisa fazer nada.
`,
  },
  setPassword: {
    subject: ({ siteName }) => `Seu código para ${siteName}`,
    body: ({ siteName, code, until }) => `Olá,

para definir uma senha para sua conta em ${siteName}, digite este código na página que o pede:

${code}

Ele vale até ${until}. Se você não o pediu, não dê o código a ninguém e confira sua conta.
`,
  },
}
