import type { PasswordScheme } from '../passwords.js'
import type { InspectionChoices } from '../sql.js'
import { databaseArguments } from './database-arguments.js'
import { UsageError } from './usage-error.js'

const column = 'column, or none'

export const initArguments = {
  ...databaseArguments,
  yes: { type: 'boolean', description: 'Takes what is sure or likely, and asks nothing' },
  force: { type: 'boolean', description: 'Writes over files that are there already' },
  table: { type: 'string', valueHint: 'table', description: 'The table of accounts' },
  email: {
    type: 'string',
    valueHint: column,
    description: 'The address; <table>.<column> for another table',
  },
  name: { type: 'string', valueHint: 'column or first,last', description: "A person's name, or none" },
  username: { type: 'string', valueHint: column, description: 'A name to sign in with' },
  password: { type: 'string', valueHint: column, description: 'The password hash' },
  'password-scheme': {
    type: 'string',
    valueHint: 'scheme',
    description: 'How hashes were made that do not say it themselves, such as sha256(salt+password)',
  },
  verified: { type: 'string', valueHint: column, description: 'What tells that an address is proven' },
  disabled: { type: 'string', valueHint: column, description: 'What tells that an account is closed' },
  defaults: {
    type: 'string',
    valueHint: 'column=value,…',
    description: 'What a new account gets in columns that may not be empty',
  },
  links: {
    type: 'string',
    valueHint: 'table or column',
    description: 'Where links are kept: in a table of their own (default), or in a column of the accounts',
  },
  column: { type: 'string', valueHint: 'column', description: 'The column for --links column' },
  'base-url': {
    type: 'string',
    valueHint: 'url',
    description: 'Where your site is, such as https://shop.example',
  },
} as const

export interface InitArguments {
  readonly table: string | undefined
  readonly email: string | undefined
  readonly name: string | undefined
  readonly username: string | undefined
  readonly password: string | undefined
  readonly 'password-scheme': string | undefined
  readonly verified: string | undefined
  readonly disabled: string | undefined
  readonly defaults: string | undefined
  readonly links: string | undefined
  readonly column: string | undefined
}

type Columns = NonNullable<InspectionChoices['columns']>

/** What the flags say about the database already. */
export function readChoices(given: InitArguments): InspectionChoices {
  const columns: Columns = {
    ...chosen('email', given.email),
    ...chosen('username', given.username),
    ...chosen('passwordHash', given.password),
    ...chosen('emailVerified', given.verified),
    ...chosenName(given.name),
    ...chosenDisabled(given.disabled),
  }
  const scheme = given['password-scheme']
  return {
    columns,
    ...(given.table === undefined ? {} : { table: given.table }),
    ...(given.defaults === undefined ? {} : { defaults: readDefaults(given.defaults) }),
    ...(scheme === undefined ? {} : { passwordScheme: readScheme(scheme) }),
    ...chosenLinks(given),
  }
}

function chosen(part: keyof Columns, value: string | undefined): Columns {
  return value === undefined ? {} : { [part]: value === 'none' ? null : value }
}

function chosenName(value: string | undefined): Columns {
  if (value === undefined) return {}
  if (value === 'none') return { name: null, firstName: null, lastName: null }
  const [first = '', last] = value.split(',').map((word) => word.trim())
  if (last === undefined) return { name: first, firstName: null, lastName: null }
  return { name: null, firstName: first, lastName: last }
}

/** `banned`, `status=closed,banned`, or `none`. */
function chosenDisabled(value: string | undefined): Columns {
  if (value === undefined) return {}
  const none = { enabled: null, disabled: null, status: null }
  return value === 'none' ? none : { ...none, disabled: value }
}

/** `sha256(salt+password)`, `plain`, or the JSON of a scheme with its parameters. */
export function readScheme(text: string): PasswordScheme {
  const scheme = text.startsWith('{') ? readJson(text) : text
  if (isScheme(scheme)) return scheme
  throw new UsageError(
    `--password-scheme: "${text}" is no scheme that is known here.`,
    'Write for example "sha256(salt+password)", "sha1(password)" or {"pbkdf2":"sha256","rounds":10000,"keyBytes":32}; docs/passwords.md lists them.',
  )
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isScheme(scheme: unknown): scheme is PasswordScheme {
  if (typeof scheme === 'string')
    return /^(?:plain|(?:md5|sha1|sha256|sha512)\((?:password|salt\+password|password\+salt)\))$/.test(scheme)
  if (typeof scheme !== 'object' || scheme === null || !('keyBytes' in scheme)) return false
  return ('pbkdf2' in scheme && 'rounds' in scheme) || 'scrypt' in scheme
}

function readDefaults(text: string): Record<string, string | number | boolean | null> {
  return Object.fromEntries(
    text.split(',').map((part) => {
      const at = part.indexOf('=')
      if (at < 1) {
        throw new UsageError(
          `--defaults: "${part}" does not say what a column gets.`,
          'Write it as --defaults role=customer,group_id=2',
        )
      }
      return [part.slice(0, at).trim(), readValue(part.slice(at + 1))]
    }),
  )
}

function readValue(text: string): string | number | boolean | null {
  if (text === 'true' || text === 'false') return text === 'true'
  if (text === 'null') return null
  return /^-?\d{1,15}$/.test(text) ? Number(text) : text
}

function chosenLinks({ links, column: name }: InitArguments): Pick<InspectionChoices, 'links'> {
  if (links === undefined && name === undefined) return {}
  if (links === 'table' && name === undefined) return { links: { table: 'amazon_links' } }
  if (links !== 'table' && name !== undefined && (links === undefined || links === 'column'))
    return { links: { column: name } }
  throw new UsageError(
    links === 'column'
      ? '--links column does not say which one.'
      : `--links ${links ?? ''} is not known here.`,
    'Write --links table, or --links column --column amazon_user_id',
  )
}
