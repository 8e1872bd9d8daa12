import {
  anything,
  count,
  eitherOf,
  isRecord,
  objectOf,
  oneOf,
  oneOrMore,
  plainValue,
  recordOf,
  type Shape,
  text,
  textOr,
} from './config-shape.js'

const ownTable = objectOf({ table: text, schema: text }, ['table'])

const made = objectOf({ made: oneOf('now', 'uuid', 'random'), length: count }, ['made'])

const defaults = recordOf({
  problems: (value, place) => (isRecord(value) ? made : plainValue).problems(value, place),
})

const listed = oneOrMore(plainValue)

const flag = textOr(
  objectOf({ column: text, values: listed, otherThan: listed, when: oneOf('future', 'past') }, ['column']),
)

const normalized = objectOf({ column: text, case: oneOf('lower', 'upper') }, ['column', 'case'])

const part = { table: text, schema: text, account: text, defaults }

const accounts = objectOf(
  {
    table: text,
    schema: text,
    id: text,
    email: textOr(
      objectOf(
        {
          ...part,
          column: text,
          case: oneOf('lower', 'upper'),
          normalized,
          verified: flag,
          primary: text,
          copy: text,
        },
        ['column'],
      ),
    ),
    name: textOr(objectOf({ first: text, last: text }, ['first', 'last'])),
    username: textOr(
      objectOf({ column: text, from: oneOf('email'), pattern: text, maxLength: count, normalized }, [
        'column',
      ]),
    ),
    passwordHash: textOr(objectOf({ ...part, column: text, where: recordOf(plainValue) }, ['column'])),
    passwordSalt: text,
    emailVerified: flag,
    disabled: oneOrMore(flag),
    postalCode: text,
    fields: recordOf(text),
    defaults,
    newId: oneOf('uuid'),
  },
  ['table', 'id'],
)

const links = eitherOf({
  table: objectOf({ table: text, schema: text }),
  column: objectOf({ column: text, linkedAt: text, lastUsedAt: text, issuer: text }),
})

const host = objectOf(
  {
    accounts,
    links,
    emailComparison: oneOf('ignore-case', 'exact'),
    passwordReset: oneOf('by-mail', 'none'),
    releaseEmail: oneOf('clear'),
    passwords: anything,
    tickets: ownTable,
    limits: ownTable,
    audit: ownTable,
    outbox: ownTable,
    reservations: ownTable,
  },
  ['accounts', 'links'],
)

const database = eitherOf({
  env: objectOf({ env: text }),
  file: objectOf({ file: text }),
  url: objectOf({ url: text }),
})

/** What `sparekey.config.json` may hold. Names and tables are checked by `sqlHost`, which knows the database. */
export const configurationShape: Shape = objectOf({
  database,
  host,
  baseUrl: text,
  basePath: text,
  amazon: objectOf({ clientId: text, region: oneOf('na', 'eu', 'fe') }),
})
