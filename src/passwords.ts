export type { HashProblem } from './passwords/format.js'
export { PasswordChecksError } from './passwords/limit-at-once.js'
export type {
  DigestScheme,
  FirebaseParameters,
  PasswordOptions,
  PasswordScheme,
  Pbkdf2Scheme,
  ScryptScheme,
} from './passwords/options.js'
export {
  describeHash,
  type HashDescription,
  recognizeHash,
  verifyNobody,
  verifyPasswordHash,
} from './passwords/verify.js'
