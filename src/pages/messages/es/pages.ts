import type { Messages } from '../messages.js'

export const common: Messages['common'] = {
  problemPrefix: 'Problema: ',
  problemHeading: 'Revise lo siguiente',
  amazonAccount: 'Cuenta de Amazon',
  accountAt: (site) => `Cuenta en ${site}`,
  noName: 'Sin nombre indicado',
  email: 'Correo electrónico',
  password: 'Contraseña',
  passwordFor: (site) => `Su contraseña para ${site}`,
  passwordStaysHere: (site) => `No es la de Amazon. Solo se envía a ${site}.`,
  forgotPassword: '¿Ha olvidado su contraseña?',
  useAnotherAmazonAccount: 'Usar otra cuenta de Amazon',
  useAnotherAmazonAccountHelp: 'Si Amazon no le pregunta con qué cuenta, cierre antes la sesión en Amazon.',
  otherWays: 'Otras opciones',
  tryAgainIn: (duration) => `Podrá volver a intentarlo dentro de ${duration}.`,
  betweenSentences: ' ',
}

export const link: Messages['link'] = {
  title: 'Ya tiene una cuenta',
  askTitle: 'Vincular su cuenta',
  located: (site) =>
    `Hay una cuenta en ${site} con este correo electrónico. Demuestre que es suya para vincular las dos.`,
  ask: (site) => `Introduzca el correo electrónico y la contraseña de su cuenta en ${site}.`,
  askMismatch: 'El correo electrónico o la contraseña no son correctos. Revise ambos.',
  why: 'Solo tendrá que hacerlo una vez. Después podrá iniciar sesión con Login with Amazon.',
  submit: 'Vincular e iniciar sesión',
  signInPage: (site) => `Ir a la página de inicio de sesión de ${site}`,
  signInPageHelp: 'Para llaves de acceso, códigos y otras formas de iniciar sesión.',
  notMine: 'Esta cuenta no es mía',
  notMineHelp: 'A continuación podrá crear una cuenta nueva.',
  newAccount: 'Crear una cuenta nueva',
  neutral: (site) =>
    `Esta cuenta de Amazon aún no está conectada a ninguna cuenta de ${site}. Conecte una que ya tenga o cree una nueva.`,
  mail: 'Enviarme un código por correo',
  mailHelp: 'Para una cuenta sin contraseña. El correo se envía a la dirección confirmada de la cuenta.',
  mailSent:
    'Si una cuenta sin contraseña tiene esta dirección, hay un correo con un código en camino. El código sirve una sola vez y solo en este navegador.',
  mailAgain: 'Enviar otro correo',
  code: 'Código del correo',
  codeHelp: 'Diez letras y números. Da igual mayúsculas o minúsculas.',
  codeSubmit: 'Conectar e iniciar sesión',
}

export const register: Messages['register'] = {
  title: 'Solo falta un paso',
  intro: (site) => `Revise sus datos y su cuenta en ${site} estará lista.`,
  submit: 'Crear cuenta',
  haveAccount: 'Ya tengo una cuenta',
  optional: '(opcional)',
  name: 'Nombre',
  username: 'Nombre de usuario',
  postalCode: 'Código postal',
  choose: 'Elija una opción',
  fieldProblems: {
    required: 'Rellene este campo.',
    taken: 'Ya hay una cuenta con este dato. Si es suya, elija «Ya tengo una cuenta».',
    invalid: 'Esto no parece correcto. Revíselo, por favor.',
    incomplete: 'Indique su nombre y sus apellidos.',
  },
  colon: ': ',
  codeSent: (address) =>
    `Hemos enviado un correo a ${address}. Si contiene un código, escríbalo aquí para confirmar su dirección. Si no, el correo explica cómo seguir.`,
  codeAgain: 'Enviar otro correo',
}

export const confirm: Messages['confirm'] = {
  linkTitle: '¿Vincular esta cuenta de Amazon?',
  linkIntro: (site) => `Ha iniciado sesión en ${site} y ha pedido vincular una cuenta de Amazon.`,
  linkEffect: (site) =>
    `Quien pueda entrar en esta cuenta de Amazon podrá abrir también su cuenta en ${site}.`,
  linkMine: 'Sí, es mi cuenta de Amazon',
  linkSubmit: 'Vincular esta cuenta de Amazon',
  linkDecline: 'No vincular',
  switchTitle: '¿Cambiar a otra cuenta?',
  switchIntro: (site) =>
    `Esta cuenta de Amazon pertenece a otra cuenta en ${site}, distinta de la que tiene la sesión iniciada.`,
  switchEffect: 'Si cambia, antes se cerrará la sesión de la cuenta actual.',
  switchSubmit: 'Cambiar de cuenta',
  switchDecline: 'Seguir con la cuenta actual',
  signedInHere: (site) => `Sesión iniciada en ${site}`,
  askPassword: 'Inició sesión hace un rato. Introduzca su contraseña una vez más.',
}

