import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Knex } from 'knex'
import { openKnexOnSqlite } from '../storage/sqlite-presets.js'
import { knexHost } from './knex-host.js'
import type { OrmSite } from './site.js'

/** One connection, as Knex has it for SQLite. */
export async function openKnexSite(): Promise<OrmSite & { readonly knex: Knex }> {
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-knex-'))
  const knex = openKnexOnSqlite(join(folder, 'shop.db'))
  await knex.schema.createTable('users', (table) => {
    table.increments('id')
    table.string('email').unique()
    table.string('name').checkLength('<', 1000)
    table.string('password_hash')
    table.boolean('email_verified').notNullable().defaultTo(false)
    table.string('sign_up_key').unique()
  })
  const ended: string[] = []
  return {
    knex,
    host: knexHost(knex, async (id) => void ended.push(id)),
    ended,
    async addUser({ email, passwordHash }) {
      const [row] = await knex('users').insert({ email, password_hash: passwordHash }, 'id')
      return String(row.id)
    },
    countUsers: async () => (await knex('users')).length,
    clear: async () => void (await knex('users').delete()),
    async close() {
      await knex.destroy()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
