import { relative } from 'node:path'
import type { Candidate, Inspection } from '../sql.js'
import type { Configuration, DatabaseEntry } from './config-file.js'
import type { DatabaseKind } from './database-address.js'
import { type PlannedFile, secretWarnings } from './init-files.js'
import { nextSteps, renderCode, siteSteps } from './init-next-steps.js'
import type { Project } from './init-project.js'
import type { Report } from './report.js'

/** Everything `init` is about to write. */
export interface Plan {
  readonly kind: DatabaseKind
  readonly entry: DatabaseEntry
  readonly configuration: Configuration
  readonly statements: readonly string[]
  readonly files: readonly PlannedFile[]
  /** Null where no package.json tells. */
  readonly project: Project | null
  /** The one of them that gets a password. */
  readonly secret: PlannedFile | null
}

/** What was found out about the table of accounts, for people. */
export function renderCandidate(candidate: Candidate, shown: string): string {
  const { table, schema, id, estimatedRows, confidence, reasons, findings } = candidate
  const rows = estimatedRows === null ? '' : `, about ${estimatedRows.toLocaleString('en')} rows`
  const lines = Object.entries(findings).map(([part, found]) => [
    labels[part] ?? part,
    found.table === null ? found.column : `${found.table}.${found.column}`,
    found.confidence,
    found.reasons.join('; '),
  ])
  return [
    `Looked at ${shown}. Nothing in it was changed.`,
    '',
    `Accounts: ${schema === null ? table : `${schema}.${table}`} (${confidence}${rows})`,
    `  ${reasons.join('; ')}`,
    '',
    ...columns([['id', id?.column ?? '(none)', id === null ? '' : 'sure', id?.type ?? ''], ...lines]),
    ...renderEmailComparison(candidate),
  ].join('\n')
}

