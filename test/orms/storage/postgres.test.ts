import { describeOn } from '../../support/servers.js'
import { contractOn } from './contract-on.js'
import { createPostgresBeside } from './postgres-beside.js'
import { postgresPresets } from './postgres-presets.js'

describeOn('postgres').each(Object.entries(postgresPresets))(
  'sqlLinks over PostgreSQL, by %s',
  (_name, open) => contractOn(open, createPostgresBeside),
)
