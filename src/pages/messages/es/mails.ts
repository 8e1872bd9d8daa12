import { formatMoment } from '../../moments.js'
import type { MailDetails, Messages } from '../messages.js'

const when = (details: MailDetails): string => formatMoment(details.when, 'es')

export const mails: Messages['mails'] = {
  linked: {
    subject: ({ siteName }) => `Su cuenta en ${siteName} ya está vinculada a una cuenta de Amazon`,
    body: (details) => `Hola:

El ${when(details)} se vinculó una cuenta de Amazon a su cuenta en ${details.siteName}. Ahora puede iniciar sesión con Login with Amazon.

¿Ha sido usted? Entonces no tiene que hacer nada.

Si no ha sido usted, elimine aquí la vinculación y cambie su contraseña:
${details.settingsUrl}
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
}
