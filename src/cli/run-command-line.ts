import { demo } from './demo.js'
import { doctor } from './doctor.js'
import { emulator } from './emulator.js'
import { type Entry, entry, group } from './entry.js'
import { importCommand } from './import.js'
import { init } from './init.js'
import { findLinks } from './links-find.js'
import { unlinkAccount } from './links-unlink.js'
import { migrate } from './migrate.js'
import { type Format, print, printProblem, printReport, type Report } from './report.js'
import { readVersion } from './version.js'

const commands: Readonly<Record<string, Entry>> = {
  init: entry('Looks at your database and writes the configuration.', init),
  demo: entry('Opens the bookshop, with the emulated Amazon beside it.', demo),
  emulator: entry("Amazon's endpoints on this machine, for development and tests.", emulator),
  doctor: entry('Looks over configuration and database, and says how to mend what is wrong.', doctor),
  migrate: entry('Adds the tables and columns that are missing, and changes nothing else.', migrate),
  import: entry('Links accounts to the Amazon ids a site already has.', importCommand),
  links: group('sparekey links', 'Finds and removes the links of customers, for support staff.', {
    find: entry('Shows the link of a customer.', findLinks),
    unlink: entry('Removes the link of an account.', unlinkAccount),
  }),
}

const sparekey = group(
  'sparekey',
  'Adds Login with Amazon to the accounts a site or app already has.',
  commands,
)

/** Carries out one command line and gives the exit code: 0, or 1 with the reason on standard error. */
export async function runCommandLine(words: readonly string[]): Promise<number> {
  const format: Format = words.includes('--json') ? 'json' : 'text'
  process.stdout.on('error', ignoreClosedPipe)
  try {
    return finish(await carryOut(words), format)
  } catch (error) {
    printProblem(error, format)
    return 1
  }
}

async function carryOut(words: readonly string[]): Promise<unknown> {
  const [first = '', ...rest] = words
  if (first === 'help') return { help: await sparekey.help(rest) }
  if (first === '--version' || first === '-v') return { help: readVersion() }
  return sparekey.run(words)
}

function finish(reported: unknown, format: Format): number {
  if (isHelp(reported)) print(reported.help)
  if (!isReport(reported)) return 0
  printReport(reported, format)
  return reported.outcome === 'failed' ? 1 : 0
}

function isHelp(reported: unknown): reported is { help: string } {
  return typeof reported === 'object' && reported !== null && 'help' in reported
}

function isReport(reported: unknown): reported is Report {
  return typeof reported === 'object' && reported !== null && 'text' in reported && 'json' in reported
}

/** A reader such as `head` that has seen enough is no failure. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
