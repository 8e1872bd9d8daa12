import { readFileSync } from 'node:fs'
import { createServer, connect as dial, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import pg from 'pg'
import { expect, it, onTestFinished, vi } from 'vitest'
import { describeOn } from '../support/servers.js'
import { runSparekey } from './command-line.js'
import { aFolder, configure, expectExplained, setScene, statementsIn, users } from './scene.js'

// Several processes each, beside everything else that a test machine does.
vi.setConfig({ testTimeout: 60_000 })

describeOn('postgres')('a PostgreSQL role without the rights', () => {
  it('is told which, by every command', async () => {
    const { folder, database } = await setScene('postgres', users)
    const address = await asRole(database.address, 'grant usage on schema public to %')
    const before = database.dump()
    expectExplained(await runSparekey(folder, ['init', address, '--yes']), /users/, /grant|right/i)
    configure(folder)
    for (const command of ['migrate', 'doctor']) {
      expectExplained(await runSparekey(folder, [command, '--database', address]), /grant|right/i)
    }
    expect(database.dump()).toEqual(before)
  })
})

/** The same database as somebody who may do only this. */
async function asRole(address: string, grant: string): Promise<string> {
  const role = `reader_${new URL(address).pathname.slice(1)}`
  const client = new pg.Client(address)
  await client.connect()
  await client.query(`create role ${role} login; ${grant.replace('%', role)}`)
  await client.end()
  onTestFinished(async () => {
    const last = new pg.Client(address)
    await last.connect()
    await last.query(`drop owned by ${role}; drop role ${role}`)
    await last.end()
  })
  const url = new URL(address)
  url.username = role
  return url.href
}

describeOn('mariadb')('a MariaDB user who may only read', () => {
  it('gets a configuration from init, and is told by migrate what is missing', async () => {
    const counted = users.replace('primary key', 'auto_increment primary key')
    const { folder, database } = await setScene('mariadb', counted)
    const url = new URL(database.address)
    const name = url.pathname.slice(1)
    const user = `reader_${name.slice(-8)}`
    const connection = await createConnection(database.address)
    await connection.query(`create user '${user}'@'%' identified by 'a pass-word'`)
    await connection.query(`create user '${user}'@'localhost' identified by 'a pass-word'`)
    await connection.query(`grant select on ${name}.* to '${user}'@'%'`)
    await connection.query(`grant select on ${name}.* to '${user}'@'localhost'`)
    onTestFinished(async () => {
      await connection.query(`drop user '${user}'@'%', '${user}'@'localhost'`)
      await connection.end()
    })
    url.username = user
    url.password = 'a pass-word'
    const before = database.dump()
    const init = await runSparekey(folder, ['init', url.href, '--yes'])
    expect(init.code, init.output + init.problem).toBe(0)
    const migrate = await runSparekey(folder, ['migrate'])
    expectExplained(migrate, /right|grant/i)
    expect(init.output + migrate.problem).not.toMatch(/a pass-word|a%20pass-word/)
    expect(readFileSync(join(folder, 'sparekey.config.json'), 'utf8')).not.toContain('pass-word')
    expect(database.dump()).toEqual(before)
  })
})

for (const engine of ['postgres', 'mariadb'] as const) {
  describeOn(engine)(`a connection to ${engine}`, () => {
    it('that cannot be had is explained by every command', async () => {
      const folder = aFolder()
      configure(folder)
      const closed = `${engine === 'postgres' ? 'postgres' : 'mysql'}://me:secret-word@127.0.0.1:${await aClosedPort()}/shop`
      for (const command of [
        ['init', closed, '--yes', '--force'],
        ['migrate', '--database', closed],
      ]) {
        const ended = await runSparekey(folder, command)
        expectExplained(ended, /cannot be reached/)
        expect(ended.problem + ended.output).not.toContain('secret-word')
      }
    })

    it('that breaks during the migration leaves one that can be completed', async () => {
      const { folder, database } = await setScene(engine, users)
      configure(folder)
      const before = database.dump()
      const address = await throughBreakingProxy(database.address, /create table/i)
      expectExplained(await runSparekey(folder, ['migrate', '--database', address]), /broke|reached/)
      const at = ['--database', database.address, '--json']
      await runSparekey(folder, ['migrate', ...at])
      expect(statementsIn(await runSparekey(folder, ['migrate', ...at])).planned).toEqual([])
      expect(database.dump()).toEqual(before)
    })
  })
}

async function aClosedPort(): Promise<number> {
  const server = createServer()
  const port = await listening(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** The address of a way to the same server that breaks once `when` was said. */
async function throughBreakingProxy(address: string, when: RegExp): Promise<string> {
  const url = new URL(address)
  const sockets = new Set<Socket>()
  const proxy = createServer((near) => {
    const far = dial(Number(url.port), '127.0.0.1')
    for (const socket of [near, far]) sockets.add(socket.on('error', () => undefined))
    near.on('data', (chunk) => (when.test(chunk.toString('latin1')) ? near.destroy() : far.write(chunk)))
    far.on('data', (chunk) => near.write(chunk))
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  })
  url.port = String(await listening(proxy))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    proxy.close()
  })
  return url.href
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}
