import type { Messages } from '../messages.js'

const beginAgain = 'Ricominci con Login with Amazon.'

export const refusals: Messages['refusals'] = {
  'authorization-declined': {
    title: 'Non ha effettuato l’accesso',
    happened: 'Ha scelto di non condividere i Suoi dati Amazon, quindi non è cambiato nulla.',
    next: 'Può riprovare quando vuole o accedere in un altro modo.',
  },
  'authorization-failed': {
    title: 'L’accesso con Amazon non è riuscito',
    happened: 'Amazon L’ha rimandata qui senza completare l’accesso.',
    next: 'Riprovi. Se succede di nuovo, acceda in un altro modo.',
  },
  'code-rejected': {
    title: 'Questo accesso è già stato usato',
    happened:
      'La risposta di Amazon vale una sola volta e per poco tempo. Succede quando si ricarica la pagina o si torna indietro.',
    next: beginAgain,
  },
  'token-rejected': {
    title: 'Amazon non garantisce più questo accesso',
    happened: 'Il token di accesso inviato dall’app è scaduto, è stato revocato o non è di Amazon.',
    next: 'Accedi di nuovo ad Amazon nell’app.',
  },
  'token-of-another-client': {
    title: 'Questo accesso appartiene a un’altra app',
    happened: 'Amazon ha dato il token di accesso a un’altra app, quindi qui non viene usato.',
    next: 'Accedi con Amazon in questa app.',
  },
  'device-code-wrong': {
    title: 'Il codice non corrisponde a questo account Amazon',
    happened: 'Il codice è stato mostrato per un altro account Amazon, è troppo vecchio o è scritto male.',
    next: 'Guarda di nuovo il dispositivo e accedi con lo stesso account Amazon.',
  },
  'device-code-expired': {
    title: 'Il codice è scaduto',
    happened: 'Nessuno ha usato il codice in tempo.',
    next: 'Ricomincia sul dispositivo per avere un nuovo codice.',
  },
  'transaction-missing': {
    title: 'Non troviamo il Suo accesso',
    happened: 'L’accesso non è stato iniziato in questo browser, oppure il browser non salva i cookie.',
    next: 'Ricominci in questo browser e consenta i cookie per questo sito.',
  },
  'transaction-unknown': {
    title: 'Questo accesso non corrisponde',
    happened: 'La risposta di Amazon non riguarda un accesso iniziato in questo browser.',
    next: beginAgain,
  },
  'transaction-expired': {
    title: 'L’accesso ha richiesto troppo tempo',
    happened: 'Per la Sua sicurezza, l’accesso va completato in pochi minuti.',
    next: beginAgain,
  },
  'session-changed': {
    title: 'La Sua sessione è cambiata',
    happened:
      'Nel frattempo qualcuno ha effettuato l’accesso o è uscito in questo browser, quindi nulla è stato collegato.',
    next: 'Acceda all’account che vuole collegare, poi ricominci.',
  },
  'already-signed-in': {
    title: 'È in uso un altro account',
    happened: 'Questo account Amazon non è collegato all’account con cui ha effettuato l’accesso qui.',
    next: 'Per collegarlo, apra le impostazioni dell’account. Per usare un altro account, prima esca.',
  },
  'linked-to-another-account': {
    title: 'Questo account Amazon è già in uso',
    happened: 'Questo account Amazon è già collegato a un altro account. Non è cambiato nulla.',
    next: 'Acceda con Amazon per aprire quell’account, oppure usi un altro account Amazon.',
  },
  'account-has-another-link': {
    title: 'È collegato un altro account Amazon',
    happened: 'Il Suo account è già collegato a un account Amazon diverso.',
    next: 'Acceda con quell’account Amazon, oppure prima rimuova il collegamento nelle impostazioni dell’account.',
  },
  'already-linked': {
    title: 'Già collegato',
    happened: 'Questo account Amazon è collegato al Suo account. Non deve fare altro.',
    next: 'La prossima volta acceda con Login with Amazon.',
  },
  'account-disabled': {
    title: 'Questo account è bloccato',
    happened: 'Al momento non è possibile usare questo account.',
    next: 'Contatti l’assistenza.',
  },
  'account-gone': {
    title: 'L’account non esiste più',
    happened: 'L’account che voleva usare è stato eliminato.',
    next: 'Ricominci per creare un nuovo account.',
  },
  'account-refused': {
    title: 'Ora non può accedere',
    happened: 'Al momento l’accesso a questo account non è consentito.',
    next: 'Contatti l’assistenza.',
  },
  'account-ambiguous': {
    title: 'Non riusciamo a capire quale sia il Suo account',
    happened: 'L’indirizzo e-mail e la password non corrispondono a un solo account.',
    next: 'Acceda come al solito, poi colleghi Amazon nelle impostazioni dell’account.',
  },
  'registration-closed': {
    title: 'Nuovi account non disponibili',
    happened:
      'Nessun account è collegato a questo account Amazon, e al momento non è possibile crearne di nuovi.',
    next: 'Se ha un account, acceda come al solito e colleghi Amazon nelle impostazioni.',
  },
  'sign-in-required': {
    title: 'Prima effettui l’accesso',
    happened: 'Questa pagina è riservata a chi ha effettuato l’accesso.',
    next: 'Acceda, poi torni qui.',
  },
  'reauthentication-required': {
    title: 'Confermi la Sua identità',
    happened: 'È passato un po’ di tempo dall’accesso, e questa modifica ne richiede uno recente.',
    next: 'Inserisca la password o acceda di nuovo.',
  },
  'wrong-password': {
    title: 'Non corrisponde',
    happened: 'La password non è quella di questo account.',
    next: 'Usi la password di questo sito, non quella di Amazon.',
  },
  'password-missing': {
    title: 'Manca la password',
    happened: 'Inserisca la password.',
    next: '',
  },
  'password-locked': {
    title: 'Per ora la password è bloccata',
    happened:
      'Ci sono stati troppi tentativi errati, quindi al momento questo account non accetta la password.',
    next: 'Attenda un po’, oppure imposti una nuova password con «Ha dimenticato la password?».',
  },
  'code-wrong': {
    title: 'Questo codice non funziona',
    happened: 'Il codice non è corretto, è già stato usato o è di un altro browser.',
    next: 'Controlla l’ultima e-mail o richiedine un’altra.',
  },
  'undo-expired': {
    title: 'Non c’è più nulla da annullare',
    happened: 'Questo link è già stato usato, è troppo vecchio o il collegamento non esiste più.',
    next: 'Controlla nelle impostazioni come accedi e, nel dubbio, cambia la password.',
  },
  'password-exists': {
    title: 'Hai già una password',
    happened: 'Questo account ha una password, quindi questa pagina non può impostarne una.',
    next: 'Cambiala nelle impostazioni del tuo account.',
  },
  'too-many-attempts': {
    title: 'Troppi tentativi',
    happened: 'Per proteggere gli account, limitiamo il numero di tentativi.',
    next: 'Attenda un po’ prima di riprovare.',
  },
  'ticket-missing': {
    title: 'Abbiamo perso le tracce del Suo accesso',
    happened:
      'In questo browser non c’è alcun accesso in sospeso. Forse è già stato completato, o i cookie sono disattivati.',
    next: beginAgain,
  },
  'ticket-expired': {
    title: 'L’accesso ha richiesto troppo tempo',
    happened: 'Per la Sua sicurezza, questo passaggio resta aperto solo per poco tempo.',
    next: beginAgain,
  },
  'ticket-used': {
    title: 'Questo passaggio è già completato',
    happened: 'Ha già completato questo accesso, forse in un’altra scheda.',
    next: 'Se l’accesso non risulta effettuato, ricominci con Login with Amazon.',
  },
  'ticket-mismatch': {
    title: 'Questa pagina non è più aggiornata',
    happened: 'L’accesso è proseguito altrove, forse in un’altra scheda.',
    next: beginAgain,
  },
  declined: {
    title: 'Nulla è stato collegato',
    happened: 'Ha scelto di non proseguire, quindi non è cambiato nulla.',
    next: 'Può ricominciare quando vuole o accedere in un altro modo.',
  },
  'not-linked': {
    title: 'Nessun account Amazon collegato',
    happened: 'Non c’è alcun collegamento da rimuovere. Forse è già stato rimosso.',
    next: '',
  },
  'last-way-to-sign-in': {
    title: 'È il Suo unico modo di accedere',
    happened:
      'Senza questo collegamento non potrebbe più aprire il Suo account, quindi per ora non si può rimuovere.',
    next: 'Imposti prima una password per il Suo account. Poi potrà rimuovere il collegamento.',
  },
  'cross-site-request': {
    title: 'Lo faccia dalle nostre pagine',
    happened: 'La richiesta proveniva da un altro sito, quindi non l’abbiamo eseguita.',
    next: 'Se era Sua, ricominci da qui.',
  },
  'csrf-token-invalid': {
    title: 'Questa pagina non è più aggiornata',
    happened: 'Il modulo non corrisponde più al Suo accesso, quindi non è cambiato nulla.',
    next: 'Torni indietro, ricarichi la pagina e riprovi.',
  },
  'malformed-request': {
    title: 'Non siamo riusciti a leggere la richiesta',
    happened: 'La richiesta era incompleta, quindi non è cambiato nulla.',
    next: 'Ricominci, per favore.',
  },
  'unsupported-content-type': {
    title: 'Non siamo riusciti a leggere la richiesta',
    happened: 'La richiesta è arrivata in un formato che non accettiamo.',
    next: 'Ricominci e usi il modulo nella pagina.',
  },
  'body-too-large': {
    title: 'Il testo era troppo lungo',
    happened: 'Il modulo contiene più testo di quanto ne accettiamo.',
    next: 'Torni indietro e abbrevi quanto ha inserito.',
  },
  'method-not-allowed': {
    title: 'Questo indirizzo non è una pagina',
    happened: 'L’indirizzo funziona solo da un pulsante o da un modulo.',
    next: 'Ricominci dalle nostre pagine.',
  },
  'route-unknown': {
    title: 'Qui non c’è nessuna pagina',
    happened: 'L’indirizzo potrebbe essere errato o non più valido.',
    next: 'Ricominci dalle nostre pagine.',
  },
  'try-again': {
    title: 'Riprovi, per favore',
    happened: 'Nello stesso momento è cambiato qualcos’altro, quindi non è stato fatto nulla.',
    next: 'Di solito basta un altro tentativo.',
  },
}
