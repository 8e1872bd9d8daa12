import type { Messages } from '../messages.js'

const beginAgain = 'Bitte beginnen Sie noch einmal mit Login with Amazon.'

export const refusals: Messages['refusals'] = {
  'authorization-declined': {
    title: 'Sie sind nicht angemeldet',
    happened: 'Sie haben Ihre Amazon-Daten nicht freigegeben. Es wurde nichts geändert.',
    next: 'Sie können es jederzeit erneut versuchen oder sich anders anmelden.',
  },
  'authorization-failed': {
    title: 'Amazon hat Sie nicht angemeldet',
    happened: 'Amazon hat Sie zurückgeschickt, ohne Sie anzumelden.',
    next: 'Bitte versuchen Sie es erneut. Klappt es wieder nicht, melden Sie sich anders an.',
  },
  'code-rejected': {
    title: 'Diese Anmeldung wurde schon verwendet',
    happened:
      'Die Antwort von Amazon gilt nur einmal und nur kurze Zeit. Das passiert, wenn man die Seite neu lädt oder zurückgeht.',
    next: beginAgain,
  },
  'token-rejected': {
    title: 'Amazon bürgt nicht mehr für diese Anmeldung',
    happened: 'Das Zugriffstoken aus der App ist abgelaufen, zurückgezogen oder nicht von Amazon.',
    next: 'Melden Sie sich in der App neu bei Amazon an.',
  },
  'token-of-another-client': {
    title: 'Diese Anmeldung gehört zu einer anderen App',
    happened: 'Amazon hat das Zugriffstoken einer anderen App gegeben, deshalb wird es hier nicht verwendet.',
    next: 'Melden Sie sich in dieser App mit Amazon an.',
  },
  'device-code-wrong': {
    title: 'Der Code passt nicht zu diesem Amazon-Konto',
    happened: 'Der Code wurde für ein anderes Amazon-Konto angezeigt, ist zu alt oder falsch eingegeben.',
    next: 'Sehen Sie auf Ihrem Gerät nach und melden Sie sich mit demselben Amazon-Konto an wie dort.',
  },
  'device-code-expired': {
    title: 'Der Code ist abgelaufen',
    happened: 'Der Code wurde nicht rechtzeitig verwendet.',
    next: 'Beginnen Sie auf Ihrem Gerät neu, um einen neuen Code zu erhalten.',
  },
  'transaction-missing': {
    title: 'Wir finden Ihre Anmeldung nicht',
    happened: 'Die Anmeldung wurde nicht in diesem Browser begonnen, oder er speichert keine Cookies.',
    next: 'Bitte beginnen Sie in diesem Browser neu, und erlauben Sie Cookies für diese Website.',
  },
  'transaction-unknown': {
    title: 'Diese Anmeldung passt nicht',
    happened: 'Die Antwort von Amazon gehört zu keiner Anmeldung, die in diesem Browser begonnen wurde.',
    next: beginAgain,
  },
  'transaction-expired': {
    title: 'Die Anmeldung hat zu lange gedauert',
    happened: 'Zu Ihrer Sicherheit muss eine Anmeldung in wenigen Minuten abgeschlossen sein.',
    next: beginAgain,
  },
  'session-changed': {
    title: 'Ihre Anmeldung hat sich geändert',
    happened:
      'In diesem Browser hat sich inzwischen jemand an- oder abgemeldet. Deshalb wurde nichts verknüpft.',
    next: 'Melden Sie sich mit dem Konto an, das Sie verknüpfen möchten, und beginnen Sie dann neu.',
  },
  'already-signed-in': {
    title: 'Ein anderes Konto ist angemeldet',
    happened: 'Dieses Amazon-Konto ist nicht mit dem Konto verknüpft, das hier angemeldet ist.',
    next: 'Zum Verknüpfen öffnen Sie Ihre Kontoeinstellungen. Für ein anderes Konto melden Sie sich zuerst ab.',
  },
  'linked-to-another-account': {
    title: 'Dieses Amazon-Konto ist schon vergeben',
    happened: 'Dieses Amazon-Konto ist bereits mit einem anderen Konto verknüpft. Es wurde nichts geändert.',
    next: 'Melden Sie sich mit Amazon an, um jenes Konto zu öffnen, oder verwenden Sie ein anderes Amazon-Konto.',
  },
  'account-has-another-link': {
    title: 'Ein anderes Amazon-Konto ist verknüpft',
    happened: 'Ihr Konto ist bereits mit einem anderen Amazon-Konto verknüpft.',
    next: 'Melden Sie sich mit jenem Amazon-Konto an, oder entfernen Sie es zuerst in Ihren Kontoeinstellungen.',
  },
  'already-linked': {
    title: 'Bereits verknüpft',
    happened: 'Dieses Amazon-Konto ist mit Ihrem Konto verknüpft. Es ist nichts weiter zu tun.',
    next: 'Melden Sie sich nächstes Mal mit Login with Amazon an.',
  },
  'account-disabled': {
    title: 'Dieses Konto ist gesperrt',
    happened: 'Mit diesem Konto ist zurzeit keine Anmeldung möglich.',
    next: 'Bitte wenden Sie sich an den Kundenservice.',
  },
  'account-gone': {
    title: 'Das Konto gibt es nicht mehr',
    happened: 'Das Konto, das Sie verwenden wollten, wurde gelöscht.',
    next: 'Beginnen Sie neu, um ein neues Konto anzulegen.',
  },
  'account-refused': {
    title: 'Sie können sich jetzt nicht anmelden',
    happened: 'Für dieses Konto ist die Anmeldung zurzeit nicht freigegeben.',
    next: 'Bitte wenden Sie sich an den Kundenservice.',
  },
  'account-ambiguous': {
    title: 'Wir können Ihr Konto nicht eindeutig bestimmen',
    happened: 'E-Mail-Adresse und Passwort führen nicht zu genau einem Konto.',
    next: 'Melden Sie sich wie gewohnt an, und verknüpfen Sie Amazon dann in Ihren Kontoeinstellungen.',
  },
  'registration-closed': {
    title: 'Zurzeit keine neuen Konten',
    happened:
      'Mit diesem Amazon-Konto ist kein Konto verknüpft, und neue Konten können zurzeit nicht angelegt werden.',
    next: 'Haben Sie ein Konto, melden Sie sich wie gewohnt an, und verknüpfen Sie Amazon in Ihren Kontoeinstellungen.',
  },
  'sign-in-required': {
    title: 'Bitte melden Sie sich zuerst an',
    happened: 'Diese Seite sehen Sie nur, wenn Sie angemeldet sind.',
    next: 'Melden Sie sich an, und kommen Sie dann hierher zurück.',
  },
  'reauthentication-required': {
    title: 'Bitte bestätigen Sie, dass Sie es sind',
    happened: 'Ihre Anmeldung liegt schon etwas zurück. Für diese Änderung brauchen wir eine neue.',
    next: 'Geben Sie Ihr Passwort ein, oder melden Sie sich erneut an.',
  },
  'wrong-password': {
    title: 'Das hat nicht gepasst',
    happened: 'Das Passwort passt nicht zu diesem Konto.',
    next: 'Verwenden Sie Ihr Passwort für diese Website, nicht das von Amazon.',
  },
  'password-missing': {
    title: 'Das Passwort fehlt',
    happened: 'Bitte geben Sie Ihr Passwort ein.',
    next: '',
  },
  'password-locked': {
    title: 'Das Passwort ist vorübergehend gesperrt',
    happened: 'Es gab zu viele Fehlversuche. Deshalb nimmt dieses Konto sein Passwort zurzeit nicht an.',
    next: 'Warten Sie eine Weile, oder legen Sie über „Passwort vergessen?“ ein neues fest.',
  },
  'code-wrong': {
    title: 'Dieser Code gilt nicht',
    happened: 'Der Code ist falsch, wurde schon benutzt oder gehört zu einem anderen Browser.',
    next: 'Sehen Sie in die neueste E-Mail, oder fordern Sie eine weitere an.',
  },
  'undo-expired': {
    title: 'Es gibt nichts mehr zurückzunehmen',
    happened: 'Dieser Link wurde schon benutzt, ist zu alt, oder die Verbindung besteht nicht mehr.',
    next: 'Sehen Sie in Ihren Einstellungen nach, wie Sie sich anmelden, und ändern Sie im Zweifel Ihr Passwort.',
  },
  'password-exists': {
    title: 'Sie haben schon ein Passwort',
    happened: 'Dieses Konto hat ein Passwort, daher kann diese Seite keines setzen.',
    next: 'Ändern Sie es in Ihren Kontoeinstellungen.',
  },
  'too-many-attempts': {
    title: 'Zu viele Versuche',
    happened: 'Zum Schutz der Konten begrenzen wir, wie oft das versucht werden kann.',
    next: 'Bitte warten Sie kurz, bevor Sie es erneut versuchen.',
  },
  'ticket-missing': {
    title: 'Wir haben Ihre Anmeldung aus den Augen verloren',
    happened:
      'In diesem Browser ist keine Anmeldung offen. Vielleicht ist sie schon abgeschlossen, oder Cookies sind ausgeschaltet.',
    next: beginAgain,
  },
  'ticket-expired': {
    title: 'Die Anmeldung hat zu lange gedauert',
    happened: 'Zu Ihrer Sicherheit ist dieser Schritt nur kurze Zeit offen.',
    next: beginAgain,
  },
  'ticket-used': {
    title: 'Dieser Schritt ist schon erledigt',
    happened: 'Sie haben diese Anmeldung bereits abgeschlossen, vielleicht in einem anderen Tab.',
    next: 'Sind Sie nicht angemeldet, beginnen Sie noch einmal mit Login with Amazon.',
  },
  'ticket-mismatch': {
    title: 'Diese Seite ist nicht mehr aktuell',
    happened: 'Die Anmeldung ging an anderer Stelle weiter, vielleicht in einem anderen Tab.',
    next: beginAgain,
  },
  declined: {
    title: 'Es wurde nichts verknüpft',
    happened: 'Sie haben hier abgebrochen. Es wurde nichts geändert.',
    next: 'Sie können jederzeit neu beginnen oder sich anders anmelden.',
  },
  'not-linked': {
    title: 'Kein Amazon-Konto verknüpft',
    happened: 'Es gibt keine Verknüpfung zu entfernen. Vielleicht ist sie schon entfernt.',
    next: '',
  },
  'last-way-to-sign-in': {
    title: 'Anders können Sie sich nicht anmelden',
    happened:
      'Ohne diese Verknüpfung kämen Sie nicht mehr in Ihr Konto. Deshalb lässt sie sich noch nicht entfernen.',
    next: 'Legen Sie zuerst ein Passwort für Ihr Konto fest. Danach können Sie die Verknüpfung entfernen.',
  },
  'cross-site-request': {
    title: 'Bitte tun Sie das auf unseren eigenen Seiten',
    happened: 'Die Anfrage kam von einer anderen Website. Wir haben sie nicht ausgeführt.',
    next: 'Waren Sie das, beginnen Sie hier neu.',
  },
  'csrf-token-invalid': {
    title: 'Diese Seite ist nicht mehr aktuell',
    happened: 'Das Formular passt nicht mehr zu Ihrer Anmeldung. Es wurde nichts geändert.',
    next: 'Gehen Sie zurück, laden Sie die Seite neu, und versuchen Sie es noch einmal.',
  },
  'malformed-request': {
    title: 'Das konnten wir nicht lesen',
    happened: 'Die Anfrage war unvollständig. Es wurde nichts geändert.',
    next: 'Bitte beginnen Sie neu.',
  },
  'unsupported-content-type': {
    title: 'Das konnten wir nicht lesen',
    happened: 'Die Anfrage kam in einer Form, die wir nicht annehmen.',
    next: 'Bitte beginnen Sie neu, und verwenden Sie das Formular auf der Seite.',
  },
  'body-too-large': {
    title: 'Das war zu viel',
    happened: 'Das Formular enthält mehr Text, als wir annehmen.',
    next: 'Bitte gehen Sie zurück, und kürzen Sie Ihre Eingaben.',
  },
  'method-not-allowed': {
    title: 'Diese Adresse ist keine Seite',
    happened: 'Die Adresse funktioniert nur über eine Schaltfläche oder ein Formular.',
    next: 'Bitte beginnen Sie neu auf unseren eigenen Seiten.',
  },
  'route-unknown': {
    title: 'Hier ist keine Seite',
    happened: 'Vielleicht ist die Adresse falsch geschrieben oder veraltet.',
    next: 'Bitte beginnen Sie neu auf unseren eigenen Seiten.',
  },
  'try-again': {
    title: 'Bitte versuchen Sie es noch einmal',
    happened: 'Im selben Moment wurde etwas anderes geändert. Deshalb ist nichts geschehen.',
    next: 'Meist genügt ein weiterer Versuch.',
  },
}
