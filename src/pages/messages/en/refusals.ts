import type { Messages } from '../messages.js'

const beginAgain = 'Please start again with Login with Amazon.'

export const refusals: Messages['refusals'] = {
  'authorization-declined': {
    title: 'You are not signed in',
    happened: 'You chose not to share your Amazon details, so nothing was changed.',
    next: 'You can try again whenever you like, or sign in another way.',
  },
  'authorization-failed': {
    title: 'Amazon did not sign you in',
    happened: 'Amazon sent you back without signing you in.',
    next: 'Please try again. If it happens again, sign in another way.',
  },
  'code-rejected': {
    title: 'This sign-in was already used',
    happened:
      'Amazon’s answer works only once and only for a short time. This happens after reloading or going back.',
    next: beginAgain,
  },
  'token-rejected': {
    title: 'Amazon no longer vouches for this sign-in',
    happened: 'The access token that the app sent is expired, withdrawn or not one of Amazon’s.',
    next: 'Sign in at Amazon again in the app.',
  },
  'token-of-another-client': {
    title: 'This sign-in belongs to another app',
    happened: 'Amazon gave the access token to another app than this one, so it is not used here.',
    next: 'Sign in with Amazon in this app.',
  },
  'device-code-wrong': {
    title: 'The code does not fit this Amazon account',
    happened: 'The code was shown for another Amazon account, is too old, or is mistyped.',
    next: 'Look at your device again, and sign in with the same Amazon account as there.',
  },
  'device-code-expired': {
    title: 'The code has expired',
    happened: 'Nobody used the code in time.',
    next: 'Begin again on your device to get a new code.',
  },
  'transaction-missing': {
    title: 'We could not find your sign-in',
    happened: 'This browser did not start the sign-in, or it does not keep cookies.',
    next: 'Please start again in this browser, and allow cookies for this site.',
  },
  'transaction-unknown': {
    title: 'This sign-in does not fit',
    happened: 'Amazon’s answer does not belong to a sign-in that was started in this browser.',
    next: beginAgain,
  },
  'transaction-expired': {
    title: 'The sign-in took too long',
    happened: 'For your safety, a sign-in must be finished within a few minutes.',
    next: beginAgain,
  },
  'session-changed': {
    title: 'Your sign-in has changed',
    happened: 'Someone signed in or out in this browser in the meantime, so nothing was connected.',
    next: 'Sign in to the account that you want to connect, then start again.',
  },
  'already-signed-in': {
    title: 'Another account is signed in',
    happened: 'This Amazon account is not connected to the account that is signed in here.',
    next: 'To connect it, open your account settings. To use another account, sign out first.',
  },
  'linked-to-another-account': {
    title: 'This Amazon account is in use',
    happened: 'This Amazon account is already connected to another account. Nothing was changed.',
    next: 'Sign in with Amazon to open that account, or use another Amazon account.',
  },
  'account-has-another-link': {
    title: 'Another Amazon account is connected',
    happened: 'Your account is already connected to a different Amazon account.',
    next: 'Sign in with that Amazon account, or remove it in your account settings first.',
  },
  'already-linked': {
    title: 'Already connected',
    happened: 'This Amazon account is connected to your account. There is nothing left to do.',
    next: 'Next time, sign in with Login with Amazon.',
  },
  'account-disabled': {
    title: 'This account is closed to sign-in',
    happened: 'The account cannot be used at the moment.',
    next: 'Please contact support.',
  },
  'account-gone': {
    title: 'The account no longer exists',
    happened: 'The account that you wanted to use has been deleted.',
    next: 'Start again to create a new account.',
  },
  'account-refused': {
    title: 'You cannot sign in now',
    happened: 'This account is not allowed to sign in at the moment.',
    next: 'Please contact support.',
  },
  'account-ambiguous': {
    title: 'We cannot tell which account is yours',
    happened: 'The email address and password do not point to exactly one account.',
    next: 'Sign in the usual way, then connect Amazon in your account settings.',
  },
  'registration-closed': {
    title: 'New accounts are closed',
    happened: 'No account is connected to this Amazon account, and new accounts are not open at the moment.',
    next: 'If you have an account, sign in the usual way and connect Amazon in your account settings.',
  },
  'sign-in-required': {
    title: 'Please sign in first',
    happened: 'This page is for people who are signed in.',
    next: 'Sign in, then come back here.',
  },
  'reauthentication-required': {
    title: 'Please confirm that it is you',
    happened: 'You signed in a while ago, and this change needs a fresh sign-in.',
    next: 'Enter your password, or sign in again.',
  },
  'wrong-password': {
    title: 'That did not match',
    happened: 'The password does not fit this account.',
    next: 'Use your password for this site, not the one for Amazon.',
  },
  'password-missing': {
    title: 'The password is missing',
    happened: 'Please enter your password.',
    next: '',
  },
  'password-locked': {
    title: 'The password is locked for now',
    happened: 'There were too many wrong attempts, so this account does not take its password at the moment.',
    next: 'Wait a while, or set a new password with “Forgot your password?”.',
  },
  'code-wrong': {
    title: 'This code does not work',
    happened: 'The code is not right, was used before, or is for another browser.',
    next: 'Check the latest mail, or ask for another one.',
  },
  'undo-expired': {
    title: 'There is nothing left to undo',
    happened: 'This link was used before, is too old, or the connection is gone already.',
    next: 'Look at your settings to see how you sign in, and change your password if in doubt.',
  },
  'password-exists': {
    title: 'You have a password already',
    happened: 'This account has a password, so this page cannot set one.',
    next: 'Change it in your account settings.',
  },
  'too-many-attempts': {
    title: 'Too many attempts',
    happened: 'To keep accounts safe, we limit how often this can be tried.',
    next: 'Please wait a little before you try again.',
  },
  'ticket-missing': {
    title: 'We lost track of your sign-in',
    happened:
      'There is no sign-in waiting in this browser. It may be finished already, or cookies are turned off.',
    next: beginAgain,
  },
  'ticket-expired': {
    title: 'The sign-in took too long',
    happened: 'For your safety, this step is open for a short time only.',
    next: beginAgain,
  },
  'ticket-used': {
    title: 'This step is already done',
    happened: 'You finished this sign-in before, perhaps in another tab.',
    next: 'If you are not signed in, start again with Login with Amazon.',
  },
  'ticket-mismatch': {
    title: 'This page is out of date',
    happened: 'The sign-in went on somewhere else, perhaps in another tab.',
    next: beginAgain,
  },
  declined: {
    title: 'Nothing was connected',
    happened: 'You chose not to go on, so nothing was changed.',
    next: 'You can start again whenever you like, or sign in another way.',
  },
  'not-linked': {
    title: 'No Amazon account is connected',
    happened: 'There is no connection to remove. It may be removed already.',
    next: '',
  },
  'last-way-to-sign-in': {
    title: 'This is your only way to sign in',
    happened: 'Without it you could not open your account any more, so it cannot be removed yet.',
    next: 'Set a password for your account first. Then you can remove the connection.',
  },
  'cross-site-request': {
    title: 'Please do this on our own pages',
    happened: 'The request came from another website, so we did not carry it out.',
    next: 'If this was you, start again here.',
  },
  'csrf-token-invalid': {
    title: 'This page is out of date',
    happened: 'The form no longer fits your sign-in, so nothing was changed.',
    next: 'Go back, reload the page and try again.',
  },
  'malformed-request': {
    title: 'We could not read that',
    happened: 'The request was not complete, so nothing was changed.',
    next: 'Please start again.',
  },
  'unsupported-content-type': {
    title: 'We could not read that',
    happened: 'The request came in a form that we do not accept.',
    next: 'Please start again and use the form on the page.',
  },
  'body-too-large': {
    title: 'That was too much',
    happened: 'The form holds more text than we accept.',
    next: 'Please go back and shorten what you entered.',
  },
  'method-not-allowed': {
    title: 'This address is not a page',
    happened: 'The address works only from a button or a form.',
    next: 'Please start again from our own pages.',
  },
  'route-unknown': {
    title: 'There is no page here',
    happened: 'The address may be mistyped or out of date.',
    next: 'Please start again from our own pages.',
  },
  'try-again': {
    title: 'Please try again',
    happened: 'Something else was changed at the same moment, so nothing was done.',
    next: 'One more try is usually enough.',
  },
}
