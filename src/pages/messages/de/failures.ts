import type { Messages } from '../messages.js'

const amazonFault = 'Bitte versuchen Sie es in einigen Minuten erneut, oder melden Sie sich anders an.'
const setUpFault = 'Bitte melden Sie sich anders an, und sagen Sie uns Bescheid, wenn Sie können.'
const ownFault = 'Bitte versuchen Sie es in einigen Minuten erneut.'

export const failures: Messages['failures'] = {
  'amazon-unreachable': {
    title: 'Wir erreichen Amazon nicht',
    happened: 'Zurzeit besteht keine Verbindung zu Amazon. Es wurde nichts geändert.',
    next: amazonFault,
  },
  'amazon-timeout': {
    title: 'Amazon antwortet nicht',
    happened: 'Amazon hat zu lange gebraucht. Wir haben das Warten beendet, und es wurde nichts geändert.',
    next: amazonFault,
  },
  'amazon-unavailable': {
    title: 'Amazon ist überlastet',
    happened: 'Login with Amazon ist zurzeit nicht verfügbar. Es wurde nichts geändert.',
    next: amazonFault,
  },
  'amazon-answer-invalid': {
    title: 'Die Antwort von Amazon war unklar',
    happened: 'Wir konnten nicht lesen, was Amazon geschickt hat. Deshalb wurde niemand angemeldet.',
    next: amazonFault,
  },
  'amazon-client-rejected': {
    title: 'Login with Amazon ist nicht richtig eingerichtet',
    happened: 'Amazon nimmt diese Website zurzeit nicht an. Das liegt nicht an Ihnen.',
    next: setUpFault,
  },
  'amazon-token-rejected': {
    title: 'Amazon hat Ihre Anmeldung nicht bestätigt',
    happened:
      'Amazon hat die Anmeldung nicht angenommen, die es eben erst ausgestellt hatte. Niemand wurde angemeldet.',
    next: amazonFault,
  },
  'amazon-scope-insufficient': {
    title: 'Amazon hat zu wenig freigegeben',
    happened: 'Wir durften bei Amazon nicht lesen, wer Sie sind.',
    next: 'Bitte versuchen Sie es erneut und stimmen Sie der Freigabe zu, oder melden Sie sich anders an.',
  },
  'amazon-profile-invalid': {
    title: 'Amazon hat nicht gesagt, wer Sie sind',
    happened: 'Die Antwort von Amazon enthält kein Konto, mit dem wir etwas anfangen können.',
    next: amazonFault,
  },
  'amazon-profile-legacy': {
    title: 'Login with Amazon ist nicht richtig eingerichtet',
    happened: 'Amazon hat in einer veralteten Form geantwortet. Das liegt nicht an Ihnen.',
    next: setUpFault,
  },
  'amazon-audience-mismatch': {
    title: 'Diese Anmeldung gilt für eine andere App',
    happened: 'Amazon hat diese Anmeldung für eine andere App ausgestellt. Wir haben sie nicht angenommen.',
    next: 'Bitte beginnen Sie neu auf unseren eigenen Seiten.',
  },
  'host-failed': {
    title: 'Ihr Konto ließ sich nicht öffnen',
    happened: 'Bei uns ist etwas schiefgegangen.',
    next: ownFault,
  },
  'session-failed': {
    title: 'Wir konnten Sie nicht anmelden',
    happened: 'Bei der Anmeldung ist bei uns etwas schiefgegangen.',
    next: ownFault,
  },
  'store-failed': {
    title: 'Das konnte nicht gespeichert werden',
    happened: 'Bei uns ist etwas schiefgegangen.',
    next: ownFault,
  },
  'mail-failed': {
    title: 'Die E-Mail konnte nicht gesendet werden',
    happened: 'Wir konnten Ihnen gerade keine E-Mail senden. Es wurde nichts geändert.',
    next: 'Bitte versuchen Sie es in einigen Minuten noch einmal.',
  },
  internal: {
    title: 'Etwas ist schiefgegangen',
    happened: 'Das liegt an uns, nicht an Ihnen.',
    next: ownFault,
  },
}
