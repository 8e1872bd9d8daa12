import type { Mail } from './outbox.js'

const REGARDS = 'Warm regards,\nPaper Lantern Books'

export function confirmAddressMail(to: string, link: string): Mail {
  return {
    to,
    subject: 'Confirm your address',
    text: `Welcome to Paper Lantern Books.\n\nPlease confirm that this is your address:\n${link}\n\nThe link works for three days. If you did not register, you can ignore this mail.\n\n${REGARDS}`,
  }
}

/** `note` is about another way in that this customer has. */
export function resetPasswordMail(to: string, link: string, note: string | null = null): Mail {
  return {
    to,
    subject: 'Set a new password',
    text: `Somebody asked for a new password for your account. If it was you, set it here:\n${link}\n\n${note === null ? '' : `${note}\n\n`}The link works once, for one hour. If it was not you, you can ignore this mail: nothing changes.\n\n${REGARDS}`,
  }
}

/** `linked` says which other way in has stayed as it was. */
export function passwordChangedMail(to: string, linked: string | null = null): Mail {
  return {
    to,
    subject: 'Your password was changed',
    text: `The password of your account was just changed, and other devices were signed out.${linked === null ? '' : `\n\n${linked}`}\n\nIf that was not you, set a new one now with "Forgotten your password?" on our sign-in page.\n\n${REGARDS}`,
  }
}

export function changeAddressMail(to: string, link: string): Mail {
  return {
    to,
    subject: 'Your new address',
    text: `Somebody asked us to write to this address from now on. If it was you, confirm it in the browser you are signed in with:\n${link}\n\nThe link works once, for one hour. If it was not you, you can ignore this mail: nothing changes.\n\n${REGARDS}`,
  }
}

export function addressChangedMail(to: string): Mail {
  return {
    to,
    subject: 'Your address was changed',
    text: `We write to another address of yours from now on; this was the last mail to this one.\n\nIf that was not you, please answer this mail.\n\n${REGARDS}`,
  }
}

export function signInCodeMail(to: string, code: string): Mail {
  return {
    to,
    subject: 'Your code for signing in',
    text: `Somebody has typed your password and wants to sign in. If it was you, this is the second half:\n\n${code}\n\nThe code works for ten minutes, in the browser that asked for it. If it was not you, please set a new password.\n\n${REGARDS}`,
  }
}

export function orderMail(to: string, order: { reference: string; total: string }): Mail {
  return {
    to,
    subject: `Your order ${order.reference}`,
    text: `Thank you for your order ${order.reference} over ${order.total}.\n\nThis shop is a demonstration: nothing is charged and nothing is sent.\n\n${REGARDS}`,
  }
}
