import type { HashProblem, PasswordFormat } from '../format.js'

type Row = readonly [name: string, problem: HashProblem, shape: RegExp]

/** Known, and never checked: said by name, so that nobody wonders why. */
const rows: readonly Row[] = [
  ['yescrypt', 'unsupported', /^\$(?:y|gy|7)\$/],
  ['bcrypt-2x', 'unsupported', /^\$2x?\$/],
  ['md5-crypt', 'weak', /^\$(?:1|apr1)\$/],
  ['sha1-crypt', 'unsupported', /^\$sha1\$/],
  ['ldap-unsalted', 'weak', /^\{(?:SHA|MD5|sha|md5)\}/],
  ['spring-noop', 'weak', /^\{(?:noop|CLEARTEXT|cleartext|PLAIN)\}/],
  ['spring-digest', 'weak', /^\{(?:MD4|MD5|SHA-1|SHA-256|sha256|ldap)\}/],
  ['digest-with-salt', 'weak', /^(?:md5|sha1|sha256|sha512)\$[^$]*\$[0-9a-f]{32,128}$/],
  ['mysql-native', 'weak', /^\*[0-9A-F]{40}$/],
  ['md5', 'weak', /^(?:[0-9a-f]{32}|[0-9A-F]{32})$/],
  ['sha1', 'weak', /^(?:[0-9a-f]{40}|[0-9A-F]{40})$/],
  ['sha256', 'weak', /^(?:[0-9a-f]{64}|[0-9A-F]{64})$/],
  ['sha512', 'weak', /^(?:[0-9a-f]{128}|[0-9A-F]{128})$/],
]

export const unverifiable: readonly PasswordFormat[] = rows.map(([name, problem, shape]) => ({
  name,
  ...(problem === 'weak' ? { weak: true } : {}),
  parse: (hash) => (shape.test(hash) ? problem : null),
}))
