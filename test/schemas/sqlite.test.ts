import { describe } from 'vitest'
import { testApplicationsOn } from './application-suite.js'

describe('an application on SQLite', () => {
  testApplicationsOn('sqlite')
})
