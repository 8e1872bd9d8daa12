import type { Messages } from '../messages.js'

export const common: Messages['common'] = {
  problemPrefix: 'Problema: ',
  problemHeading: 'Controlli questi dati',
  amazonAccount: 'Account Amazon',
  accountAt: (site) => `Account su ${site}`,
  noName: 'Nessun nome indicato',
  email: 'Indirizzo e-mail',
  password: 'Password',
  passwordFor: (site) => `La Sua password per ${site}`,
  passwordStaysHere: (site) => `Non quella di Amazon. Viene inviata solo a ${site}.`,
  forgotPassword: 'Ha dimenticato la password?',
  useAnotherAmazonAccount: 'Usa un altro account Amazon',
  useAnotherAmazonAccountHelp: 'Se Amazon non Le chiede quale account usare, esca prima da Amazon.',
  otherWays: 'Altre possibilità',
  tryAgainIn: (duration) => `Potrà riprovare tra ${duration}.`,
  betweenSentences: ' ',
}

export const link: Messages['link'] = {
  title: 'Ha già un account',
  askTitle: 'Collega il Suo account',
  located: (site) =>
    `Su ${site} esiste già un account con questo indirizzo e-mail. Dimostri che è Suo per collegare i due.`,
  ask: (site) => `Inserisca l’indirizzo e-mail e la password del Suo account su ${site}.`,
  askMismatch: 'L’indirizzo e-mail o la password non sono corretti. Li controlli entrambi.',
  why: 'Basta farlo una volta. In seguito accederà con Login with Amazon.',
  submit: 'Collega e accedi',
  signInPage: (site) => `Vai alla pagina di accesso di ${site}`,
  signInPageHelp: 'Per passkey, codici e altri modi di accedere.',
  notMine: 'Questo account non è mio',
  notMineHelp: 'Potrà poi creare un nuovo account.',
  newAccount: 'Crea invece un nuovo account',
  neutral: (site) =>
    `Questo account Amazon non è ancora collegato a un account ${site}. Collegane uno che hai già o creane uno nuovo.`,
  mail: 'Inviami un codice via e-mail',
  mailHelp: 'Per un account senza password. L’e-mail va all’indirizzo confermato dell’account.',
  mailSent:
    'Se un account senza password ha questo indirizzo, un’e-mail con un codice è in arrivo. Il codice vale una sola volta e solo in questo browser.',
  mailAgain: 'Invia un’altra e-mail',
  code: 'Codice ricevuto via e-mail',
  codeHelp: 'Dieci lettere e cifre, maiuscole o minuscole.',
  codeSubmit: 'Collega e accedi',
}

export const register: Messages['register'] = {
  title: 'Ancora un passaggio',
  intro: (site) => `Controlli i Suoi dati e il Suo account su ${site} sarà pronto.`,
  submit: 'Crea account',
  haveAccount: 'Ho già un account',
  optional: '(facoltativo)',
  name: 'Nome',
  username: 'Nome utente',
  postalCode: 'Codice postale',
  choose: 'Scelga un’opzione',
  fieldProblems: {
    required: 'Compili questo campo.',
    taken: 'Esiste già un account con questo dato. Se è Suo, scelga «Ho già un account».',
    invalid: 'Il dato non sembra corretto. Lo controlli, per favore.',
    incomplete: 'Indichi sia il nome sia il cognome.',
  },
  colon: ': ',
  codeSent: (address) =>
    `Abbiamo inviato un’e-mail a ${address}. Se contiene un codice, inseriscilo qui per confermare il tuo indirizzo. Altrimenti l’e-mail spiega come continuare.`,
  codeAgain: 'Invia un’altra e-mail',
}

export const confirm: Messages['confirm'] = {
  linkTitle: 'Collegare questo account Amazon?',
  linkIntro: (site) => `Ha effettuato l’accesso a ${site} e ha chiesto di collegare un account Amazon.`,
  linkEffect: (site) =>
    `Chi può accedere a questo account Amazon potrà aprire anche il Suo account su ${site}.`,
  linkMine: 'Sì, questo è il mio account Amazon',
  linkSubmit: 'Collega questo account Amazon',
  linkDecline: 'Non collegare',
  switchTitle: 'Passare a un altro account?',
  switchIntro: (site) =>
    `Questo account Amazon appartiene a un account su ${site} diverso da quello con cui ha effettuato l’accesso.`,
  switchEffect: 'Se cambia, prima verrà chiusa la sessione dell’account attuale.',
  switchSubmit: 'Cambia account',
  switchDecline: 'Mantieni l’account attuale',
  signedInHere: (site) => `Accesso effettuato su ${site}`,
  askPassword: 'È passato un po’ di tempo dall’accesso. Inserisca di nuovo la password.',
}

