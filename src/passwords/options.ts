export type * from '../ports/password-options.js'
