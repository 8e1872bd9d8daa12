import { dirname, relative } from 'node:path'
import { defineCommand } from 'citty'
import { type Candidate, type Inspection, type InspectionChoices, inspectDatabase, sqlHost } from '../sql.js'
import { type ConfigurationFile, configurationPath, parseConfiguration } from './config-file.js'
import type { DatabaseAddress } from './database-address.js'
import { findDatabaseAlone } from './database-arguments.js'
import { initArguments, readChoices } from './init-arguments.js'
import { planCode } from './init-code.js'
import {
  type FileSurroundings,
  type PlannedFile,
  placeDatabase,
  planConfiguration,
  planMigration,
  planSecret,
} from './init-files.js'
import { recogniseProject } from './init-project.js'
import { askLinks, askNext, askToWrite } from './init-questions.js'
import { findObstacles, type Plan, renderCandidate, reportObstacles, reportPlan } from './init-report.js'
import { type OpenDatabase, withDatabase } from './open-database.js'
import { refuseUnknown } from './refuse-unknown.js'
import type { Report } from './report.js'

export const init = defineCommand({
  meta: {
    name: 'sparekey init',
    description: 'Looks at your database, proposes how its accounts are used, and writes the configuration.',
  },
  args: {
    where: { type: 'positional', required: false, valueHint: 'url or file', description: 'The database' },
    ...initArguments,
  },
  run: ({ args }): Promise<Report> => {
    refuseUnknown('init', { ...args, _: args._.slice(1) }, options)
    const manner = args.yes === true ? 'accept' : args.json !== true && isTerminal() ? 'ask' : 'look'
    const force = args.force === true ? 'force' : 'keep'
    return runInit({
      ...findDatabaseAlone({ database: args.database ?? args.where, config: args.config }),
      configPath: configurationPath(process.cwd(), args.config),
      choices: readChoices(args),
      baseUrl: args['base-url'],
      manner,
      force,
    })
  },
})

const options = ['where', 'passwordScheme', 'baseUrl', ...Object.keys(initArguments)]

function isTerminal(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY
}

interface Order extends FileSurroundings {
  readonly address: DatabaseAddress
  readonly file: ConfigurationFile | null
  readonly configPath: string
  readonly choices: InspectionChoices
  readonly baseUrl: string | undefined
  /** `look` writes nothing. */
  readonly manner: 'accept' | 'ask' | 'look'
}

function runInit(order: Order): Promise<Report> {
  return withDatabase(order.address, { folder: order.folder }, async (open) => {
    const inspection = await inspectAndAsk(open, order)
    const [best] = inspection.candidates
    if (best === undefined || findObstacles(inspection).length > 0)
      return reportObstacles(inspection, open.shown)
    const plan = await planAll(open, best, order)
    if (order.manner === 'ask') {
      await askToWrite(
        renderCandidate(best, open.shown),
        plan.files.map(({ path }) => relative(order.folder, path)),
      )
    }
    if (order.manner !== 'look') for (const file of plan.files) if (file.change !== 'unchanged') file.write()
    return reportPlan({ plan, inspection, best, ...order, shown: open.shown })
  })
}

async function inspectAndAsk({ database }: OpenDatabase, { choices, manner }: Order): Promise<Inspection> {
  let known = choices
  for (;;) {
    const inspection = await inspectDatabase(database, known)
    const more = manner === 'ask' ? await askNext(inspection, known) : null
    if (more !== null) {
      known = more
      continue
    }
    const [best] = inspection.candidates
    const linked = manner === 'ask' && best !== undefined ? await askLinks(best, known) : known
    return linked === known ? inspection : inspectDatabase(database, linked)
  }
}

async function planAll({ database, kind }: OpenDatabase, best: Candidate, order: Order): Promise<Plan> {
  const { address, configPath, environment, file, baseUrl } = order
  const { entry, line } = placeDatabase(address, { environment, configFolder: dirname(configPath) })
  const kept = file?.configuration ?? {}
  const given = baseUrl === undefined ? {} : { baseUrl }
  const draft = { ...kept, database: entry, host: best.host, ...given }
  const configuration = parseConfiguration(JSON.stringify(draft), configPath)
  const { host } = configuration
  const statements = host === undefined ? [] : await sqlHost({ database, ...host }).migrationStatements()
  const migration = planMigration(statements, order)
  const secret = line === null ? null : planSecret(line, order)
  const project = recogniseProject(order.folder)
  return {
    project,
    kind,
    entry,
    configuration,
    statements,
    secret,
    files: [
      planConfiguration(configPath, configuration, order),
      migration,
      secret,
      ...planSiteCode({ kind, entry, best, configuration, project }, order),
    ].flatMap((one) => one ?? []),
  }
}

interface Decided {
  readonly kind: OpenDatabase['kind']
  readonly entry: Plan['entry']
  readonly best: Candidate
  readonly configuration: Plan['configuration']
  readonly project: Plan['project']
}

/** Code is written where a package.json tells what for. */
function planSiteCode(
  { kind, entry, best, configuration, project }: Decided,
  { folder, configPath }: Order,
): PlannedFile[] {
  if (project === null || project.framework === null) return []
  return planCode({
    kind,
    entry,
    project,
    folder,
    configFile: `./${relative(folder, configPath)}`,
    basePath: configuration.basePath ?? '/auth/amazon',
    // A bigint is text in some drivers: nobody but the site knows what it keeps in its sessions.
    ids: /^(?:small|medium)?int(?!8)/i.test(best.id?.type ?? '') ? 'numbers' : 'text',
  })
}
