import type { Messages } from '../messages.js'

export const common: Messages['common'] = {
  problemPrefix: 'Problème\u00a0: ',
  problemHeading: 'Veuillez vérifier ceci',
  amazonAccount: 'Compte Amazon',
  accountAt: (site) => `Compte sur ${site}`,
  noName: 'Aucun nom indiqué',
  email: 'Adresse e-mail',
  password: 'Mot de passe',
  passwordFor: (site) => `Votre mot de passe pour ${site}`,
  passwordStaysHere: (site) => `Pas celui d’Amazon. Il est transmis uniquement à ${site}.`,
  forgotPassword: 'Mot de passe oublié\u202f?',
  useAnotherAmazonAccount: 'Utiliser un autre compte Amazon',
  useAnotherAmazonAccountHelp:
    'Si Amazon ne vous laisse pas choisir le compte, déconnectez-vous d’abord d’Amazon.',
  otherWays: 'Autres possibilités',
  tryAgainIn: (duration) => `Vous pourrez réessayer dans ${duration}.`,
  betweenSentences: ' ',
}

export const link: Messages['link'] = {
  title: 'Vous avez déjà un compte',
  askTitle: 'Associer votre compte',
  located: (site) =>
    `Un compte sur ${site} utilise cette adresse e-mail. Confirmez qu’il est à vous pour associer les deux.`,
  ask: (site) => `Saisissez l’adresse e-mail et le mot de passe de votre compte sur ${site}.`,
  askMismatch: 'L’adresse e-mail ou le mot de passe est incorrect. Veuillez vérifier les deux.',
  why: 'Une seule fois suffit. Ensuite, vous vous connecterez avec Login with Amazon.',
  submit: 'Associer et se connecter',
  signInPage: (site) => `Se connecter sur la page de connexion ${site}`,
  signInPageHelp: 'Pour les clés d’accès, les codes et les autres moyens de connexion.',
  notMine: 'Ce n’est pas mon compte',
  notMineHelp: 'Vous pourrez alors créer un nouveau compte.',
  newAccount: 'Créer plutôt un nouveau compte',
  neutral: (site) =>
    `Ce compte Amazon n’est pas encore associé à un compte ${site}. Associez-en un que vous avez déjà, ou créez-en un nouveau.`,
  mail: 'M’envoyer un code par e-mail',
  mailHelp: 'Pour un compte sans mot de passe. L’e-mail est envoyé à l’adresse confirmée du compte.',
  mailSent:
    'Si un compte sans mot de passe a cette adresse, un e-mail avec un code est en route. Le code sert une seule fois, dans ce navigateur uniquement.',
  mailAgain: 'Envoyer un autre e-mail',
  code: 'Code reçu par e-mail',
  codeHelp: 'Dix lettres et chiffres, en majuscules ou en minuscules.',
  codeSubmit: 'Associer et se connecter',
}

export const register: Messages['register'] = {
  title: 'Plus qu’une étape',
  intro: (site) => `Vérifiez vos informations, et votre compte sur ${site} sera prêt.`,
  submit: 'Créer le compte',
  haveAccount: 'J’ai déjà un compte',
  optional: '(facultatif)',
  name: 'Nom',
  username: 'Nom d’utilisateur',
  postalCode: 'Code postal',
  choose: 'Veuillez choisir',
  fieldProblems: {
    required: 'Veuillez remplir ce champ.',
    taken: 'Un compte existe déjà. Si c’est le vôtre, choisissez «\u202fJ’ai déjà un compte\u202f».',
    invalid: 'Cela ne semble pas correct. Veuillez vérifier.',
    incomplete: 'Veuillez indiquer votre prénom et votre nom.',
  },
  colon: '\u00a0: ',
  codeSent: (address) =>
    `Nous avons envoyé un e-mail à ${address}. S’il contient un code, saisissez-le ici pour confirmer votre adresse. Sinon, l’e-mail indique comment continuer.`,
  codeAgain: 'Envoyer un autre e-mail',
}

export const confirm: Messages['confirm'] = {
  linkTitle: 'Associer ce compte Amazon\u202f?',
  linkIntro: (site) => `Vous êtes connecté(e) sur ${site} et vous avez demandé à associer un compte Amazon.`,
  linkEffect: (site) =>
    `Toute personne pouvant se connecter à ce compte Amazon pourra ensuite ouvrir votre compte sur ${site}.`,
  linkMine: 'Oui, c’est mon compte Amazon',
  linkSubmit: 'Associer ce compte Amazon',
  linkDecline: 'Ne pas associer',
  switchTitle: 'Changer de compte\u202f?',
  switchIntro: (site) =>
    `Ce compte Amazon est associé à un autre compte sur ${site} que celui actuellement connecté.`,
  switchEffect: 'Si vous changez, le compte actuel sera d’abord déconnecté.',
  switchSubmit: 'Changer de compte',
  switchDecline: 'Garder le compte actuel',
  signedInHere: (site) => `Compte connecté sur ${site}`,
  askPassword: 'Votre connexion date un peu. Veuillez saisir à nouveau votre mot de passe.',
}

