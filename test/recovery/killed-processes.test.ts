import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'libsql'
import { sqlLinks } from 'sparekey/sql'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { openSiteDatabase } from '../instances/site-database.js'
import { openPlainSite } from '../support/plain-site.js'
import { createDatabase } from '../support/servers.js'
import { fileHost, serviceHost } from './hosts.js'
import { comeAgain, wait } from './keyed-site.js'
import { startService } from './service.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

function runUntilKilled(...given: readonly string[]): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/recovery/sign-up-process.ts', ...given], {
    cwd: root,
    env: { ...process.env, TSX_TSCONFIG_PATH: join(root, 'tsconfig.json') },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return new Promise((resolve) => {
    child.once('close', (_code, signal) => resolve(signal))
  })
}

async function openFiles(kind: string) {
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-recovery-'))
  const [linksFile, membersFile] = [join(folder, 'links.db'), join(folder, 'members.db')]
  const database = new Database(linksFile)
  const links = sqlLinks({ database })
  await links.migrate()
  onTestFinished(() => {
    database.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const hostAt = kind === 'service' ? await startService(membersFile) : membersFile
  const host = kind === 'service' ? serviceHost(hostAt) : fileHost(hostAt)
  const rows = (query: string): unknown[] => new Database(membersFile).prepare(query).all()
  return { database, links, linksFile, hostAt, host, rows }
}

const aroundTheAccount = ['during createAccount', 'after createAccount', 'before createLink']
const everywhere = ['after isTicketUsed', 'after reserveSubject', ...aroundTheAccount, 'after createLink']

describe.each([
  ['service', aroundTheAccount],
  ['database file', everywhere],
])('a sign-up over a host behind a %s of its own', (kind, moments) => {
  it.each(moments)(
    'inf-crash-points: is completed after kill -9 %s',
    async (moment) => {
      const { database, links, linksFile, hostAt, host, rows } = await openFiles(kind)
      expect(await runUntilKilled(linksFile, hostAt, moment)).toBe('SIGKILL')
      const site = openPlainSite({ links, host })
      wait(site, 61)
      expect((await comeAgain(site)).signedInAs).toBe('1')
      expect(rows('select id from members')).toEqual([{ id: 1 }])
      expect(database.prepare('select account_id, sign_up from amazon_links').all()).toEqual([
        { account_id: '1', sign_up: null },
      ])
      expect(database.prepare('select event from sparekey_audit').all()).toEqual([{ event: 'signed-up' }])
    },
    60_000,
  )
})

async function openServer(kind: 'postgres' | 'mariadb') {
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-recovery-'))
  const hostAt = join(folder, 'members.db')
  const server = await createDatabase(kind)
  const database = openSiteDatabase(server.url)
  const links = sqlLinks({ database: database.handle })
  await links.migrate()
  onTestFinished(async () => {
    await database.close()
    await server.drop()
    rmSync(folder, { recursive: true, force: true })
  })
  return { url: server.url, links, hostAt, host: fileHost(hostAt), rows: database.rows }
}

describe.each((['postgres', 'mariadb'] as const).filter((kind) => inject('installedServers')[kind]))(
  'a sign-up over a host of its own, with links on %s',
  (kind) => {
    it.each(['after reserveSubject', 'during createLink'])(
      'inf-crash-points: is completed after kill -9 %s',
      async (moment) => {
        const { url, links, hostAt, host, rows } = await openServer(kind)
        expect(await runUntilKilled(url, hostAt, moment)).toBe('SIGKILL')
        const site = openPlainSite({ links, host })
        wait(site, 61)
        expect((await comeAgain(site)).signedInAs).toBe('1')
        expect(await rows('select account_id, sign_up from amazon_links')).toEqual([
          { account_id: '1', sign_up: null },
        ])
        expect(await rows('select event from sparekey_audit')).toEqual([{ event: 'signed-up' }])
      },
      60_000,
    )
  },
)
