import type { Messages } from '../messages.js'

export const common: Messages['common'] = {
  problemPrefix: 'Problem: ',
  problemHeading: 'Bitte prüfen Sie das',
  amazonAccount: 'Amazon-Konto',
  accountAt: (site) => `Konto bei ${site}`,
  noName: 'Kein Name angegeben',
  email: 'E-Mail-Adresse',
  password: 'Passwort',
  passwordFor: (site) => `Ihr Passwort für ${site}`,
  passwordStaysHere: (site) => `Nicht Ihr Amazon-Passwort. Es geht nur an ${site}.`,
  forgotPassword: 'Passwort vergessen?',
  useAnotherAmazonAccount: 'Anderes Amazon-Konto verwenden',
  useAnotherAmazonAccountHelp: 'Fragt Amazon nicht nach dem Konto, melden Sie sich zuerst bei Amazon ab.',
  otherWays: 'Andere Möglichkeiten',
  tryAgainIn: (duration) => `Sie können es in ${duration} erneut versuchen.`,
  betweenSentences: ' ',
}

export const link: Messages['link'] = {
  title: 'Sie haben bereits ein Konto',
  askTitle: 'Konto verknüpfen',
  located: (site) =>
    `Zu dieser E-Mail-Adresse gibt es ein Konto bei ${site}. Zeigen Sie, dass es Ihres ist, und wir verknüpfen die beiden.`,
  ask: (site) => `Geben Sie die E-Mail-Adresse und das Passwort Ihres Kontos bei ${site} ein.`,
  askMismatch: 'Die E-Mail-Adresse oder das Passwort stimmt nicht. Bitte prüfen Sie beides.',
  why: 'Das ist nur einmal nötig. Danach melden Sie sich mit Login with Amazon an.',
  submit: 'Verknüpfen und anmelden',
  signInPage: (site) => `Zur Anmeldeseite von ${site}`,
  signInPageHelp: 'Für Passkeys, Codes und andere Arten der Anmeldung.',
  notMine: 'Das ist nicht mein Konto',
  notMineHelp: 'Sie können dann ein neues Konto anlegen.',
  newAccount: 'Stattdessen ein neues Konto anlegen',
  neutral: (site) =>
    `Dieses Amazon-Konto ist noch mit keinem Konto bei ${site} verbunden. Verbinden Sie ein vorhandenes, oder erstellen Sie ein neues.`,
  mail: 'Code per E-Mail senden',
  mailHelp: 'Für ein Konto ohne Passwort. Die E-Mail geht an die Adresse, die für das Konto bestätigt ist.',
  mailSent:
    'Wenn ein Konto ohne Passwort diese Adresse hat, ist eine E-Mail mit einem Code unterwegs. Der Code gilt einmal und nur in diesem Browser.',
  mailAgain: 'Noch eine E-Mail senden',
  code: 'Code aus der E-Mail',
  codeHelp: 'Zehn Buchstaben und Ziffern. Groß- oder Kleinschreibung ist gleich.',
  codeSubmit: 'Verbinden und anmelden',
}

export const register: Messages['register'] = {
  title: 'Nur noch ein Schritt',
  intro: (site) => `Bitte prüfen Sie Ihre Angaben. Dann ist Ihr Konto bei ${site} fertig.`,
  submit: 'Konto anlegen',
  haveAccount: 'Ich habe schon ein Konto',
  optional: '(freiwillig)',
  name: 'Name',
  username: 'Benutzername',
  postalCode: 'Postleitzahl',
  choose: 'Bitte wählen',
  fieldProblems: {
    required: 'Bitte füllen Sie dieses Feld aus.',
    taken: 'Dazu gibt es bereits ein Konto. Ist es Ihres, wählen Sie „Ich habe schon ein Konto“.',
    invalid: 'Das scheint nicht zu stimmen. Bitte prüfen Sie es.',
    incomplete: 'Bitte geben Sie Vor- und Nachnamen an.',
  },
  colon: ': ',
  codeSent: (address) =>
    `Wir haben eine E-Mail an ${address} gesendet. Enthält sie einen Code, geben Sie ihn hier ein, um Ihre Adresse zu bestätigen. Sonst steht in der E-Mail, wie es weitergeht.`,
  codeAgain: 'Noch eine E-Mail senden',
}

export const confirm: Messages['confirm'] = {
  linkTitle: 'Dieses Amazon-Konto verknüpfen?',
  linkIntro: (site) => `Sie sind bei ${site} angemeldet und möchten ein Amazon-Konto verknüpfen.`,
  linkEffect: (site) =>
    `Wer sich mit diesem Amazon-Konto anmelden kann, kann danach auch Ihr Konto bei ${site} öffnen.`,
  linkMine: 'Ja, das ist mein Amazon-Konto',
  linkSubmit: 'Dieses Amazon-Konto verknüpfen',
  linkDecline: 'Nicht verknüpfen',
  switchTitle: 'Zu einem anderen Konto wechseln?',
  switchIntro: (site) =>
    `Dieses Amazon-Konto gehört zu einem anderen Konto bei ${site} als dem, das gerade angemeldet ist.`,
  switchEffect: 'Wenn Sie wechseln, wird das jetzt angemeldete Konto zuerst abgemeldet.',
  switchSubmit: 'Konto wechseln',
  switchDecline: 'Angemeldet bleiben',
  signedInHere: (site) => `Angemeldet bei ${site}`,
  askPassword: 'Ihre Anmeldung liegt schon etwas zurück. Bitte geben Sie Ihr Passwort noch einmal ein.',
}

