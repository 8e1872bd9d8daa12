import type { Messages } from '../messages.js'

const beginAgain = 'Veuillez recommencer avec Login with Amazon.'

export const refusals: Messages['refusals'] = {
  'authorization-declined': {
    title: 'Vous n’êtes pas connecté(e)',
    happened: 'Vous avez choisi de ne pas partager vos informations Amazon. Rien n’a été modifié.',
    next: 'Vous pouvez réessayer quand vous voulez, ou vous connecter autrement.',
  },
  'authorization-failed': {
    title: 'Amazon ne vous a pas connecté(e)',
    happened: 'Amazon vous a renvoyé(e) ici sans vous connecter.',
    next: 'Veuillez réessayer. Si cela se reproduit, connectez-vous autrement.',
  },
  'code-rejected': {
    title: 'Cette connexion a déjà été utilisée',
    happened:
      'La réponse d’Amazon n’est valable qu’une fois et peu de temps. Cela arrive quand on recharge la page ou que l’on revient en arrière.',
    next: beginAgain,
  },
  'token-rejected': {
    title: 'Amazon ne garantit plus cette connexion',
    happened: 'Le jeton d’accès envoyé par l’application a expiré, a été retiré ou ne vient pas d’Amazon.',
    next: 'Connectez-vous de nouveau à Amazon dans l’application.',
  },
  'token-of-another-client': {
    title: 'Cette connexion appartient à une autre application',
    happened: 'Amazon a donné le jeton d’accès à une autre application, il n’est donc pas utilisé ici.',
    next: 'Connectez-vous avec Amazon dans cette application.',
  },
  'device-code-wrong': {
    title: 'Le code ne correspond pas à ce compte Amazon',
    happened: 'Le code a été affiché pour un autre compte Amazon, est trop ancien ou mal saisi.',
    next: 'Regardez de nouveau votre appareil et connectez-vous avec le même compte Amazon.',
  },
  'device-code-expired': {
    title: 'Le code a expiré',
    happened: 'Le code n’a pas été utilisé à temps.',
    next: 'Recommencez sur votre appareil pour obtenir un nouveau code.',
  },
  'transaction-missing': {
    title: 'Nous ne retrouvons pas votre connexion',
    happened: 'La connexion n’a pas été commencée dans ce navigateur, ou il n’enregistre pas les cookies.',
    next: 'Veuillez recommencer dans ce navigateur et autoriser les cookies pour ce site.',
  },
  'transaction-unknown': {
    title: 'Cette connexion ne correspond pas',
    happened: 'La réponse d’Amazon ne correspond à aucune connexion commencée dans ce navigateur.',
    next: beginAgain,
  },
  'transaction-expired': {
    title: 'La connexion a pris trop de temps',
    happened: 'Pour votre sécurité, une connexion doit être terminée en quelques minutes.',
    next: beginAgain,
  },
  'session-changed': {
    title: 'Votre session a changé',
    happened:
      'Entre-temps, quelqu’un s’est connecté ou déconnecté dans ce navigateur. Rien n’a donc été associé.',
    next: 'Connectez-vous au compte que vous souhaitez associer, puis recommencez.',
  },
  'already-signed-in': {
    title: 'Un autre compte est connecté',
    happened: 'Ce compte Amazon n’est pas associé au compte connecté ici.',
    next: 'Pour l’associer, ouvrez les paramètres de votre compte. Pour utiliser un autre compte, déconnectez-vous d’abord.',
  },
  'linked-to-another-account': {
    title: 'Ce compte Amazon est déjà utilisé',
    happened: 'Ce compte Amazon est déjà associé à un autre compte. Rien n’a été modifié.',
    next: 'Connectez-vous avec Amazon pour ouvrir cet autre compte, ou utilisez un autre compte Amazon.',
  },
  'account-has-another-link': {
    title: 'Un autre compte Amazon est associé',
    happened: 'Votre compte est déjà associé à un autre compte Amazon.',
    next: 'Connectez-vous avec cet autre compte Amazon, ou supprimez d’abord l’association dans les paramètres de votre compte.',
  },
  'already-linked': {
    title: 'Déjà associé',
    happened: 'Ce compte Amazon est associé à votre compte. Vous n’avez plus rien à faire.',
    next: 'La prochaine fois, connectez-vous avec Login with Amazon.',
  },
  'account-disabled': {
    title: 'Ce compte est bloqué',
    happened: 'Ce compte ne peut pas être utilisé pour le moment.',
    next: 'Veuillez contacter l’assistance.',
  },
  'account-gone': {
    title: 'Ce compte n’existe plus',
    happened: 'Le compte que vous vouliez utiliser a été supprimé.',
    next: 'Recommencez pour créer un nouveau compte.',
  },
  'account-refused': {
    title: 'Connexion impossible pour le moment',
    happened: 'La connexion n’est pas autorisée pour ce compte actuellement.',
    next: 'Veuillez contacter l’assistance.',
  },
  'account-ambiguous': {
    title: 'Nous ne pouvons pas déterminer votre compte',
    happened: 'L’adresse e-mail et le mot de passe ne désignent pas un seul compte.',
    next: 'Connectez-vous comme d’habitude, puis associez Amazon dans les paramètres de votre compte.',
  },
  'registration-closed': {
    title: 'Pas de nouveaux comptes pour le moment',
    happened:
      'Aucun compte n’est associé à ce compte Amazon, et il n’est pas possible d’en créer un actuellement.',
    next: 'Si vous avez un compte, connectez-vous comme d’habitude et associez Amazon dans ses paramètres.',
  },
  'sign-in-required': {
    title: 'Veuillez d’abord vous connecter',
    happened: 'Cette page est réservée aux personnes connectées.',
    next: 'Connectez-vous, puis revenez ici.',
  },
  'reauthentication-required': {
    title: 'Veuillez confirmer que c’est bien vous',
    happened: 'Votre connexion date un peu, et cette modification en demande une nouvelle.',
    next: 'Saisissez votre mot de passe ou reconnectez-vous.',
  },
  'wrong-password': {
    title: 'Cela ne correspond pas',
    happened: 'Ce mot de passe n’est pas celui de ce compte.',
    next: 'Utilisez votre mot de passe pour ce site, pas celui d’Amazon.',
  },
  'password-missing': {
    title: 'Il manque le mot de passe',
    happened: 'Veuillez saisir votre mot de passe.',
    next: '',
  },
  'password-locked': {
    title: 'Le mot de passe est bloqué pour l’instant',
    happened: 'Après trop d’essais incorrects, ce compte n’accepte plus son mot de passe pour le moment.',
    next: 'Patientez un peu, ou définissez un nouveau mot de passe avec «\u202fMot de passe oublié\u202f?\u202f».',
  },
  'code-wrong': {
    title: 'Ce code ne fonctionne pas',
    happened: 'Le code est incorrect, a déjà servi ou appartient à un autre navigateur.',
    next: 'Vérifiez le dernier e-mail ou demandez-en un autre.',
  },
  'undo-expired': {
    title: 'Il n’y a plus rien à annuler',
    happened: 'Ce lien a déjà servi, est trop ancien, ou l’association n’existe plus.',
    next: 'Vérifiez dans vos paramètres comment vous vous connectez et, en cas de doute, changez votre mot de passe.',
  },
  'password-exists': {
    title: 'Vous avez déjà un mot de passe',
    happened: 'Ce compte a un mot de passe, cette page ne peut donc pas en définir.',
    next: 'Changez-le dans les paramètres de votre compte.',
  },
  'too-many-attempts': {
    title: 'Trop de tentatives',
    happened: 'Pour protéger les comptes, nous limitons le nombre de tentatives.',
    next: 'Veuillez patienter un peu avant de réessayer.',
  },
  'ticket-missing': {
    title: 'Nous avons perdu la trace de votre connexion',
    happened:
      'Aucune connexion n’est en attente dans ce navigateur. Elle est peut-être déjà terminée, ou les cookies sont désactivés.',
    next: beginAgain,
  },
  'ticket-expired': {
    title: 'La connexion a pris trop de temps',
    happened: 'Pour votre sécurité, cette étape n’est ouverte que peu de temps.',
    next: beginAgain,
  },
  'ticket-used': {
    title: 'Cette étape est déjà terminée',
    happened: 'Vous avez déjà terminé cette connexion, peut-être dans un autre onglet.',
    next: 'Si vous n’êtes pas connecté(e), recommencez avec Login with Amazon.',
  },
  'ticket-mismatch': {
    title: 'Cette page n’est plus à jour',
    happened: 'La connexion s’est poursuivie ailleurs, peut-être dans un autre onglet.',
    next: beginAgain,
  },
  declined: {
    title: 'Rien n’a été associé',
    happened: 'Vous avez choisi de ne pas continuer. Rien n’a été modifié.',
    next: 'Vous pouvez recommencer quand vous voulez, ou vous connecter autrement.',
  },
  'not-linked': {
    title: 'Aucun compte Amazon associé',
    happened: 'Il n’y a aucune association à supprimer. Elle l’est peut-être déjà.',
    next: '',
  },
  'last-way-to-sign-in': {
    title: 'C’est votre seul moyen de connexion',
    happened:
      'Sans cette association, vous ne pourriez plus ouvrir votre compte. Elle ne peut donc pas encore être supprimée.',
    next: 'Définissez d’abord un mot de passe pour votre compte. Vous pourrez ensuite supprimer l’association.',
  },
  'cross-site-request': {
    title: 'Veuillez le faire sur nos propres pages',
    happened: 'La demande venait d’un autre site. Nous ne l’avons pas exécutée.',
    next: 'Si elle venait de vous, recommencez ici.',
  },
  'csrf-token-invalid': {
    title: 'Cette page n’est plus à jour',
    happened: 'Le formulaire ne correspond plus à votre connexion. Rien n’a été modifié.',
    next: 'Revenez en arrière, rechargez la page et réessayez.',
  },
  'malformed-request': {
    title: 'Nous n’avons pas pu lire cette demande',
    happened: 'La demande était incomplète. Rien n’a été modifié.',
    next: 'Veuillez recommencer.',
  },
  'unsupported-content-type': {
    title: 'Nous n’avons pas pu lire cette demande',
    happened: 'La demande est arrivée sous une forme que nous n’acceptons pas.',
    next: 'Veuillez recommencer en utilisant le formulaire de la page.',
  },
  'body-too-large': {
    title: 'C’était trop long',
    happened: 'Le formulaire contient plus de texte que nous n’en acceptons.',
    next: 'Veuillez revenir en arrière et raccourcir votre saisie.',
  },
  'method-not-allowed': {
    title: 'Cette adresse n’est pas une page',
    happened: 'Cette adresse ne fonctionne qu’à partir d’un bouton ou d’un formulaire.',
    next: 'Veuillez recommencer depuis nos propres pages.',
  },
  'route-unknown': {
    title: 'Il n’y a pas de page ici',
    happened: 'L’adresse est peut-être mal saisie ou n’existe plus.',
    next: 'Veuillez recommencer depuis nos propres pages.',
  },
  'try-again': {
    title: 'Veuillez réessayer',
    happened: 'Autre chose a été modifié au même moment. Rien n’a donc été fait.',
    next: 'Un nouvel essai suffit en général.',
  },
}