export const connections: Messages['connections'] = {
  title: 'Login with Amazon',
  intro: (site) => `L’account Amazon con cui può accedere a ${site}.`,
  linkedAt: 'Collegato il',
  lastUsedAt: 'Ultimo utilizzo',
  notKnown: 'Non disponibile',
  remove: 'Rimuovi questo collegamento',
  removeHelp: (site) =>
    `Il Suo account su ${site} resta attivo. Con questo account Amazon non potrà più accedere.`,
  empty: 'Nessun account Amazon collegato',
  emptyHelp: (site) => `Ne colleghi uno per accedere a ${site} senza un’altra password.`,
  signOut: (site) =>
    `Uscire da ${site} non La fa uscire da Amazon. Su un computer condiviso, esca anche da Amazon.`,
  notices: {
    linked: 'Il Suo account Amazon è collegato.',
    unlinked: 'Il collegamento con Amazon è stato rimosso.',
    'password-set': 'La tua password è impostata.',
  },
  otherEmail: 'Il tuo account Amazon mostra un altro indirizzo e-mail:',
  changeEmail: 'Cambia l’indirizzo anche qui',
  setPassword: 'Imposta una password',
  setPasswordHelp: (site) =>
    `Con una password puoi accedere a ${site} anche senza Amazon. Prima inviamo un codice al tuo indirizzo e-mail.`,
  setPasswordSend: 'Inviami un codice',
  setPasswordSubmit: 'Imposta la password',
  newPassword: (site) => `Nuova password per ${site}`,
  signInAgain: 'Hai effettuato l’accesso da un po’. Accedi ancora una volta con Amazon, poi torna qui.',
}

export const undo: Messages['undo'] = {
  title: 'Non sei stato tu?',
  intro: (site) => `Un account Amazon è stato collegato al tuo account ${site}.`,
  effect: 'Se continui, il collegamento viene rimosso e ogni dispositivo viene disconnesso.',
  submit: 'Rimuovi il collegamento',
  doneTitle: 'Il collegamento è rimosso',
  done: (site) =>
    `Con quell’account Amazon nessuno può più aprire il tuo account ${site}. Cambia ora la tua password.`,
}

export const device: Messages['device'] = {
  title: 'Continua per il tuo dispositivo',
  intro: (site) =>
    `La TV o l’app mostra un codice. Scrivilo qui, poi accedi con lo stesso account Amazon. Il tuo account su ${site} viene così collegato.`,
  code: 'Codice sul dispositivo',
  codeHelp: 'Otto lettere e cifre. Maiuscole e minuscole sono uguali.',
  warning: 'Scrivi solo un codice mostrato dal tuo dispositivo, mai uno che ti ha mandato qualcuno.',
  doneTitle: 'È tutto',
  done: 'Il dispositivo continua da solo tra un momento. Puoi chiudere questa pagina.',
}

export const other: Messages['other'] = {
  startTitle: (site) => `Accedi a ${site}`,
  startIntro: (site) => `Usi il Suo account Amazon per accedere a ${site} o per creare un account.`,
  continueTitle: 'Si va su Amazon',
  continueIntro: 'La stiamo portando su Amazon. Se non succede nulla, usi il link.',
  continueLink: 'Continua su Amazon',
  onwardTitle: 'Un momento',
  onwardIntro: 'La stiamo portando alla pagina successiva. Se non succede nulla, usi il link.',
  onwardLink: 'Continua',
  tryAgain: 'Riprova',
  signIn: (site) => `Accedi a ${site}`,
  goHome: (site) => `Torna a ${site}`,
  reference: 'Riferimento:',
  noAnswer: {
    title: 'Nessuna connessione',
    happened: 'Non è arrivata alcuna risposta: non è certo che l’ultimo passaggio sia andato a buon fine.',
    next: 'Controlli la connessione e riprovi.',
  },
}

export const buttonHints: Messages['buttonHints'] = {
  'sign-in': 'Acceda con il Suo account Amazon: non serve una nuova password.',
  register: 'Crei il Suo account con il nome e l’indirizzo e-mail che ha su Amazon.',
  checkout: 'Acceda con il Suo account Amazon, poi prosegua con l’ordine.',
  link: 'Colleghi il Suo account Amazon per usarlo al prossimo accesso.',
}

export const passwordResetNote: Messages['passwordResetNote'] = {
  signedInWithAmazon: (site) =>
    `Ha effettuato l’accesso con Amazon. La password di Amazon si cambia su Amazon, non qui. Una password impostata qui vale solo per ${site}.`,
  anyone: (site) =>
    `Accede a ${site} con Amazon? Allora qui non Le serve una password. Se ha dimenticato quella di Amazon, la reimposti su Amazon.`,
  inMail: (site) =>
    `Accedi a ${site} con Amazon, quindi questo account non ha una password qui. Se hai dimenticato la password di Amazon, reimpostala su Amazon.`,
}
