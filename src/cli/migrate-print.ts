import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  isMigrationTool,
  migrationTools,
  type PrintOptions,
  printTables,
  SqlConfigurationError,
} from '../sql.js'
import { configurationPath, findConfiguration, type HostConfiguration } from './config-file.js'
import { type DatabaseArguments, findDatabaseAlone } from './database-arguments.js'
import type { Report } from './report.js'
import { UsageError } from './usage-error.js'

export interface PrintArguments extends DatabaseArguments {
  readonly print: string
  readonly dialect: string | undefined
}

/** Sparekey's tables as the app's own migration tool takes them. Asks no database. */
export function printForTool(args: PrintArguments): Report {
  const folder = process.cwd()
  const configuration = findConfiguration(configurationPath(folder, args.config))?.configuration ?? {}
  const options: PrintOptions = {
    tool: readTool(args.print),
    dialect: args.dialect === undefined ? findDatabaseAlone(args).address.kind : readDialect(args.dialect),
    modules: modulesOf(folder),
    ...namedTables(configuration.host),
  }
  const printed = printOrExplain(options)
  return { text: printed.trimEnd(), json: { tool: options.tool, dialect: options.dialect, printed } }
}

function readTool(name: string): PrintOptions['tool'] {
  if (isMigrationTool(name)) return name
  throw new UsageError(`--print ${name} is not known here.`, `Choose one of ${migrationTools.join(', ')}.`)
}

function readDialect(name: string): PrintOptions['dialect'] {
  if (name === 'postgres' || name === 'mysql' || name === 'sqlite') return name
  throw new UsageError(
    `--dialect ${name} is not known here.`,
    'Choose one of postgres, mysql (for MariaDB too), sqlite.',
  )
}

function namedTables(host: HostConfiguration | undefined): Partial<PrintOptions> {
  if (host === undefined) return {}
  const { links, tickets, limits, audit, outbox } = host
  if ('column' in links) {
    throw new UsageError(
      `The configuration keeps links in the column ${links.column} of your own table, which no printed table has.`,
      'See the statements for it: sparekey migrate --dry-run',
    )
  }
  const named = { links, tickets, limits, audit, outbox }
  return Object.fromEntries(Object.entries(named).filter(([, own]) => own !== undefined))
}

function printOrExplain(options: PrintOptions): string {
  try {
    return printTables(options)
  } catch (error) {
    if (!(error instanceof SqlConfigurationError)) throw error
    throw new UsageError(error.problems.join('\n'), 'Correct "host" in the configuration.')
  }
}

/** As Node loads a `.js` file in this folder. */
function modulesOf(folder: string): 'esm' | 'commonjs' {
  try {
    const found: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const type: unknown = typeof found === 'object' && found !== null ? Reflect.get(found, 'type') : null
    return type === 'module' ? 'esm' : 'commonjs'
  } catch {
    return 'esm'
  }
}