export const connections: Messages['connections'] = {
  title: 'Login with Amazon',
  intro: (site) => `Le compte Amazon avec lequel vous pouvez vous connecter sur ${site}.`,
  linkedAt: 'Associé le',
  lastUsedAt: 'Dernière utilisation',
  notKnown: 'Inconnue',
  remove: 'Supprimer cette association',
  removeHelp: (site) =>
    `Votre compte sur ${site} est conservé. Ce compte Amazon ne permettra plus de vous connecter.`,
  empty: 'Aucun compte Amazon associé',
  emptyHelp: (site) => `Associez-en un pour vous connecter sur ${site} sans mot de passe supplémentaire.`,
  signOut: (site) =>
    `Vous déconnecter sur ${site} ne vous déconnecte pas d’Amazon. Sur un ordinateur partagé, déconnectez-vous aussi d’Amazon.`,
  notices: {
    linked: 'Votre compte Amazon est associé.',
    unlinked: 'L’association avec Amazon est supprimée.',
    'password-set': 'Votre mot de passe est défini.',
  },
  otherEmail: 'Votre compte Amazon indique une autre adresse e-mail\u00a0:',
  changeEmail: 'Changer aussi l’adresse ici',
  setPassword: 'Définir un mot de passe',
  setPasswordHelp: (site) =>
    `Avec un mot de passe, vous pouvez aussi vous connecter à ${site} sans Amazon. Nous envoyons d’abord un code à votre adresse e-mail.`,
  setPasswordSend: 'M’envoyer un code',
  setPasswordSubmit: 'Définir le mot de passe',
  newPassword: (site) => `Nouveau mot de passe pour ${site}`,
  signInAgain: 'Votre connexion date un peu. Connectez-vous encore une fois avec Amazon, puis revenez ici.',
}

export const undo: Messages['undo'] = {
  title: 'Ce n’était pas vous\u202f?',
  intro: (site) => `Un compte Amazon a été associé à votre compte ${site}.`,
  effect: 'Si vous continuez, l’association est supprimée et tous les appareils sont déconnectés.',
  submit: 'Supprimer l’association',
  doneTitle: 'L’association est supprimée',
  done: (site) =>
    `Ce compte Amazon n’ouvre plus votre compte ${site}. Changez maintenant votre mot de passe.`,
}

export const device: Messages['device'] = {
  title: 'Continuer pour votre appareil',
  intro: (site) =>
    `Votre téléviseur ou votre application affiche un code. Saisissez-le ici, puis connectez-vous avec le même compte Amazon. Votre compte chez ${site} est alors relié.`,
  code: 'Code affiché par votre appareil',
  codeHelp: 'Huit lettres et chiffres. Les majuscules et les minuscules sont acceptées.',
  warning:
    'Ne saisissez que le code affiché par votre propre appareil, jamais un code que quelqu’un vous a envoyé.',
  doneTitle: 'C’est terminé',
  done: 'Votre appareil continue tout seul dans un instant. Vous pouvez fermer cette page.',
}

export const other: Messages['other'] = {
  startTitle: (site) => `Se connecter sur ${site}`,
  startIntro: (site) =>
    `Utilisez votre compte Amazon pour vous connecter sur ${site} ou pour créer un compte.`,
  continueTitle: 'Direction Amazon',
  continueIntro: 'Vous allez être redirigé(e) vers Amazon. Si rien ne se passe, suivez le lien.',
  continueLink: 'Continuer vers Amazon',
  onwardTitle: 'Un instant',
  onwardIntro: 'Vous allez être redirigé(e). Si rien ne se passe, suivez le lien.',
  onwardLink: 'Continuer',
  tryAgain: 'Réessayer',
  signIn: (site) => `Se connecter sur ${site}`,
  goHome: (site) => `Retour sur ${site}`,
  reference: 'Référence\u00a0:',
  noAnswer: {
    title: 'Pas de connexion',
    happened: 'Nous n’avons pas reçu de réponse. Nous ne savons pas si votre dernière étape est arrivée.',
    next: 'Vérifiez votre connexion, puis réessayez.',
  },
}

export const buttonHints: Messages['buttonHints'] = {
  'sign-in': 'Connectez-vous avec votre compte Amazon, sans nouveau mot de passe.',
  register: 'Créez votre compte avec le nom et l’adresse e-mail de votre compte Amazon.',
  checkout: 'Connectez-vous avec votre compte Amazon, puis poursuivez votre commande.',
  link: 'Associez votre compte Amazon pour vous connecter avec lui la prochaine fois.',
}

export const passwordResetNote: Messages['passwordResetNote'] = {
  signedInWithAmazon: (site) =>
    `Vous êtes connecté(e) avec Amazon. Votre mot de passe Amazon se modifie chez Amazon, pas ici. Un mot de passe défini ici ne vaut que pour ${site}.`,
  anyone: (site) =>
    `Vous vous connectez sur ${site} avec Amazon\u202f? Alors aucun mot de passe n’est nécessaire ici. Si vous avez oublié votre mot de passe Amazon, réinitialisez-le chez Amazon.`,
  inMail: (site) =>
    `Vous vous connectez à ${site} avec Amazon\u00a0: ce compte n’a donc pas de mot de passe ici. Si vous avez oublié votre mot de passe Amazon, réinitialisez-le chez Amazon.`,
}
