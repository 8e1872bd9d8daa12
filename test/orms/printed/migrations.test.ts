import { type Migration, Migrator } from '@mikro-orm/migrations'
import { MikroORM } from '@mikro-orm/postgresql'
import knex, { type Knex } from 'knex'
import Database from 'libsql'
import pg from 'pg'
import Postgrator from 'postgrator'
import { type QueryInterface, Sequelize } from 'sequelize'
import { printTables } from 'sparekey/sql'
import { DataSource, type MigrationInterface } from 'typeorm'
import { SequelizeStorage, Umzug } from 'umzug'
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
    it('for Sequelize is run and taken back by umzug', async () => {
      const database = await open()
      const exported = await importPrinted(printTables({ tool: 'sequelize', dialect }))
      const { up, down } = exported as Record<string, (queryInterface: QueryInterface) => Promise<void>>
      const sequelize = new Sequelize(database.url, { dialect, logging: false })
      const umzug = new Umzug({
        migrations: [
          {
            name: 'sparekey',
            up: async ({ context }) => up?.(context),
            down: async ({ context }) => down?.(context),
          },
        ],
        context: sequelize.getQueryInterface(),
        storage: new SequelizeStorage({ sequelize }),
        logger: undefined,
      })
      expect(await umzug.up()).toMatchObject([{ name: 'sparekey' }])
      await expectWhole(database)
      await umzug.down()
      await expectNothing(database)
      await sequelize.close()
    })

  // Its drivers for the other two are packages of their own, and the migration is the same but for the SQL.
  if (dialect === 'postgres')
    it('for MikroORM is run and taken back by its migrator', async () => {
      const database = await open()
      const exported = await importPrinted(printTables({ tool: 'mikro-orm', dialect, at }))
      const name = 'Migration20261123100000'
      const orm = await MikroORM.init({
        clientUrl: database.url,
        entities: [],
        discovery: { warnWhenNoEntities: false },
        extensions: [Migrator],
        migrations: {
          migrationsList: [{ name, class: exported[name] as new () => Migration }],
          snapshot: false,
          silent: true,
        },
      })
      await orm.migrator.up()
      await expectWhole(database)
      await orm.migrator.down()
      await expectNothing(database)
      await orm.close(true)
    })

  if (dialect === 'postgres')
    it('for postgrator is run by it', async () => {
      const database = await open()
      const folder = makeAppFolder()
      writeAppFile(folder, '001.do.sparekey.sql', printTables({ tool: 'postgrator', dialect }))
      const client = new pg.Client(database.url)
      await client.connect()
      const postgrator = new Postgrator({
        migrationPattern: `${folder}/*`,
        driver: 'pg',
        execQuery: (query) => client.query(query),
      })
      expect(await postgrator.migrate()).toMatchObject([{ version: 1, name: 'sparekey' }])
      await expectWhole(database)
      await client.end()
    })
})
