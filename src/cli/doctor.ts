import { defineCommand } from 'citty'
import type { Finding } from '../sql.js'
import { chooseDatabase } from './choose-database.js'
import { configurationPath, readConfiguration } from './config-file.js'
import { databaseArguments } from './database-arguments.js'
import { diagnoseAmazon } from './doctor-amazon.js'
import { diagnoseSite } from './doctor-site.js'
import { readEnvironment } from './environment.js'
import { withDatabase } from './open-database.js'
import { fixOfMapping, openHost, UnfitConfigurationError } from './open-host.js'
import { refuseUnknown } from './refuse-unknown.js'
import { type Report, renderFindings } from './report.js'
import { UsageError } from './usage-error.js'

export const doctor = defineCommand({
  meta: {
    name: 'sparekey doctor',
    description:
      'Looks over configuration and database, and says how to mend what is wrong. Changes nothing.',
  },
  args: {
    online: { type: 'boolean', description: "Also asks whether Amazon's endpoints can be reached" },
    ...databaseArguments,
  },
  async run({ args }): Promise<Report> {
    refuseUnknown('doctor', args, ['online', 'database', 'config', 'json'])
    const findings = await examine(args)
    return report(args.online === true ? [...findings, ...(await diagnoseAmazon(args.config))] : findings)
  },
})

interface Examination {
  readonly database: string | undefined
  readonly config: string | undefined
}

async function examine({ database: given, config }: Examination): Promise<Finding[]> {
  const folder = process.cwd()
  const findings: Finding[] = []
  const environment = readEnvironment(folder)
  const file = attempt('configuration', findings, () => readConfiguration(configurationPath(folder, config)))
  findings.push(...diagnoseSite(file?.configuration ?? null, environment))
  if (file === null) return findings
  const address = attempt('database', findings, () => chooseDatabase({ given, environment, file, folder }))
  if (address === null) return findings
  try {
    const found = await withDatabase(address, { folder }, (open) => openHost(open, file).diagnose())
    return [...findings, ...found]
  } catch (error) {
    return [...findings, ...problemsOf(error)]
  }
}

/** What cannot be read is one finding among the others: they are to be told, too. */
function attempt<T>(check: string, findings: Finding[], work: () => T): T | null {
  try {
    return work()
  } catch (error) {
    findings.push(problemOf(check, error))
    return null
  }
}

function problemsOf(error: unknown): Finding[] {
  if (!(error instanceof UnfitConfigurationError)) return [problemOf('database', error)]
  return error.problems.map((message) => ({
    check: 'accounts-table',
    level: 'problem',
    message,
    fix: fixOfMapping,
  }))
}

function problemOf(check: string, error: unknown): Finding {
  if (!(error instanceof UsageError)) throw error
  return { check, level: 'problem', message: error.message, fix: error.nextStep }
}

function report(findings: readonly Finding[]): Report {
  const count = (level: Finding['level']): number =>
    findings.filter((finding) => finding.level === level).length
  const summary = `Problems: ${count('problem')}. Warnings: ${count('warning')}. In order: ${count('ok')}.`
  return {
    text: `${renderFindings(findings)}\n\n${summary}`,
    json: { findings },
    outcome: count('problem') > 0 ? 'failed' : 'done',
  }
}
