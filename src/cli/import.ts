import { defineCommand } from 'citty'
import { type ImportOutcome, type ImportProgress, importLinks, SqlConfigurationError } from '../sql.js'
import { databaseArguments, findWorkplace, type Workplace } from './database-arguments.js'
import { explainDatabaseError } from './explain-database-error.js'
import { logProblems, type ProblemLog } from './import-problems.js'
import { showProgress } from './import-progress.js'
import { renderImport } from './import-report.js'
import { chooseSource, type SourceArguments, sourceArguments } from './import-source.js'
import { knownOptions } from './known-options.js'
import { type OpenDatabase, withDatabase } from './open-database.js'
import { openHost } from './open-host.js'
import { nameOperator } from './operator.js'
import { refuseUnknown } from './refuse-unknown.js'
import type { Report } from './report.js'
import { UsageError } from './usage-error.js'

const importArguments = {
  ...sourceArguments,
  'dry-run': { type: 'boolean', description: 'Looks at every row and writes nothing' },
  'skip-conflicts': { type: 'boolean', description: 'Imports the sound rows, when others have problems' },
  'allow-other-subjects': {
    type: 'boolean',
    description: 'Takes Amazon ids that do not begin with amzn1.account., too',
  },
  report: {
    type: 'string',
    valueHint: 'file',
    description: 'Writes every row with a problem to this CSV file',
  },
  operator: { type: 'string', valueHint: 'name', description: 'Who does this, for the audit records' },
  ...databaseArguments,
} as const

export const importCommand = defineCommand({
  meta: {
    name: 'sparekey import',
    description:
      'Links accounts to the Amazon ids a site already has. Existing links stay as they are; may be run again.',
  },
  args: importArguments,
  async run({ args }): Promise<Report> {
    refuseUnknown('import', args, knownOptions(importArguments))
    const place = findWorkplace(args)
    return withDatabase(place.address, { folder: place.folder }, (open) => run(open, place, args))
  },
})

type Given = SourceArguments & {
  readonly 'dry-run'?: boolean | undefined
  readonly 'skip-conflicts'?: boolean | undefined
  readonly 'allow-other-subjects'?: boolean | undefined
  readonly report?: string | undefined
  readonly operator?: string | undefined
  readonly json?: boolean | undefined
}

async function run(open: OpenDatabase, place: Workplace, args: Given): Promise<Report> {
  openHost(open, place.file)
  const options = { database: open.database, ...requireHost(place) }
  const { source, from, fractionRead } = await explained(place, () =>
    chooseSource(options, args, place.folder),
  )
  const display = args.json === true ? null : showProgress(fractionRead)
  const problems = logProblems(args.report)
  let progress: ImportProgress | null = null
  try {
    const outcome = await importLinks(options, source, {
      write: writeChoice(args),
      subjects: args['allow-other-subjects'] === true ? 'any' : 'amazon',
      details: { operator: nameOperator(args.operator), from },
      onProblem: (problem) => problems.add(problem),
      onProgress: (now) => {
        progress = now
        display?.show(now)
      },
    })
    return report(outcome, problems, args)
  } catch (error) {
    throw explainEnd(place, error, progress)
  } finally {
    display?.end()
    problems.close()
  }
}

function report(outcome: ImportOutcome, problems: ProblemLog, args: Given): Report {
  const mode = args['skip-conflicts'] === true ? 'sound-rows' : 'all-rows'
  return renderImport(outcome, problems, { mode, reportFile: args.report ?? null })
}

function writeChoice(args: Given) {
  if (args['dry-run'] === true) return 'nothing'
  return args['skip-conflicts'] === true ? 'sound-rows' : 'when-sound'
}

function requireHost({ file }: Workplace) {
  const { host } = file.configuration
  if (host !== undefined) return host
  throw new UsageError(
    `The configuration ${file.path} names no host.`,
    'Let it be proposed with: sparekey init',
  )
}

async function explained<T>(place: Workplace, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof SqlConfigurationError) {
      throw new UsageError(error.problems.join('\n'), 'See what there is: sparekey import --help')
    }
    throw explainDatabaseError(error, place.address)
  }
}

/** What stopped the import, and what became of the rows until then. */
function explainEnd(place: Workplace, error: unknown, progress: ImportProgress | null): unknown {
  if (error instanceof SqlConfigurationError) {
    const problems = ['The tables are not as they have to be:', ...error.problems.map((one) => `  - ${one}`)]
    return new UsageError(problems.join('\n'), 'Mend that first: sparekey migrate, then sparekey doctor')
  }
  const explanation = explainDatabaseError(error, place.address)
  const message = explanation instanceof Error ? explanation.message : String(explanation)
  if (progress?.phase !== 'writing') {
    return explanation instanceof UsageError
      ? explanation
      : new UsageError(`${message}\nNothing was imported.`, 'Run the same command again.')
  }
  const done = `${progress.done.toLocaleString('en')} of ${String(progress.total?.toLocaleString('en'))} rows were done and stay.`
  const way = explanation instanceof UsageError ? explanation.nextStep : ''
  return new UsageError(
    `${message}\n${done}`,
    way.includes('same command again')
      ? way
      : `${way} Then run the same command again: it goes on there.`.trim(),
  )
}
