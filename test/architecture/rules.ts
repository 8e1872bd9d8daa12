import { posix } from 'node:path'
import {
  folderOf,
  type Import,
  parseImports,
  type SourceFile,
  withoutComments,
  withoutStrings,
} from './source-files.js'

/** Who may import whom. A folder may always import itself; `linking (types)` means types and nothing else. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  linking: [],
  amazon: [],
  emulator: [],
  ports: ['linking (types)'],
  pages: ['linking (types)'],
  sql: ['ports', 'linking (types)'],
  passwords: ['ports', 'linking (types)'],
  limits: ['ports', 'linking (types)'],
  testing: ['ports', 'linking (types)'],
  mounts: ['ports', 'linking (types)'],
  // Runs at the visitor's: the client alone, the components with the pages' words and looks.
  client: ['linking (types)'],
  components: ['client', 'pages', 'linking (types)'],
  // Node's way to reach Amazon: it fills the socket that amazon/ describes.
  'mounts/undici-transport.ts': ['amazon'],
  flows: ['linking', 'amazon', 'ports'],
  http: ['flows', 'pages', 'linking', 'ports'],
  cli: ['entry'],
  // What the composition root is made of: the options, what is wrong with them, and the wiring.
  configuration: ['linking', 'amazon', 'ports', 'pages', 'limits', 'flows', 'http'],
  entry: ['*'],
}

/** Packages that only some folders may name, so that nobody needs to install what they do not use. */
export const keptTo: Readonly<Record<string, readonly string[]>> = {
  kysely: ['sql'],
  express: ['mounts'],
  '@node-rs/argon2': ['passwords'],
  '@node-rs/bcrypt': ['passwords'],
  undici: ['mounts'],
  citty: ['cli'],
  'rate-limiter-flexible': ['limits'],
  react: ['components', 'mounts'],
}

/** Folders that run anywhere the web's standards are: no Node modules. */
export const webStandardsOnly: readonly string[] = [
  'linking',
  'amazon',
  'ports',
  'flows',
  'http',
  'pages',
  'client',
  'components',
]

export const mostLines = 300

/** Every sentence is one broken rule; none is the wanted answer. */
export function findImportProblems(file: SourceFile): string[] {
  const place = placeOf(file.path)
  const allowed = mayImport[file.path] ?? mayImport[place]
  if (allowed === undefined) return [`${file.path}: ${place}/ is not in the table of rules`]
  return parseImports(file.text).flatMap((imported) => [
    ...findOwnImportProblem(file.path, allowed, imported),
    ...findPackageProblem(file.path, imported),
  ])
}

function findOwnImportProblem(path: string, allowed: readonly string[], { specifier, of }: Import): string[] {
  if (!specifier.startsWith('.')) return []
  const place = placeOf(path)
  const target = placeOf(posix.join(posix.dirname(path), specifier))
  const isAllowed =
    target === place || allowed.includes(target) || (allowed.includes('*') && target !== 'cli')
  if (isAllowed || (of === 'types' && allowed.includes(`${target} (types)`))) return []
  return [`${path} imports ${specifier}: ${place} may not import ${of} of ${target}`]
}

function findPackageProblem(path: string, { specifier, of }: Import): string[] {
  const place = placeOf(path)
  if (specifier.startsWith('node:') && webStandardsOnly.includes(place)) {
    return [`${path} imports ${specifier}: ${place} uses web standards only`]
  }
  const owner =
    Object.keys(keptTo).find((name) => specifier === name || specifier.startsWith(`${name}/`)) ?? ''
  const places = keptTo[owner] ?? [place]
  if (of === 'types' || places.includes(place)) return []
  return [`${path} imports ${specifier}: ${owner} is kept to ${places.join(', ')}`]
}

// The command line's own entry is part of it: it is a program that uses the package, not a part of the package.
function placeOf(path: string): string {
  return /^cli\.[jt]s$/.test(path) ? 'cli' : folderOf(path)
}

export function findGlobalProblems(file: SourceFile): string[] {
  if (placeOf(file.path) === 'cli') return []
  const code = withoutStrings(withoutComments(file.text))
  return [
    ...(/\bprocess\s*\??\.\s*env\b/.test(code) ? [`${file.path} reads process.env`] : []),
    ...(/\bconsole\s*\./.test(code) ? [`${file.path} writes to the console`] : []),
  ]
}

export function findSizeProblem(file: SourceFile): string[] {
  const lines = file.text.trimEnd().split('\n').length
  return lines > mostLines ? [`${file.path} has ${lines} lines, more than ${mostLines}`] : []
}

/** Compares the files directly in `src/` with the package's `exports`; the command line is a `bin` instead. */
export function findEntryProblems(
  files: readonly SourceFile[],
  exported: Readonly<Record<string, unknown>>,
): string[] {
  const written = files.map((file) => file.path).filter((path) => placeOf(path) === 'entry')
  const promised = Object.keys(exported)
    .filter((subpath) => subpath !== './package.json')
    .map((subpath) => (subpath === '.' ? 'index.ts' : `${subpath.slice('./'.length).replace('/', '-')}.ts`))
  return [
    ...written.filter((path) => !promised.includes(path)).map((path) => `${path} is no exports entry`),
    ...promised
      .filter((path) => !written.includes(path))
      .map((path) => `exports promises ${path}, which does not exist`),
  ]
}

const SECRETS: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\bamzn1\.oa2-cs\.v1\.[0-9a-f]{64}\b/,
  /\bAtz[ar]\|[\w+/=-]{100,}/,
  /\bnpm_[A-Za-z0-9]{36}\b/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /\/(?:home|Users)\/[a-z][\w.-]*\//,
]

// The client that every emulator knows: public on purpose, and worth nothing at Amazon.
const PUBLIC_CLIENT = /\bamzn1\.oa2-cs\.v1\.0f1e2d3c4b5a6978[0-9a-f]+\b/g

/** Looks for what would be a real credential, or a path of the machine it was written on. */
export function findSecrets(file: SourceFile): string[] {
  const text = file.text.replaceAll(PUBLIC_CLIENT, '')
  return SECRETS.filter((pattern) => pattern.test(text)).map((pattern) => `${file.path} matches ${pattern}`)
}
