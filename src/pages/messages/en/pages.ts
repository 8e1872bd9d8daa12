import type { Messages } from '../messages.js'

export const common: Messages['common'] = {
  problemPrefix: 'Problem: ',
  problemHeading: 'Please check this',
  amazonAccount: 'Amazon account',
  accountAt: (site) => `Account at ${site}`,
  noName: 'No name given',
  email: 'Email address',
  password: 'Password',
  passwordFor: (site) => `Your password for ${site}`,
  passwordStaysHere: (site) => `Not your Amazon password. It goes to ${site} only.`,
  forgotPassword: 'Forgot your password?',
  useAnotherAmazonAccount: 'Use another Amazon account',
  useAnotherAmazonAccountHelp: 'If Amazon does not ask which account, sign out at Amazon first.',
  otherWays: 'Other ways to go on',
  tryAgainIn: (duration) => `You can try again in ${duration}.`,
  betweenSentences: ' ',
}

export const link: Messages['link'] = {
  title: 'You already have an account',
  askTitle: 'Connect your account',
  located: (site) =>
    `An account at ${site} has this email address. Show that it is yours to connect the two.`,
  ask: (site) => `Enter the email address and password of your account at ${site}.`,
  askMismatch: 'The email address or the password is not right. Please check both.',
  why: 'You do this once. After that, Login with Amazon signs you in.',
  submit: 'Connect and sign in',
  signInPage: (site) => `Sign in on the ${site} sign-in page`,
  signInPageHelp: 'For passkeys, codes and other ways to sign in.',
  notMine: 'This is not my account',
  notMineHelp: 'You can then create a new account.',
  newAccount: 'Create a new account instead',
  neutral: (site) =>
    `This Amazon account is not connected to an account at ${site} yet. Connect one that you have, or create a new one.`,
  mail: 'Send me a mail with a code',
  mailHelp: 'For an account without a password. The mail goes to the address that the account has confirmed.',
  mailSent:
    'If an account without a password has this address, a mail with a code is on its way. The code works once, and only in this browser.',
  mailAgain: 'Send another mail',
  code: 'Code from the mail',
  codeHelp: 'Ten letters and digits. Upper or lower case does not matter.',
  codeSubmit: 'Connect and sign in',
}

export const register: Messages['register'] = {
  title: 'One more step',
  intro: (site) => `Please check your details. Then your account at ${site} is ready.`,
  submit: 'Create account',
  haveAccount: 'I already have an account',
  optional: '(optional)',
  name: 'Name',
  username: 'Username',
  postalCode: 'Postal code',
  choose: 'Please choose',
  fieldProblems: {
    required: 'Please fill this in.',
    taken: 'An account already uses this. If it is yours, choose “I already have an account”.',
    invalid: 'This does not look right. Please check it.',
    incomplete: 'Please give both your first and your last name.',
  },
  colon: ': ',
  codeSent: (address) =>
    `We sent a mail to ${address}. If it holds a code, enter it here to confirm your address. If not, the mail says how to go on.`,
  codeAgain: 'Send another mail',
}

export const confirm: Messages['confirm'] = {
  linkTitle: 'Connect this Amazon account?',
  linkIntro: (site) => `You are signed in at ${site} and asked to connect an Amazon account.`,
  linkEffect: (site) => `Whoever can sign in to this Amazon account can then open your account at ${site}.`,
  linkMine: 'Yes, this is my Amazon account',
  linkSubmit: 'Connect this Amazon account',
  linkDecline: 'Do not connect',
  switchTitle: 'Switch to another account?',
  switchIntro: (site) =>
    `This Amazon account belongs to another account at ${site} than the one that is signed in.`,
  switchEffect: 'If you switch, the account that is signed in now is signed out first.',
  switchSubmit: 'Switch account',
  switchDecline: 'Stay signed in',
  signedInHere: (site) => `Signed in at ${site}`,
  askPassword: 'You signed in a while ago. Please enter your password once more.',
}

