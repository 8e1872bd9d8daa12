import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SqlHostOptions } from '../../src/sql.js'
import type { SqlServerKind } from '../support/server-recipes.js'
import { type Application, statementsOf } from './application.js'
import { type Ended, runSparekey } from './command-line.js'
import { type FilledDatabase, fillDatabase } from './databases.js'
import { openSite, type Site } from './site.js'

/** An application's database, with a folder in which the commands run. */
export interface Stage {
  readonly database: FilledDatabase
  sparekey(...commandLine: string[]): Promise<Ended>
  init(): Promise<Ended>
  /** The part `host` of what `init` wrote. */
  readHost(): Omit<SqlHostOptions, 'database'>
  /** Opens a site over it, as `init` has described it, and with what only code can hold. */
  openSite(inCode?: Partial<SqlHostOptions>): Promise<Site>
  clear(): void
}

export async function setStage(
  application: Application,
  createDatabase: (kind: SqlServerKind) => Promise<string>,
): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-schemas-'))
  const database = await fillDatabase(application.engine, statementsOf(application), {
    folder,
    createDatabase,
  })
  const sparekey = (...commandLine: string[]): Promise<Ended> => runSparekey(folder, commandLine)
  const readHost: Stage['readHost'] = () => {
    const { host }: { host: Omit<SqlHostOptions, 'database'> } = JSON.parse(
      readFileSync(join(folder, 'sparekey.config.json'), 'utf8'),
    )
    return host
  }
  return {
    database,
    sparekey,
    init: () => sparekey('init', database.address, '--yes', '--json', ...(application.flags ?? [])),
    readHost,
    openSite: async (inCode = {}) => {
      const opened = database.open()
      const site = await openSite({ database: opened.database, ...readHost(), ...inCode })
      const close = async (): Promise<void> => {
        await site.close()
        await opened.close()
      }
      return { ...site, close }
    },
    clear: () => rmSync(folder, { recursive: true, force: true }),
  }
}
