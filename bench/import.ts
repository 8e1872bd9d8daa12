import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import type { BuildFolder } from '../test/support/build-folder.js'
import { startServer } from '../test/support/server-process.js'
import { fill } from './data.js'
import { issuer, tables } from './orders.js'
import { compileAll } from './processes.js'
import { describeMachine, keepJson, keepReport, tell } from './results.js'

interface Imported {
  readonly ids: number
  readonly seconds: number
  readonly cpuSeconds: number
  readonly peakMegabytes: number
  /** The same rows by COPY into a table with the same keys, without audit records. */
  readonly copySeconds: number
}

/** `sparekey import` of so many ids and of a tenth of them, beside the database's own bulk load. */
export async function benchImport(most: number): Promise<void> {
  const [build, server] = await Promise.all([compileAll(), startServer('postgres')])
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-bench-import-'))
  // PostgreSQL reads the file as a user of its own.
  chmodSync(folder, 0o755)
  try {
    const before = describeMachine()
    const url = server.urlOf('postgres')
    tell(`Filling ${most} accounts`)
    await fill(url, { accounts: most, links: 0 })
    const results = [
      await importIds(build, folder, url, Math.ceil(most / 10)),
      await importIds(build, folder, url, most),
    ]
    const machine = { before, after: describeMachine() }
    keepJson('import.json', { machine, results })
    const about = 'Ids that a site has already, by the command line.'
    keepReport('import.md', { title: 'Import', about, machine, table: renderTable(results) })
    tell(renderTable(results))
  } finally {
    rmSync(folder, { recursive: true, force: true })
    build.remove()
    await server.stop()
  }
}

async function importIds(build: BuildFolder, folder: string, url: string, ids: number): Promise<Imported> {
  tell(`Importing ${ids} ids`)
  await writeIds(folder, ids)
  const database = new pg.Client({ connectionString: url })
  await database.connect()
  try {
    await database.query('truncate amazon_links')
    await database.query('drop table if exists loaded')
    await database.query('create table loaded (like amazon_links including all)')
    const ours = await runImport(build, folder, url)
    const startedAt = performance.now()
    await database.query(
      `copy loaded (account_id, subject, issuer, linked_at) from '${join(folder, 'copy.csv')}' with (format csv)`,
    )
    const copySeconds = (performance.now() - startedAt) / 1000
    const { rows } = await database.query<{ count: string }>(
      'select count(*) from amazon_links join loaded using (issuer, subject, account_id)',
    )
    if (Number(rows[0]?.count) !== ids) throw new Error(`Of ${ids} ids ${rows[0]?.count} were imported.`)
    return { ids, ...ours, copySeconds }
  } finally {
    await database.end()
  }
}

/** One file as `sparekey import` reads it, and one as the table is. */
async function writeIds(folder: string, ids: number): Promise<void> {
  const [csv, copy] = await Promise.all([
    open(join(folder, 'ids.csv'), 'w'),
    open(join(folder, 'copy.csv'), 'w'),
  ])
  await csv.write('account_id,amazon_id\n')
  const batch = 10_000
  for (let from = 1; from <= ids; from += batch) {
    const numbers = Array.from({ length: Math.min(batch, ids - from + 1) }, (_, index) => from + index)
    await csv.write(numbers.map((n) => `${n},${subjectOf(n)}\n`).join(''))
    await copy.write(numbers.map((n) => `${n},${subjectOf(n)},${issuer},2026-01-01\n`).join(''))
  }
  await Promise.all([csv.close(), copy.close()])
}

/** As long as Amazon's. */
function subjectOf(n: number): string {
  return `amzn1.account.${n.toString(36).toUpperCase().padStart(28, '0')}`
}

async function runImport(build: BuildFolder, folder: string, url: string) {
  const usage = join(folder, 'usage.json')
  writeFileSync(join(folder, 'sparekey.config.json'), JSON.stringify({ host: tables }))
  const tellUsage = `import { writeFileSync } from 'node:fs'
    process.on('exit', () => writeFileSync(${JSON.stringify(usage)}, JSON.stringify(process.resourceUsage())))`
  const program = [
    '--import',
    `data:text/javascript,${encodeURIComponent(tellUsage)}`,
    join(build.path, 'dist/cli.js'),
  ]
  const options = ['import', '--from-csv', 'ids.csv', '--database', url, '--operator', 'bench', '--json']
  const startedAt = performance.now()
  await promisify(execFile)(process.execPath, [...program, ...options], { cwd: folder })
  const seconds = (performance.now() - startedAt) / 1000
  const { maxRSS, userCPUTime, systemCPUTime } = JSON.parse(
    readFileSync(usage, 'utf8'),
  ) as NodeJS.ResourceUsage
  return { seconds, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMegabytes: maxRSS / 1024 }
}

function renderTable(results: readonly Imported[]): string {
  const rows = results.map(
    ({ ids, seconds, cpuSeconds, peakMegabytes, copySeconds }) =>
      `| ${ids} | ${seconds.toFixed(1)} s | ${Math.round(ids / seconds)} | ${cpuSeconds.toFixed(1)} s | ` +
      `${Math.round(peakMegabytes)} MB | ${copySeconds.toFixed(1)} s | ${(seconds / copySeconds).toFixed(1)} |`,
  )
  return [
    '| Ids | `sparekey import` | Per second | Its CPU | Its memory at most | COPY | By COPY |',
    '|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n')
}
