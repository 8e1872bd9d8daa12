import type { Messages } from '../messages.js'

const amazonFault = 'Riprovi tra qualche minuto o acceda in un altro modo.'
const setUpFault = 'Acceda in un altro modo e, se può, ce lo segnali.'
const ownFault = 'Riprovi tra qualche minuto.'

export const failures: Messages['failures'] = {
  'amazon-unreachable': {
    title: 'Non riusciamo a raggiungere Amazon',
    happened: 'Al momento non c’è connessione con Amazon. Non è cambiato nulla.',
    next: amazonFault,
  },
  'amazon-timeout': {
    title: 'Amazon non risponde',
    happened: 'Amazon ha impiegato troppo tempo e abbiamo smesso di attendere. Non è cambiato nulla.',
    next: amazonFault,
  },
  'amazon-unavailable': {
    title: 'Amazon è sovraccarico',
    happened: 'Login with Amazon non è disponibile al momento. Non è cambiato nulla.',
    next: amazonFault,
  },
  'amazon-answer-invalid': {
    title: 'La risposta di Amazon non era chiara',
    happened:
      'Non siamo riusciti a leggere ciò che Amazon ha inviato, quindi l’accesso non è stato effettuato.',
    next: amazonFault,
  },
  'amazon-client-rejected': {
    title: 'Login with Amazon non è configurato correttamente',
    happened: 'Al momento Amazon non accetta questo sito. Lei non ha sbagliato nulla.',
    next: setUpFault,
  },
  'amazon-token-rejected': {
    title: 'Amazon non ha confermato il Suo accesso',
    happened:
      'Amazon non ha accettato l’accesso che aveva appena concesso. L’accesso non è stato effettuato.',
    next: amazonFault,
  },
  'amazon-scope-insufficient': {
    title: 'Amazon non ha condiviso abbastanza',
    happened: 'Amazon non ci ha permesso di sapere chi è Lei.',
    next: 'Riprovi e consenta la condivisione, oppure acceda in un altro modo.',
  },
  'amazon-profile-invalid': {
    title: 'Amazon non ha indicato chi è Lei',
    happened: 'La risposta di Amazon non contiene alcun account che possiamo usare.',
    next: amazonFault,
  },
  'amazon-profile-legacy': {
    title: 'Login with Amazon non è configurato correttamente',
    happened: 'Amazon ha risposto in un formato superato. Lei non ha sbagliato nulla.',
    next: setUpFault,
  },
  'amazon-audience-mismatch': {
    title: 'Questo accesso è per un’altra app',
    happened: 'Amazon ha concesso questo accesso a un’app diversa, quindi non l’abbiamo accettato.',
    next: 'Ricominci dalle nostre pagine.',
  },
  'host-failed': {
    title: 'Non è stato possibile aprire il Suo account',
    happened: 'Qualcosa non ha funzionato da parte nostra.',
    next: ownFault,
  },
  'session-failed': {
    title: 'Non è stato possibile effettuare l’accesso',
    happened: 'Durante l’accesso qualcosa non ha funzionato da parte nostra.',
    next: ownFault,
  },
  'store-failed': {
    title: 'Non è stato possibile salvare',
    happened: 'Qualcosa non ha funzionato da parte nostra.',
    next: ownFault,
  },
  'mail-failed': {
    title: 'Non è stato possibile inviare l’e-mail',
    happened: 'Non siamo riusciti a inviarti un’e-mail. Non è stato cambiato nulla.',
    next: 'Riprova tra qualche minuto.',
  },
  internal: {
    title: 'Qualcosa è andato storto',
    happened: 'È colpa nostra, non Sua.',
    next: ownFault,
  },
}
