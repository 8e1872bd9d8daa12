import type { Messages } from '../messages.js'

const amazonFault = 'Veuillez réessayer dans quelques minutes ou vous connecter autrement.'
const setUpFault = 'Veuillez vous connecter autrement et, si vous le pouvez, nous le signaler.'
const ownFault = 'Veuillez réessayer dans quelques minutes.'

export const failures: Messages['failures'] = {
  'amazon-unreachable': {
    title: 'Nous n’arrivons pas à joindre Amazon',
    happened: 'La connexion à Amazon est impossible pour le moment. Rien n’a été modifié.',
    next: amazonFault,
  },
  'amazon-timeout': {
    title: 'Amazon ne répond pas',
    happened: 'Amazon a mis trop de temps, et nous avons cessé d’attendre. Rien n’a été modifié.',
    next: amazonFault,
  },
  'amazon-unavailable': {
    title: 'Amazon est surchargé',
    happened: 'Login with Amazon n’est pas disponible pour le moment. Rien n’a été modifié.',
    next: amazonFault,
  },
  'amazon-answer-invalid': {
    title: 'La réponse d’Amazon n’était pas claire',
    happened: 'Nous n’avons pas pu lire ce qu’Amazon a envoyé. Personne n’a donc été connecté.',
    next: amazonFault,
  },
  'amazon-client-rejected': {
    title: 'Login with Amazon est mal configuré',
    happened: 'Amazon n’accepte pas ce site pour le moment. Vous n’y êtes pour rien.',
    next: setUpFault,
  },
  'amazon-token-rejected': {
    title: 'Amazon n’a pas confirmé votre connexion',
    happened:
      'Amazon n’a pas accepté la connexion qu’il venait lui-même d’accorder. Personne n’a été connecté.',
    next: amazonFault,
  },
  'amazon-scope-insufficient': {
    title: 'Amazon n’a pas partagé assez d’informations',
    happened: 'Amazon ne nous a pas permis de lire qui vous êtes.',
    next: 'Veuillez réessayer en autorisant le partage, ou vous connecter autrement.',
  },
  'amazon-profile-invalid': {
    title: 'Amazon n’a pas indiqué qui vous êtes',
    happened: 'La réponse d’Amazon ne contient aucun compte que nous puissions utiliser.',
    next: amazonFault,
  },
  'amazon-profile-legacy': {
    title: 'Login with Amazon est mal configuré',
    happened: 'Amazon a répondu sous une forme ancienne. Vous n’y êtes pour rien.',
    next: setUpFault,
  },
  'amazon-audience-mismatch': {
    title: 'Cette connexion est destinée à une autre application',
    happened: 'Amazon a accordé cette connexion à une autre application. Nous ne l’avons pas acceptée.',
    next: 'Veuillez recommencer depuis nos propres pages.',
  },
  'host-failed': {
    title: 'Votre compte n’a pas pu être ouvert',
    happened: 'Un problème est survenu de notre côté.',
    next: ownFault,
  },
  'session-failed': {
    title: 'Nous n’avons pas pu vous connecter',
    happened: 'Un problème est survenu de notre côté pendant la connexion.',
    next: ownFault,
  },
  'store-failed': {
    title: 'L’enregistrement a échoué',
    happened: 'Un problème est survenu de notre côté.',
    next: ownFault,
  },
  'mail-failed': {
    title: 'L’e-mail n’a pas pu être envoyé',
    happened: 'Nous n’avons pas pu vous envoyer d’e-mail. Rien n’a été modifié.',
    next: 'Veuillez réessayer dans quelques minutes.',
  },
  internal: {
    title: 'Un problème est survenu',
    happened: 'C’est notre faute, pas la vôtre.',
    next: ownFault,
  },
}
