import knex, { type Knex } from 'knex'
import Database from 'libsql'
import { Sequelize } from 'sequelize'
import { printTables } from 'sparekey/sql'
import { DataSource, type MigrationInterface } from 'typeorm'
import { expect, it } from 'vitest'
import { openKnexOnSqlite } from '../storage/sqlite-presets.js'
import { describeDialects, type Emptied, expectNothing, expectWhole } from './databases.js'
import { importPrinted, makeAppFolder, writeAppFile } from './written-file.js'

const at = new Date('2026-11-23T10:00:00.000Z')

function openKnex({ dialect, url }: Emptied): Knex {
  if (dialect === 'sqlite') return openKnexOnSqlite(url)
  return knex({ client: dialect === 'postgres' ? 'pg' : 'mysql2', connection: url })
}

function openTypeorm({ dialect, url }: Emptied, migration: new () => MigrationInterface): DataSource {
  const migrations = [migration]
  return dialect === 'sqlite'
    ? new DataSource({ type: 'better-sqlite3', database: url, driver: Database, migrations })
    : new DataSource({ type: dialect, url, migrations })
}

function isMigration(exported: unknown): exported is new () => MigrationInterface {
  return typeof exported === 'function'
}

describeDialects('what is printed', (open, dialect) => {
  it.each(['sql', 'postgrator'] as const)('for %s runs as it is, twice if need be', async (tool) => {
    const database = await open()
    const text = printTables({ tool, dialect })
    await database.script(text)
    await database.script(text)
    await expectWhole(database)
  })

  it.each([
    ['esm', 'mjs'],
    ['commonjs', 'cjs'],
  ] as const)('for Knex, as %s, is run and taken back by knex.migrate', async (modules, extension) => {
    const database = await open()
    const directory = makeAppFolder()
    writeAppFile(directory, `1_sparekey.${extension}`, printTables({ tool: 'knex', dialect, modules }))
    const migrating = openKnex(database)
    const migrations = { directory, loadExtensions: [`.${extension}`] }
    await migrating.migrate.latest(migrations)
    await expectWhole(database)
    await migrating.migrate.rollback(migrations)
    await expectNothing(database)
    await migrating.destroy()
  })

  it('for TypeORM is run and taken back by runMigrations', async () => {
    const database = await open()
    const exported = await importPrinted(printTables({ tool: 'typeorm', dialect, at }))
    const migration = exported['Sparekey1795428000000']
    if (!isMigration(migration)) throw new Error(`There is ${Object.keys(exported).join(', ')} only.`)
    const source = await openTypeorm(database, migration).initialize()
    expect(await source.runMigrations()).toMatchObject([{ name: 'Sparekey1795428000000' }])
    await expectWhole(database)
    await source.undoLastMigration()
    await expectNothing(database)
    await source.destroy()
  })

  // Sequelize needs the sqlite3 package for SQLite, which is compiled where it is installed.
  if (dialect !== 'sqlite')
    it('for Sequelize runs over its query interface, both ways', async () => {
      const database = await open()
      const exported = await importPrinted(printTables({ tool: 'sequelize', dialect }))
      const sequelize = new Sequelize(database.url, { dialect, logging: false })
      const { up, down } = exported as Record<string, (queryInterface: unknown) => Promise<void>>
      await up?.(sequelize.getQueryInterface())
      await expectWhole(database)
      await down?.(sequelize.getQueryInterface())
      await expectNothing(database)
      await sequelize.close()
    })
})
