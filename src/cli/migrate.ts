import { defineCommand } from 'citty'
import { type Finding, migrationTools, type SqlHost } from '../sql.js'
import { databaseArguments, findWorkplace } from './database-arguments.js'
import { printForTool } from './migrate-print.js'
import { withDatabase } from './open-database.js'
import { openHost } from './open-host.js'
import { refuseUnknown } from './refuse-unknown.js'
import { print, type Report, renderFindings } from './report.js'

// An index over a large table takes its time.
const statementSeconds = 1800

export const migrate = defineCommand({
  meta: {
    name: 'sparekey migrate',
    description: 'Adds the tables and columns that are missing, and changes nothing else. May be run again.',
  },
  args: {
    'dry-run': { type: 'boolean', description: 'Shows the statements and runs none of them' },
    print: {
      type: 'string',
      valueHint: 'tool',
      description: `Prints all tables for your own migration tool, and runs nothing: ${migrationTools.join(', ')}`,
    },
    dialect: {
      type: 'string',
      valueHint: 'postgres, mysql or sqlite',
      description: 'For --print; else that of the database',
    },
    ...databaseArguments,
  },
  async run({ args }): Promise<Report> {
    refuseUnknown('migrate', args, ['dry-run', 'dryRun', 'print', 'dialect', 'database', 'config', 'json'])
    if (args.print !== undefined) return printForTool({ ...args, print: args.print })
    const place = findWorkplace(args)
    const show = args.json === true ? () => undefined : print
    return withDatabase(place.address, { folder: place.folder, statementSeconds }, async (open) => {
      const host = openHost(open, place.file)
      const planned = await host.migrationStatements()
      if (planned.length === 0) return upToDate(place.address.shown)
      show(`-- ${place.address.shown} lacks what these statements add:\n${renderStatements(planned)}`)
      const obstacles = await host.migrationObstacles()
      if (obstacles.length > 0) return blocked(planned, obstacles)
      return args['dry-run'] === true ? dryRun(planned) : run(host, planned)
    })
  },
})

async function run(host: SqlHost, planned: readonly string[]): Promise<Report> {
  const ran = await host.migrate()
  const text =
    ran.length === 0
      ? 'Another process ran them in the meantime: nothing is missing any more.'
      : `Done: ${count(ran)} ran. Look over the whole with: sparekey doctor`
  return { text, json: { planned, ran } }
}

function upToDate(shown: string): Report {
  return { text: `Nothing is missing in ${shown}: no statement was run.`, json: { planned: [], ran: [] } }
}

function dryRun(planned: readonly string[]): Report {
  return {
    text: `Dry run: nothing was changed. To run ${count(planned)}: sparekey migrate`,
    json: { planned, ran: [] },
  }
}

function blocked(planned: readonly string[], obstacles: readonly Finding[]): Report {
  return {
    text: `${renderFindings(obstacles)}\nNothing was changed.`,
    json: { planned, ran: [], findings: obstacles },
    outcome: 'failed',
  }
}

function renderStatements(statements: readonly string[]): string {
  return statements.map((statement) => `${statement};`).join('\n')
}

function count(statements: readonly string[]): string {
  return statements.length === 1 ? 'one statement' : `${statements.length} statements`
}
