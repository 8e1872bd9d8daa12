import {
  anything,
  eitherOf,
  objectOf,
  oneOf,
  plainValue,
  recordOf,
  type Shape,
  text,
} from './config-shape.js'

const ownTable = objectOf({ table: text }, ['table'])

const accounts = objectOf(
  {
    table: text,
    schema: text,
    id: text,
    email: anything,
    name: anything,
    passwordHash: anything,
    emailVerified: text,
    disabled: anything,
    postalCode: text,
    username: anything,
    fields: recordOf(text),
    defaults: recordOf(plainValue),
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
    passwords: anything,
    tickets: ownTable,
    limits: ownTable,
    audit: ownTable,
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
