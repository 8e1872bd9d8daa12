import { UsageError } from './usage-error.js'

/** Columns as named on the command line, where the usual names do not fit. */
export interface NamedColumns {
  readonly account: string | undefined
  readonly subject: string | undefined
}

/** Where in a line the two ids are. */
export interface CsvColumns {
  readonly account: number
  readonly subject: number
  readonly count: number
}

// `user_id` is not among them: to Amazon it is the subject, to most sites the account.
const accountNames = ['account_id', 'accountid']
const subjectNames = ['amazon_id', 'amazon_user_id', 'amazon_subject', 'subject']
const emailNames = ['email', 'e-mail', 'email_address', 'mail']

/** Finds the two columns in the header of a CSV file, whatever the case of their names. */
export function findCsvColumns(path: string, header: readonly string[], named: NamedColumns): CsvColumns {
  const names = header.map(fold)
  const account = find(names, named.account, accountNames)
  const subject = find(names, named.subject, subjectNames)
  if (account.length === 1 && subject.length === 1) {
    const [first = 0] = account
    const [second = 0] = subject
    if (first !== second) return { account: first, subject: second, count: header.length }
  }
  throw account.length === 0 && names.some((name) => emailNames.includes(name))
    ? onlyAddresses(path)
    : unclear(path, header)
}

function find(names: readonly string[], named: string | undefined, usual: readonly string[]): number[] {
  const wanted = named === undefined ? usual : [fold(named)]
  return names.flatMap((name, index) => (wanted.includes(name) ? [index] : []))
}

function fold(name: string): string {
  return name.trim().toLowerCase().replaceAll(' ', '_')
}

function onlyAddresses(path: string): UsageError {
  return new UsageError(
    `${path} names accounts by address only. Amazon's addresses are not verified, so an address that matches does not show whose account it is: whoever declared a customer's address at Amazon would get the account.`,
    'Export the id of the account that your old Login with Amazon stored beside each Amazon id, as account_id. Customers without one link on their next sign-in, with their password.',
  )
}

function unclear(path: string, header: readonly string[]): UsageError {
  const shown = header
    .slice(0, 12)
    .map((name) => JSON.stringify(name.slice(0, 40)))
    .join(', ')
  return new UsageError(
    `${path} needs one column with the id of the account (account_id) and one with the Amazon id (amazon_id); its header has ${shown}.`,
    'Name them: sparekey import --from-csv <file> --account-column <name> --subject-column <name>',
  )
}
