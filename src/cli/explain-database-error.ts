import { type DatabaseAddress, withoutPassword } from './database-address.js'
import { UsageError } from './usage-error.js'

interface Explanation {
  /** Matched against the code and the message of the driver's error. */
  readonly when: RegExp
  readonly message: (place: string, detail: string) => string
  readonly nextStep: string
}

// In this order: a refusal for want of TLS comes under the code of a wrong password.
const explanations: readonly Explanation[] = [
  {
    when: /no pg_hba\.conf entry.*(?:SSL off|no encryption)|secure_transport|insecure transport|HANDSHAKE_SECURE/i,
    message: (place) => `${place} wants an encrypted connection.`,
    nextStep:
      'Add ?sslmode=verify-full (PostgreSQL) or ?ssl={"rejectUnauthorized":true} (MySQL) to the address.',
  },
  {
    when: /does not support SSL|HANDSHAKE_NO_SSL_SUPPORT/i,
    message: (place) => `${place} offers no encrypted connection, but the address asks for one.`,
    nextStep:
      'Turn TLS on at the server, or take sslmode or ssl out of the address if the way there is safe.',
  },
  {
    when: /SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|CERT_|ALTNAME|certificate/i,
    message: (place) => `${place} shows a certificate that is not trusted.`,
    nextStep: "Name the certificate of the server's authority in NODE_EXTRA_CA_CERTS.",
  },
  {
    when: /28P01|28000|ACCESS_DENIED_ERROR|ER_ACCESS_DENIED|SASL|password must be a string|password authentication/i,
    message: (place) =>
      `${place} does not let this user in: the name, the password or the machine is not accepted.`,
    nextStep:
      'Check user and password in the address; signs such as @ : / in a password are written as %40 %3A %2F.',
  },
  {
    when: /3D000|ER_BAD_DB_ERROR|ER_NO_DB_ERROR/,
    message: (place) => `There is no such database at ${place}.`,
    nextStep: 'Check the last part of the address: postgres://user@host/database.',
  },
  {
    when: /53300|ER_CON_COUNT_ERROR|ER_TOO_MANY_USER_CONNECTIONS|too many connections/i,
    message: (place) => `${place} has no connection left to give.`,
    nextStep: 'Try again when fewer are open.',
  },
  {
    when: /53100|SQLITE_FULL|ER_DISK_FULL|ER_RECORD_FILE_FULL|ENOSPC|database or disk is full/i,
    message: (place) => `The disk of ${place} is full.`,
    nextStep: 'Make room there, then run the same command again: it goes on where it stopped.',
  },
  {
    when: /25006|SQLITE_READONLY|readonly database|ER_OPTION_PREVENTS_STATEMENT|READ_ONLY_TRANSACTION|ER_READ_ONLY_MODE/i,
    message: (place) => `${place} can be read but not written.`,
    nextStep:
      'Name the database that is written to, not a copy of it; for a file look at its rights and at its folder.',
  },
  {
    when: /42501|ER_TABLEACCESS_DENIED|ER_COLUMNACCESS_DENIED|ER_DBACCESS_DENIED|ER_SPECIFIC_ACCESS_DENIED|SQLITE_AUTH/,
    message: (place, detail) => `This user lacks a right at ${place}: ${detail}`,
    nextStep: 'Let an administrator grant it, or run this command as the user who owns the tables.',
  },
  {
    when: /55P03|57014|SQLITE_BUSY|SQLITE_LOCKED|ER_LOCK_WAIT_TIMEOUT|ER_STATEMENT_TIMEOUT|ER_QUERY_TIMEOUT|database is locked/i,
    message: (place) =>
      `${place} did not get done in time: another program holds a lock, or the table is large.`,
    nextStep: 'Run it again when less is going on.',
  },
  {
    when: /SQLITE_NOTADB|not a database|SQLITE_CORRUPT|malformed/i,
    message: (place) => `${place} is no SQLite database, or a damaged one.`,
    nextStep: 'Name the file that your site keeps its data in.',
  },
  {
    when: /SQLITE_CANTOPEN|unable to open database file|EACCES|EPERM/,
    message: (place) => `${place} may not be opened by this user.`,
    nextStep: 'Let this user read and write the file and its folder.',
  },
  {
    when: /ECONNRESET|EPIPE|57P0[12]|PROTOCOL_CONNECTION_LOST|Connection terminated|connection is closed|server closed|PROTOCOL_ENQUEUE/i,
    message: (place) => `The connection to ${place} broke.`,
    nextStep: 'See that the server runs, then run the same command again: it goes on where it stopped.',
  },
  {
    when: /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ENOENT|timeout|57P03|terminated due to/i,
    message: (place) => `${place} cannot be reached.`,
    nextStep: 'See that the server runs, and that host and port in the address are right.',
  },
]

/** What a driver's error means for whoever runs the command, without the password; others are left as they are. */
export function explainDatabaseError(error: unknown, address: DatabaseAddress): unknown {
  if (error instanceof UsageError || !(error instanceof Error)) return error
  const words = wordsOf(error)
  const found = explanations.find(({ when }) => when.test(words))
  if (found === undefined) return error
  const detail = hidePassword(error.message, address)
  return new UsageError(found.message(address.shown, detail), found.nextStep)
}

/** A driver repeats the address it was given in some of its messages. */
export function hidePassword(message: string, { target, kind, shown }: DatabaseAddress): string {
  if (kind === 'sqlite') return message
  const password = URL.canParse(target) ? new URL(target).password : ''
  const spellings = [target, withoutPassword(target) === target ? '' : password, decode(password)]
  return spellings
    .filter((spelling) => spelling !== '')
    .reduce((text, spelling) => text.replaceAll(spelling, spelling === target ? shown : '…'), message)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

// Node wraps what went wrong with each address of a host into one error that says nothing itself.
function wordsOf(error: Error): string {
  const inner = error instanceof AggregateError ? error.errors.filter((one) => one instanceof Error) : []
  const cause = error.cause instanceof Error ? [error.cause] : []
  const code = 'code' in error ? String(error.code) : ''
  return [code, error.message, ...[...inner, ...cause].map(wordsOf)].join(' ')
}
