/** Enough of an address to recognise it by, too little to write to: `k…@e….com`. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  if (at < 1) return '…'
  const [domain = '', ...rest] = email.slice(at + 1).split('.')
  return `${first(email)}…@${first(domain)}…${rest.length === 0 ? '' : `.${rest.at(-1)}`}`
}

/** The last four characters of an Amazon id. */
export function maskSubject(subject: string): string {
  const prefix = subject.startsWith('amzn1.account.') ? 'amzn1.account.' : ''
  const secret = subject.slice(prefix.length)
  return `${prefix}…${secret.length > 8 ? secret.slice(-4) : ''}`
}

function first(text: string): string {
  return Array.from(text)[0] ?? ''
}