export const connections: Messages['connections'] = {
  title: 'Login with Amazon',
  intro: (site) => `Mit diesem Amazon-Konto können Sie sich bei ${site} anmelden.`,
  linkedAt: 'Verknüpft am',
  lastUsedAt: 'Zuletzt verwendet',
  notKnown: 'Nicht bekannt',
  remove: 'Verknüpfung entfernen',
  removeHelp: (site) =>
    `Ihr Konto bei ${site} bleibt bestehen. Mit diesem Amazon-Konto melden Sie sich dann nicht mehr an.`,
  empty: 'Kein Amazon-Konto verknüpft',
  emptyHelp: (site) => `Verknüpfen Sie eines, dann melden Sie sich bei ${site} ohne weiteres Passwort an.`,
  signOut: (site) =>
    `Wenn Sie sich bei ${site} abmelden, bleiben Sie bei Amazon angemeldet. Melden Sie sich an einem gemeinsam genutzten Computer auch bei Amazon ab.`,
  notices: {
    linked: 'Ihr Amazon-Konto ist verknüpft.',
    unlinked: 'Die Verknüpfung mit Amazon ist entfernt.',
    'password-set': 'Ihr Passwort ist gesetzt.',
  },
  otherEmail: 'Ihr Amazon-Konto zeigt eine andere E-Mail-Adresse:',
  changeEmail: 'Adresse auch hier ändern',
  setPassword: 'Passwort setzen',
  setPasswordHelp: (site) =>
    `Mit einem Passwort können Sie sich bei ${site} auch ohne Amazon anmelden. Zuerst senden wir einen Code an Ihre E-Mail-Adresse.`,
  setPasswordSend: 'Code senden',
  setPasswordSubmit: 'Passwort setzen',
  newPassword: (site) => `Neues Passwort für ${site}`,
  signInAgain:
    'Ihre Anmeldung ist eine Weile her. Bitte melden Sie sich noch einmal mit Amazon an und kommen Sie dann hierher zurück.',
}

export const undo: Messages['undo'] = {
  title: 'Das waren nicht Sie?',
  intro: (site) => `Ein Amazon-Konto wurde mit Ihrem Konto bei ${site} verbunden.`,
  effect: 'Wenn Sie fortfahren, wird die Verbindung entfernt und jedes Gerät abgemeldet.',
  submit: 'Verbindung entfernen',
  doneTitle: 'Die Verbindung ist entfernt',
  done: (site) =>
    `Mit diesem Amazon-Konto kann niemand mehr Ihr Konto bei ${site} öffnen. Ändern Sie jetzt Ihr Passwort.`,
}

export const device: Messages['device'] = {
  title: 'Weiter für Ihr Gerät',
  intro: (site) =>
    `Ihr Fernseher oder Ihre App zeigt einen Code. Geben Sie ihn hier ein und melden Sie sich dann mit demselben Amazon-Konto an wie dort. Ihr Konto bei ${site} wird damit verbunden.`,
  code: 'Code auf Ihrem Gerät',
  codeHelp: 'Acht Buchstaben und Ziffern. Groß- und Kleinschreibung ist egal.',
  warning:
    'Geben Sie nur einen Code ein, den Ihr eigenes Gerät zeigt, nie einen, den Ihnen jemand geschickt hat.',
  doneTitle: 'Das war alles',
  done: 'Ihr Gerät macht gleich von selbst weiter. Sie können diese Seite schließen.',
}

export const other: Messages['other'] = {
  startTitle: (site) => `Bei ${site} anmelden`,
  startIntro: (site) =>
    `Melden Sie sich mit Ihrem Amazon-Konto bei ${site} an, oder legen Sie damit ein Konto an.`,
  continueTitle: 'Weiter zu Amazon',
  continueIntro: 'Sie werden zu Amazon weitergeleitet. Wenn nichts geschieht, nutzen Sie den Link.',
  continueLink: 'Weiter zu Amazon',
  onwardTitle: 'Einen Moment',
  onwardIntro: 'Sie werden weitergeleitet. Wenn nichts geschieht, nutzen Sie den Link.',
  onwardLink: 'Weiter',
  tryAgain: 'Erneut versuchen',
  signIn: (site) => `Bei ${site} anmelden`,
  goHome: (site) => `Zurück zu ${site}`,
  reference: 'Kennung für Rückfragen:',
  noAnswer: {
    title: 'Keine Verbindung',
    happened: 'Es kam keine Antwort. Ob Ihr letzter Schritt angekommen ist, ist nicht sicher.',
    next: 'Bitte prüfen Sie Ihre Verbindung und versuchen Sie es erneut.',
  },
}

export const buttonHints: Messages['buttonHints'] = {
  'sign-in': 'Melden Sie sich mit Ihrem Amazon-Konto an, ganz ohne neues Passwort.',
  register: 'Legen Sie Ihr Konto mit Name und E-Mail-Adresse von Amazon an.',
  checkout: 'Melden Sie sich mit Ihrem Amazon-Konto an, und setzen Sie Ihre Bestellung fort.',
  link: 'Verknüpfen Sie Ihr Amazon-Konto, um sich nächstes Mal damit anzumelden.',
}

export const passwordResetNote: Messages['passwordResetNote'] = {
  signedInWithAmazon: (site) =>
    `Sie sind mit Amazon angemeldet. Ihr Amazon-Passwort ändern Sie bei Amazon, nicht hier. Ein Passwort, das Sie hier festlegen, gilt nur für ${site}.`,
  anyone: (site) =>
    `Melden Sie sich bei ${site} mit Amazon an? Dann brauchen Sie hier kein Passwort. Haben Sie Ihr Amazon-Passwort vergessen, setzen Sie es bei Amazon zurück.`,
  inMail: (site) =>
    `Sie melden sich bei ${site} mit Amazon an, deshalb hat dieses Konto hier kein Passwort. Wenn Sie Ihr Amazon-Passwort vergessen haben, setzen Sie es bei Amazon zurück.`,
}
