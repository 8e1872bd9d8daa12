import type { Messages } from '../messages.js'

const amazonFault = 'Vuelva a intentarlo dentro de unos minutos o inicie sesión de otra forma.'
const setUpFault = 'Inicie sesión de otra forma y, si puede, avísenos.'
const ownFault = 'Vuelva a intentarlo dentro de unos minutos.'

export const failures: Messages['failures'] = {
  'amazon-unreachable': {
    title: 'No podemos conectar con Amazon',
    happened: 'En este momento no hay conexión con Amazon. No se ha cambiado nada.',
    next: amazonFault,
  },
  'amazon-timeout': {
    title: 'Amazon no responde',
    happened: 'Amazon ha tardado demasiado y hemos dejado de esperar. No se ha cambiado nada.',
    next: amazonFault,
  },
  'amazon-unavailable': {
    title: 'Amazon está saturado',
    happened: 'Login with Amazon no está disponible en este momento. No se ha cambiado nada.',
    next: amazonFault,
  },
  'amazon-answer-invalid': {
    title: 'La respuesta de Amazon no era clara',
    happened: 'No hemos podido leer lo que ha enviado Amazon, así que no se ha iniciado ninguna sesión.',
    next: amazonFault,
  },
  'amazon-client-rejected': {
    title: 'Login with Amazon no está bien configurado',
    happened: 'Amazon no acepta este sitio en este momento. Usted no ha hecho nada mal.',
    next: setUpFault,
  },
  'amazon-token-rejected': {
    title: 'Amazon no ha confirmado su inicio de sesión',
    happened:
      'Amazon no ha aceptado el inicio de sesión que acababa de conceder. No se ha iniciado ninguna sesión.',
    next: amazonFault,
  },
  'amazon-scope-insufficient': {
    title: 'Amazon no ha compartido lo suficiente',
    happened: 'Amazon no nos ha permitido saber quién es usted.',
    next: 'Vuelva a intentarlo y permita compartir los datos, o inicie sesión de otra forma.',
  },
  'amazon-profile-invalid': {
    title: 'Amazon no ha indicado quién es usted',
    happened: 'La respuesta de Amazon no contiene ninguna cuenta que podamos usar.',
    next: amazonFault,
  },
  'amazon-profile-legacy': {
    title: 'Login with Amazon no está bien configurado',
    happened: 'Amazon ha respondido en un formato antiguo. Usted no ha hecho nada mal.',
    next: setUpFault,
  },
  'amazon-audience-mismatch': {
    title: 'Este inicio de sesión es para otra aplicación',
    happened: 'Amazon concedió este inicio de sesión a otra aplicación, así que no lo hemos aceptado.',
    next: 'Empiece de nuevo desde nuestras propias páginas.',
  },
  'host-failed': {
    title: 'No se ha podido abrir su cuenta',
    happened: 'Algo ha fallado por nuestra parte.',
    next: ownFault,
  },
  'session-failed': {
    title: 'No hemos podido iniciar su sesión',
    happened: 'Algo ha fallado por nuestra parte al iniciar su sesión.',
    next: ownFault,
  },
  'store-failed': {
    title: 'No se ha podido guardar',
    happened: 'Algo ha fallado por nuestra parte.',
    next: ownFault,
  },
  'mail-failed': {
    title: 'No se pudo enviar el correo',
    happened: 'Ahora no hemos podido enviarle un correo. No se ha cambiado nada.',
    next: 'Inténtelo de nuevo en unos minutos.',
  },
  internal: {
    title: 'Algo ha salido mal',
    happened: 'Es un fallo nuestro, no suyo.',
    next: ownFault,
  },
}
