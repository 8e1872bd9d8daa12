import type { SqlHostOptions } from './options.js'

const host: Readonly<Record<keyof SqlHostOptions, true>> = {
  database: true,
  accounts: true,
  links: true,
  emailComparison: true,
  passwords: true,
  passwordReset: true,
  hashPassword: true,
  releaseEmail: true,
  tickets: true,
  limits: true,
  audit: true,
  outbox: true,
  reservations: true,
  clock: true,
  verifyPassword: true,
  verifyNobody: true,
  waysToSignIn: true,
  endAccess: true,
  admit: true,
  updateAccount: true,
  setPassword: true,
}
const linksTable = { table: true, schema: true } as const
const linksColumn = { column: true, linkedAt: true, lastUsedAt: true, issuer: true } as const

/** Someone who writes `linkByEmail: true`, or mistypes `passwordReset`, must not believe that it worked. */
export function unknownOptionProblems(options: SqlHostOptions): string[] {
  const { links } = options
  return [
    ...unknownMembers('', options, host),
    ...unknownMembers('links.', links, 'table' in links ? linksTable : linksColumn),
  ]
}

/** `where` is what stands before the name, its dot included. */
export function unknownMembers(where: string, given: object, known: object): string[] {
  return Object.keys(given)
    .filter((member) => !Object.hasOwn(known, member))
    .map((member) => `${where}${member} does not exist: known are ${Object.keys(known).join(', ')}.`)
}
