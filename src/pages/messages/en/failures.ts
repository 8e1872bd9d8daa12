import type { Messages } from '../messages.js'

const amazonFault = 'Please try again in a few minutes, or sign in another way.'
const setUpFault = 'Please sign in another way, and tell us if you can.'
const ownFault = 'Please try again in a few minutes.'

export const failures: Messages['failures'] = {
  'amazon-unreachable': {
    title: 'We cannot reach Amazon',
    happened: 'There is no connection to Amazon at the moment. Nothing was changed.',
    next: amazonFault,
  },
  'amazon-timeout': {
    title: 'Amazon does not answer',
    happened: 'Amazon took too long, so we stopped waiting. Nothing was changed.',
    next: amazonFault,
  },
  'amazon-unavailable': {
    title: 'Amazon is busy',
    happened: 'Login with Amazon is not available at the moment. Nothing was changed.',
    next: amazonFault,
  },
  'amazon-answer-invalid': {
    title: 'Amazon’s answer was not clear',
    happened: 'We could not read what Amazon sent, so nobody was signed in.',
    next: amazonFault,
  },
  'amazon-client-rejected': {
    title: 'Login with Amazon is not set up right',
    happened: 'Amazon does not accept this site at the moment. This is not your fault.',
    next: setUpFault,
  },
  'amazon-token-rejected': {
    title: 'Amazon did not confirm your sign-in',
    happened: 'Amazon did not accept the sign-in that it had just given. Nobody was signed in.',
    next: amazonFault,
  },
  'amazon-scope-insufficient': {
    title: 'Amazon did not share enough',
    happened: 'Amazon did not allow us to read who you are.',
    next: 'Please try again and allow sharing, or sign in another way.',
  },
  'amazon-profile-invalid': {
    title: 'Amazon did not say who you are',
    happened: 'The answer from Amazon has no account in it that we could use.',
    next: amazonFault,
  },
  'amazon-profile-legacy': {
    title: 'Login with Amazon is not set up right',
    happened: 'Amazon answered in an outdated form. This is not your fault.',
    next: setUpFault,
  },
  'amazon-audience-mismatch': {
    title: 'This sign-in is for another app',
    happened: 'Amazon gave this sign-in to a different app, so we did not accept it.',
    next: 'Please start again from our own pages.',
  },
  'host-failed': {
    title: 'Your account could not be opened',
    happened: 'Something went wrong on our side.',
    next: ownFault,
  },
  'session-failed': {
    title: 'You could not be signed in',
    happened: 'Something went wrong on our side while signing you in.',
    next: ownFault,
  },
  'store-failed': {
    title: 'That could not be saved',
    happened: 'Something went wrong on our side.',
    next: ownFault,
  },
  'mail-failed': {
    title: 'The mail could not be sent',
    happened: 'We could not send you a mail just now. Nothing was changed.',
    next: 'Please try again in a few minutes.',
  },
  internal: {
    title: 'Something went wrong',
    happened: 'This is our fault, not yours.',
    next: ownFault,
  },
}
