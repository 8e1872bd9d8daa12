import { formatMoment } from '../../moments.js'
import type { MailDetails, Messages } from '../messages.js'

const when = ({ when: moment, place }: MailDetails): string =>
  place === null ? formatMoment(moment, 'es') : `${formatMoment(moment, 'es')} (desde ${place})`

export const mails: Messages['mails'] = {
  linked: {
    subject: ({ siteName }) => `Su cuenta en ${siteName} ya está vinculada a una cuenta de Amazon`,
    body: (details) => `Hola:

El ${when(details)} se vinculó una cuenta de Amazon a su cuenta en ${details.siteName}. Ahora puede iniciar sesión con Login with Amazon.

¿Ha sido usted? Entonces no tiene que hacer nada.

Si no ha sido usted, elimine aquí la vinculación y cambie su contraseña:
${details.undoUrl ?? details.settingsUrl}
`,
  },
  unlinked: {
    subject: ({ siteName }) => `Su cuenta en ${siteName} ya no está vinculada a Amazon`,
    body: (details) => `Hola:

El ${when(details)} se eliminó la vinculación entre su cuenta en ${details.siteName} y Amazon. Ya no puede iniciar sesión con Login with Amazon.

¿Ha sido usted? Entonces no tiene que hacer nada.

Si no ha sido usted, cambie su contraseña y revise aquí sus ajustes:
${details.settingsUrl}
`,
  },
  signedUp: {
    subject: ({ siteName }) => `Le damos la bienvenida a ${siteName}`,
    body: (details) => `Hola:

El ${when(details)} se creó con Login with Amazon una cuenta en ${details.siteName} para este correo electrónico.

Aquí puede ver y cambiar cómo inicia sesión:
${details.settingsUrl}

Si no ha sido usted, díganoslo, por favor.
`,
  },
  passwordSet: {
    subject: ({ siteName }) => `Se estableció una contraseña para su cuenta de ${siteName}`,
    body: (details) => `Hola:

el ${when(details)} se estableció una contraseña para su cuenta de ${details.siteName}. Ahora puede iniciar sesión con ella y, como antes, con Amazon.

Si no fue usted, cambie la contraseña y revise sus ajustes aquí:
${details.settingsUrl}
`,
  },
  existing: {
    subject: ({ siteName }) => `Ya tiene una cuenta en ${siteName}`,
    body: (details) => `Hola:

el ${when(details)} alguien quiso crear una cuenta en ${details.siteName} con esta dirección de correo. Ya tiene una, así que no se creó otra.

¿Fue usted? Entonces inicie sesión como siempre. Para iniciar sesión con Amazon a partir de ahora, conéctelo aquí:
${details.settingsUrl}

Si no fue usted, no tiene que hacer nada.
`,
  },
}

export const codeMails: Messages['codeMails'] = {
  proof: {
    subject: ({ siteName }) => `Su código para ${siteName}`,
    body: ({ siteName, code, until, url }) => `Hola:

alguien, esperamos que usted, quiere conectar una cuenta de Amazon a su cuenta de ${siteName}. El código es

${code}

Sirve una sola vez, hasta el ${until}, en el navegador que lo pidió. Escríbalo allí o abra esta dirección en ese navegador:
${url}

Si no fue usted, no dé el código a nadie. Sin él no ocurre nada.
`,
  },
  registration: {
    subject: ({ siteName }) => `Su código para ${siteName}`,
    body: ({ siteName, code, until }) => `Hola:

para crear su cuenta en ${siteName}, escriba este código en la página que lo pide:

${code}

Sirve hasta el ${until}. Si no pidió una cuenta, no tiene que hacer nada.
`,
  },
  setPassword: {
    subject: ({ siteName }) => `Su código para ${siteName}`,
    body: ({ siteName, code, until }) => `Hola:

para establecer una contraseña para su cuenta de ${siteName}, escriba este código en la página que lo pide:

${code}

Sirve hasta el ${until}. Si no lo pidió, no dé el código a nadie y revise su cuenta.
`,
  },
}