const labels: Readonly<Record<string, string>> = {
  email: 'address',
  passwordHash: 'password hash',
  salt: 'salt',
  firstName: 'first name',
  lastName: 'last name',
  postalCode: 'postal code',
  emailVerified: 'address proven',
  enabled: 'account open',
  disabled: 'account closed',
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = [0, 1, 2].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  return rows.map((row) => `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd())
}

function renderEmailComparison({ emailComparison }: Candidate): string[] {
  if (emailComparison === null) return []
  const { proposal, confidence, reasons } = emailComparison
  const how = proposal === 'ignore-case' ? 'A to Z count as a to z' : 'exactly as they are written'
  return ['', `Addresses are compared: ${how} (${confidence})`, ...reasons.map((reason) => `  ${reason}`)]
}

/** What is to be known, and what may be said better. */
export function renderNotes({ problems, questions }: Candidate): string[] {
  const warnings = problems.filter(({ weight }) => weight === 'warns')
  const optional = questions.filter(({ weight }) => weight === 'optional')
  return [
    ...warnings.map(({ problem, wayOut }) => `! ${problem}\n  ${wayOut}`),
    ...optional.map(({ question, flag }) => `! ${question}${flag === '' ? '' : `\n  ${flag}`}`),
  ]
}

interface Obstacle {
  readonly problem: string
  readonly nextStep: string
}

/** Everything that keeps `init` from writing, each with its way out. */
export function findObstacles({ problems, candidates }: Inspection): Obstacle[] {
  const [best] = candidates
  const stops = [...problems, ...(best?.problems ?? [])].filter(({ weight }) => weight === 'stops')
  const needed = (best?.questions ?? []).filter(({ weight }) => weight === 'needed')
  return [
    ...stops.map(({ problem, wayOut }) => ({ problem, nextStep: wayOut })),
    ...guessedTable(best, problems.length > 0),
    ...needed.map(({ question, flag }) => ({ problem: question, nextStep: flag })),
  ]
}

function guessedTable(best: Candidate | undefined, isSettled: boolean): Obstacle[] {
  if (best === undefined || best.confidence !== 'guess' || isSettled) return []
  const problem = `Is ${best.table} the table of accounts? ${best.reasons.join('; ')}.`
  return [{ problem, nextStep: `--table ${best.table}` }]
}

export function reportObstacles(inspection: Inspection, shown: string): Report {
  const obstacles = findObstacles(inspection)
  const [best] = inspection.candidates
  const problem = obstacles.map((one) => `✗ ${one.problem}\n  ${one.nextStep}`).join('\n')
  const text = [
    ...(best === undefined
      ? [`Looked at ${shown}. Nothing in it was changed.`]
      : [renderCandidate(best, shown)]),
    '',
    'Nothing was written. Something has to be said or mended first:',
    problem,
  ].join('\n')
  return {
    text,
    json: {
      problem: obstacles.map((one) => one.problem).join('\n'),
      nextStep: obstacles.map((one) => one.nextStep).join('\n'),
      written: [],
      inspection,
    },
    outcome: 'failed',
  }
}

interface Planned {
  readonly plan: Plan
  readonly inspection: Inspection
  readonly best: Candidate
  readonly shown: string
  readonly folder: string
  readonly configPath: string
  readonly manner: 'accept' | 'ask' | 'look'
}

/** What was written, or would be, and what to do next. */
export function reportPlan(planned: Planned): Report {
  const { plan, inspection, best, shown, manner, folder } = planned
  const files = plan.files.map(({ path, change }) => ({ path: relative(folder, path) || path, change }))
  const written = manner === 'look' ? [] : files
  const warnings = plan.secret === null || manner === 'look' ? [] : secretWarnings(plan.secret.path)
  const { configuration, statements } = plan
  return {
    text: [
      renderCandidate(best, shown),
      ...section('To be known:', [...renderNotes(best), ...warnings.map((warning) => `! ${warning}`)]),
      ...(manner === 'look' ? renderProposal(configuration) : section('Written:', renderFiles(files))),
      ...(manner === 'look' ? [] : renderNext(planned)),
    ].join('\n'),
    json: {
      ...(manner === 'look' ? unwritten : {}),
      written,
      warnings,
      configuration,
      statements,
      inspection,
      nextSteps: nextSteps(configFlag(planned)),
    },
    outcome: manner === 'look' ? 'failed' : 'done',
  }
}

const unwritten = {
  problem: 'Nothing was written: there is nobody to ask here.',
  nextStep: 'Run it again with --yes to take this proposal, or on a terminal to be asked.',
}

function renderProposal(configuration: Configuration): string[] {
  return [
    ...section('The configuration would be:', [JSON.stringify(configuration, null, 2)]),
    '',
    unwritten.problem,
    unwritten.nextStep,
  ]
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines]
}

const changes: Record<PlannedFile['change'], string> = {
  new: 'new',
  replaced: 'written over',
  unchanged: 'there already, and the same',
  'added to': 'one line added',
}

function renderFiles(files: readonly Pick<PlannedFile, 'path' | 'change'>[]): string[] {
  return files.map(({ path, change }) => `  ${path} (${changes[change]})`)
}

function configFlag({ configPath, folder }: Planned): string {
  const file = relative(folder, configPath)
  return file === 'sparekey.config.json' ? '' : ` --config ${file}`
}

function renderNext(planned: Planned): string[] {
  const { plan, configPath, folder } = planned
  const steps = plan.project === null ? [] : siteSteps(plan.project)
  const code = renderCode({
    kind: plan.kind,
    entry: plan.entry,
    configFile: `./${relative(folder, configPath)}`,
  })
  return [
    ...section(
      'Next:',
      nextSteps(configFlag(planned)).map((step) => `  ${step}`),
    ),
    ...section(
      'In your site:',
      (steps.length > 0 ? steps : code.split('\n')).map((line) => `  ${line}`.trimEnd()),
    ),
  ]
}