export const connections: Messages['connections'] = {
  title: 'Login with Amazon',
  intro: (site) => `La cuenta de Amazon con la que puede iniciar sesión en ${site}.`,
  linkedAt: 'Vinculada el',
  lastUsedAt: 'Último uso',
  notKnown: 'Se desconoce',
  remove: 'Eliminar esta vinculación',
  removeHelp: (site) =>
    `Su cuenta en ${site} se conserva. Ya no podrá iniciar sesión con esta cuenta de Amazon.`,
  empty: 'No hay ninguna cuenta de Amazon vinculada',
  emptyHelp: (site) => `Vincule una y podrá iniciar sesión en ${site} sin otra contraseña.`,
  signOut: (site) =>
    `Cerrar la sesión en ${site} no la cierra en Amazon. En un equipo compartido, ciérrela también en Amazon.`,
  notices: {
    linked: 'Su cuenta de Amazon está vinculada.',
    unlinked: 'Se ha eliminado la vinculación con Amazon.',
    'password-set': 'Su contraseña está establecida.',
  },
  otherEmail: 'Su cuenta de Amazon muestra otra dirección de correo:',
  changeEmail: 'Cambiar la dirección también aquí',
  setPassword: 'Establecer una contraseña',
  setPasswordHelp: (site) =>
    `Con una contraseña también puede iniciar sesión en ${site} sin Amazon. Primero enviamos un código a su dirección de correo.`,
  setPasswordSend: 'Enviarme un código',
  setPasswordSubmit: 'Establecer contraseña',
  newPassword: (site) => `Nueva contraseña para ${site}`,
  signInAgain: 'Inició sesión hace un rato. Inicie sesión con Amazon una vez más y después vuelva aquí.',
}

export const undo: Messages['undo'] = {
  title: '¿No fue usted?',
  intro: (site) => `Una cuenta de Amazon se conectó a su cuenta de ${site}.`,
  effect: 'Si continúa, se elimina la conexión y se cierra la sesión en todos los dispositivos.',
  submit: 'Eliminar la conexión',
  doneTitle: 'La conexión está eliminada',
  done: (site) =>
    `Nadie puede abrir ya su cuenta de ${site} con esa cuenta de Amazon. Cambie ahora su contraseña.`,
}

export const device: Messages['device'] = {
  title: 'Continuar para tu dispositivo',
  intro: (site) =>
    `Tu televisor o tu aplicación muestra un código. Escríbelo aquí y luego inicia sesión con la misma cuenta de Amazon. Así se conecta tu cuenta en ${site}.`,
  code: 'Código de tu dispositivo',
  codeHelp: 'Ocho letras y cifras. Da igual usar mayúsculas o minúsculas.',
  warning: 'Escribe solo un código que muestre tu propio dispositivo, nunca uno que te haya enviado alguien.',
  doneTitle: 'Eso es todo',
  done: 'Tu dispositivo continúa solo en un momento. Puedes cerrar esta página.',
}

export const other: Messages['other'] = {
  startTitle: (site) => `Iniciar sesión en ${site}`,
  startIntro: (site) => `Use su cuenta de Amazon para iniciar sesión en ${site} o para crear una cuenta.`,
  continueTitle: 'Un momento: vamos a Amazon',
  continueIntro: 'Le estamos llevando a Amazon. Si no ocurre nada, use el enlace.',
  continueLink: 'Continuar a Amazon',
  onwardTitle: 'Un momento',
  onwardIntro: 'Le estamos llevando a la página siguiente. Si no ocurre nada, use el enlace.',
  onwardLink: 'Continuar',
  tryAgain: 'Volver a intentarlo',
  signIn: (site) => `Iniciar sesión en ${site}`,
  goHome: (site) => `Volver a ${site}`,
  reference: 'Referencia:',
  noAnswer: {
    title: 'Sin conexión',
    happened: 'No hubo respuesta, así que no es seguro que su último paso haya llegado.',
    next: 'Compruebe su conexión y vuelva a intentarlo.',
  },
}

export const buttonHints: Messages['buttonHints'] = {
  'sign-in': 'Inicie sesión con su cuenta de Amazon, sin necesidad de otra contraseña.',
  register: 'Cree su cuenta con el nombre y el correo electrónico que tiene en Amazon.',
  checkout: 'Inicie sesión con su cuenta de Amazon y continúe con su pedido.',
  link: 'Vincule su cuenta de Amazon para iniciar sesión con ella la próxima vez.',
}

export const passwordResetNote: Messages['passwordResetNote'] = {
  signedInWithAmazon: (site) =>
    `Ha iniciado sesión con Amazon. La contraseña de Amazon se cambia en Amazon, no aquí. La contraseña que defina aquí solo sirve para ${site}.`,
  anyone: (site) =>
    `¿Inicia sesión en ${site} con Amazon? Entonces no necesita contraseña aquí. Si ha olvidado la de Amazon, restablézcala en Amazon.`,
  inMail: (site) =>
    `Usted inicia sesión en ${site} con Amazon, por eso esta cuenta no tiene contraseña aquí. Si olvidó su contraseña de Amazon, restablézcala en Amazon.`,
}
