import type { Messages } from '../messages.js'

const beginAgain = 'Empiece de nuevo con Login with Amazon.'

export const refusals: Messages['refusals'] = {
  'authorization-declined': {
    title: 'No ha iniciado sesión',
    happened: 'Ha elegido no compartir sus datos de Amazon, así que no se ha cambiado nada.',
    next: 'Puede volver a intentarlo cuando quiera o iniciar sesión de otra forma.',
  },
  'authorization-failed': {
    title: 'Amazon no ha iniciado su sesión',
    happened: 'Amazon le ha enviado de vuelta sin iniciar su sesión.',
    next: 'Vuelva a intentarlo. Si ocurre otra vez, inicie sesión de otra forma.',
  },
  'code-rejected': {
    title: 'Este inicio de sesión ya se ha usado',
    happened:
      'La respuesta de Amazon sirve una sola vez y durante poco tiempo. Esto ocurre al recargar la página o al volver atrás.',
    next: beginAgain,
  },
  'token-rejected': {
    title: 'Amazon ya no responde por este inicio de sesión',
    happened: 'El token de acceso que envió la aplicación ha caducado, se ha retirado o no es de Amazon.',
    next: 'Vuelve a iniciar sesión en Amazon desde la aplicación.',
  },
  'token-of-another-client': {
    title: 'Este inicio de sesión es de otra aplicación',
    happened: 'Amazon dio el token de acceso a otra aplicación, así que aquí no se usa.',
    next: 'Inicia sesión con Amazon en esta aplicación.',
  },
  'device-code-wrong': {
    title: 'El código no corresponde a esta cuenta de Amazon',
    happened: 'El código se mostró para otra cuenta de Amazon, es demasiado antiguo o está mal escrito.',
    next: 'Vuelve a mirar tu dispositivo e inicia sesión con la misma cuenta de Amazon.',
  },
  'device-code-expired': {
    title: 'El código ha caducado',
    happened: 'Nadie usó el código a tiempo.',
    next: 'Empieza de nuevo en tu dispositivo para obtener otro código.',
  },
  'transaction-missing': {
    title: 'No encontramos su inicio de sesión',
    happened: 'El inicio de sesión no empezó en este navegador, o el navegador no guarda cookies.',
    next: 'Empiece de nuevo en este navegador y permita las cookies de este sitio.',
  },
  'transaction-unknown': {
    title: 'Este inicio de sesión no coincide',
    happened: 'La respuesta de Amazon no corresponde a ningún inicio de sesión de este navegador.',
    next: beginAgain,
  },
  'transaction-expired': {
    title: 'El inicio de sesión ha tardado demasiado',
    happened: 'Por su seguridad, hay que terminar de iniciar sesión en pocos minutos.',
    next: beginAgain,
  },
  'session-changed': {
    title: 'Su sesión ha cambiado',
    happened:
      'Mientras tanto, alguien ha iniciado o cerrado sesión en este navegador, así que no se ha vinculado nada.',
    next: 'Inicie sesión en la cuenta que quiere vincular y empiece de nuevo.',
  },
  'already-signed-in': {
    title: 'Hay otra cuenta con la sesión iniciada',
    happened: 'Esta cuenta de Amazon no está vinculada a la cuenta que tiene aquí la sesión iniciada.',
    next: 'Para vincularla, abra los ajustes de su cuenta. Para usar otra cuenta, cierre antes la sesión.',
  },
  'linked-to-another-account': {
    title: 'Esta cuenta de Amazon ya está en uso',
    happened: 'Esta cuenta de Amazon ya está vinculada a otra cuenta. No se ha cambiado nada.',
    next: 'Inicie sesión con Amazon para abrir esa otra cuenta, o use otra cuenta de Amazon.',
  },
  'account-has-another-link': {
    title: 'Hay otra cuenta de Amazon vinculada',
    happened: 'Su cuenta ya está vinculada a otra cuenta de Amazon.',
    next: 'Inicie sesión con esa cuenta de Amazon, o elimine antes la vinculación en los ajustes de su cuenta.',
  },
  'already-linked': {
    title: 'Ya está vinculada',
    happened: 'Esta cuenta de Amazon está vinculada a su cuenta. No tiene que hacer nada más.',
    next: 'La próxima vez, inicie sesión con Login with Amazon.',
  },
  'account-disabled': {
    title: 'Esta cuenta está bloqueada',
    happened: 'Esta cuenta no se puede usar en este momento.',
    next: 'Póngase en contacto con el servicio de atención al cliente.',
  },
  'account-gone': {
    title: 'La cuenta ya no existe',
    happened: 'La cuenta que quería usar se ha eliminado.',
    next: 'Empiece de nuevo para crear una cuenta.',
  },
  'account-refused': {
    title: 'Ahora no puede iniciar sesión',
    happened: 'En este momento no se permite iniciar sesión con esta cuenta.',
    next: 'Póngase en contacto con el servicio de atención al cliente.',
  },
  'account-ambiguous': {
    title: 'No podemos saber cuál es su cuenta',
    happened: 'El correo electrónico y la contraseña no corresponden a una única cuenta.',
    next: 'Inicie sesión como de costumbre y vincule después Amazon en los ajustes de su cuenta.',
  },
  'registration-closed': {
    title: 'No se admiten cuentas nuevas',
    happened:
      'Ninguna cuenta está vinculada a esta cuenta de Amazon, y en este momento no se pueden crear cuentas nuevas.',
    next: 'Si tiene una cuenta, inicie sesión como de costumbre y vincule Amazon en los ajustes.',
  },
  'sign-in-required': {
    title: 'Primero inicie sesión',
    happened: 'Esta página es para quienes han iniciado sesión.',
    next: 'Inicie sesión y vuelva aquí.',
  },
  'reauthentication-required': {
    title: 'Confirme su identidad',
    happened: 'Inició sesión hace un rato, y este cambio requiere que lo haga de nuevo.',
    next: 'Introduzca su contraseña o vuelva a iniciar sesión.',
  },
  'wrong-password': {
    title: 'No coincide',
    happened: 'La contraseña no es la de esta cuenta.',
    next: 'Use su contraseña de este sitio, no la de Amazon.',
  },
  'password-missing': {
    title: 'Falta la contraseña',
    happened: 'Introduzca su contraseña.',
    next: '',
  },
  'password-locked': {
    title: 'La contraseña está bloqueada por ahora',
    happened:
      'Ha habido demasiados intentos fallidos, así que esta cuenta no acepta su contraseña en este momento.',
    next: 'Espere un rato o cree una contraseña nueva con «¿Ha olvidado su contraseña?».',
  },
  'code-wrong': {
    title: 'Este código no sirve',
    happened: 'El código no es correcto, ya se usó o es de otro navegador.',
    next: 'Mire el último correo o pida otro.',
  },
  'undo-expired': {
    title: 'No queda nada que deshacer',
    happened: 'Este enlace ya se usó, es demasiado antiguo o la conexión ya no existe.',
    next: 'Mire en sus ajustes cómo inicia sesión y, en caso de duda, cambie su contraseña.',
  },
  'password-exists': {
    title: 'Ya tiene una contraseña',
    happened: 'Esta cuenta tiene contraseña, así que esta página no puede establecer una.',
    next: 'Cámbiela en los ajustes de su cuenta.',
  },
  'too-many-attempts': {
    title: 'Demasiados intentos',
    happened: 'Para proteger las cuentas, limitamos el número de intentos.',
    next: 'Espere un poco antes de volver a intentarlo.',
  },
  'ticket-missing': {
    title: 'Hemos perdido la pista de su inicio de sesión',
    happened:
      'No hay ningún inicio de sesión pendiente en este navegador. Quizá ya ha terminado, o las cookies están desactivadas.',
    next: beginAgain,
  },
  'ticket-expired': {
    title: 'El inicio de sesión ha tardado demasiado',
    happened: 'Por su seguridad, este paso solo está abierto durante poco tiempo.',
    next: beginAgain,
  },
  'ticket-used': {
    title: 'Este paso ya está hecho',
    happened: 'Ya completó este inicio de sesión, quizá en otra pestaña.',
    next: 'Si no ha iniciado sesión, empiece de nuevo con Login with Amazon.',
  },
  'ticket-mismatch': {
    title: 'Esta página ya no está actualizada',
    happened: 'El inicio de sesión continuó en otro sitio, quizá en otra pestaña.',
    next: beginAgain,
  },
  declined: {
    title: 'No se ha vinculado nada',
    happened: 'Ha elegido no continuar, así que no se ha cambiado nada.',
    next: 'Puede empezar de nuevo cuando quiera o iniciar sesión de otra forma.',
  },
  'not-linked': {
    title: 'No hay ninguna cuenta de Amazon vinculada',
    happened: 'No hay ninguna vinculación que eliminar. Quizá ya se ha eliminado.',
    next: '',
  },
  'last-way-to-sign-in': {
    title: 'Es su única forma de iniciar sesión',
    happened: 'Sin ella ya no podría abrir su cuenta, así que todavía no se puede eliminar.',
    next: 'Cree primero una contraseña para su cuenta. Después podrá eliminar la vinculación.',
  },
  'cross-site-request': {
    title: 'Hágalo en nuestras propias páginas',
    happened: 'La solicitud venía de otro sitio web, así que no la hemos realizado.',
    next: 'Si la hizo usted, empiece de nuevo aquí.',
  },
  'csrf-token-invalid': {
    title: 'Esta página ya no está actualizada',
    happened: 'El formulario ya no corresponde a su inicio de sesión, así que no se ha cambiado nada.',
    next: 'Vuelva atrás, recargue la página e inténtelo de nuevo.',
  },
  'malformed-request': {
    title: 'No hemos podido leerlo',
    happened: 'La solicitud estaba incompleta, así que no se ha cambiado nada.',
    next: 'Empiece de nuevo.',
  },
  'unsupported-content-type': {
    title: 'No hemos podido leerlo',
    happened: 'La solicitud llegó en un formato que no aceptamos.',
    next: 'Empiece de nuevo y use el formulario de la página.',
  },
  'body-too-large': {
    title: 'Era demasiado texto',
    happened: 'El formulario contiene más texto del que aceptamos.',
    next: 'Vuelva atrás y acorte lo que ha escrito.',
  },
  'method-not-allowed': {
    title: 'Esta dirección no es una página',
    happened: 'La dirección solo funciona desde un botón o un formulario.',
    next: 'Empiece de nuevo desde nuestras propias páginas.',
  },
  'route-unknown': {
    title: 'Aquí no hay ninguna página',
    happened: 'Puede que la dirección esté mal escrita o ya no exista.',
    next: 'Empiece de nuevo desde nuestras propias páginas.',
  },
  'try-again': {
    title: 'Vuelva a intentarlo',
    happened: 'Se estaba cambiando otra cosa en ese mismo momento, así que no se ha hecho nada.',
    next: 'Normalmente basta con intentarlo una vez más.',
  },
}