export const connections: Messages['connections'] = {
  title: 'Login with Amazon',
  intro: (site) => `The Amazon account that can sign you in at ${site}.`,
  linkedAt: 'Connected',
  lastUsedAt: 'Last used',
  notKnown: 'Not known',
  remove: 'Remove this connection',
  removeHelp: (site) => `Your account at ${site} stays. This Amazon account no longer signs you in.`,
  empty: 'No Amazon account is connected',
  emptyHelp: (site) => `Connect one, and you can sign in at ${site} without another password.`,
  signOut: (site) =>
    `Signing out of ${site} does not sign you out of Amazon. On a shared computer, sign out at Amazon too.`,
  notices: {
    linked: 'Your Amazon account is connected.',
    unlinked: 'The connection to Amazon is removed.',
    'password-set': 'Your password is set.',
  },
  otherEmail: 'Your Amazon account shows another email address:',
  changeEmail: 'Change the address here too',
  setPassword: 'Set a password',
  setPasswordHelp: (site) =>
    `With a password you can sign in at ${site} without Amazon too. We first send a code to your email address.`,
  setPasswordSend: 'Send me a code',
  setPasswordSubmit: 'Set password',
  newPassword: (site) => `New password for ${site}`,
  signInAgain: 'You signed in a while ago. Please sign in with Amazon once more, then come back here.',
}

export const undo: Messages['undo'] = {
  title: 'This was not you?',
  intro: (site) => `An Amazon account was connected to your account at ${site}.`,
  effect: 'If you go on, the connection is removed and every device is signed out.',
  submit: 'Remove the connection',
  doneTitle: 'The connection is removed',
  done: (site) =>
    `Nobody can open your account at ${site} with that Amazon account any more. Change your password now.`,
}

export const device: Messages['device'] = {
  title: 'Go on with your device',
  intro: (site) =>
    `Your TV or app shows a code. Type it here, then sign in with the same Amazon account as there. Your account at ${site} is then connected.`,
  code: 'Code on your device',
  codeHelp: 'Eight letters and digits. Upper or lower case does not matter.',
  warning: 'Type only a code that your own device shows, never one that somebody sent you.',
  doneTitle: 'That was all',
  done: 'Your device goes on by itself in a moment. You can close this page.',
}

export const other: Messages['other'] = {
  startTitle: (site) => `Sign in to ${site}`,
  startIntro: (site) => `Use your Amazon account to sign in to ${site} or to create an account.`,
  continueTitle: 'On to Amazon',
  continueIntro: 'You are on your way to Amazon. If nothing happens, use the link.',
  continueLink: 'Continue to Amazon',
  onwardTitle: 'One moment',
  onwardIntro: 'You are on your way. If nothing happens, use the link.',
  onwardLink: 'Continue',
  tryAgain: 'Try again',
  signIn: (site) => `Sign in at ${site}`,
  goHome: (site) => `Back to ${site}`,
  reference: 'Reference:',
  noAnswer: {
    title: 'No connection',
    happened: 'There was no answer, so it is not certain whether your last step arrived.',
    next: 'Please check your connection and try again.',
  },
}

export const buttonHints: Messages['buttonHints'] = {
  'sign-in': 'Sign in with your Amazon account. No new password needed.',
  register: 'Create your account with your Amazon name and email address.',
  checkout: 'Sign in with your Amazon account, then go on with your order.',
  link: 'Connect your Amazon account to sign in with it next time.',
}

export const passwordResetNote: Messages['passwordResetNote'] = {
  signedInWithAmazon: (site) =>
    `You are signed in with Amazon. Your Amazon password is changed at Amazon, not here. A password set here is for ${site} only.`,
  anyone: (site) =>
    `Do you sign in at ${site} with Amazon? Then you need no password here. If you forgot your Amazon password, reset it at Amazon.`,
  inMail: (site) =>
    `You sign in at ${site} with Amazon, so this account has no password here. If you forgot your Amazon password, reset it at Amazon.`,
}
