import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { createDatabase } from '../support/servers.js'
import type { Engine } from './application.js'
import type { Ended } from './command-line.js'
import { type FilledDatabase, fillDatabase } from './databases.js'

export const users = `create table users (id integer primary key, email varchar(200) not null unique, password_hash varchar(100));`
const host = {
  accounts: { table: 'users', id: 'id', email: 'email', passwordHash: 'password_hash' },
  links: { table: 'amazon_links' },
}

export interface Scene {
  readonly folder: string
  readonly database: FilledDatabase
}

export async function setScene(engine: Engine, statements: string): Promise<Scene> {
  const folder = aFolder()
  const made: { drop(): Promise<void> }[] = []
  const room = {
    folder,
    createDatabase: async (kind: 'postgres' | 'mariadb') => {
      const empty = await createDatabase(kind)
      made.push(empty)
      return empty.url
    },
  }
  onTestFinished(async () => {
    for (const empty of made) await empty.drop()
  })
  return { folder, database: await fillDatabase(engine, statements, room) }
}

export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-bad-input-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function configure(folder: string, mapping: object = host): void {
  writeFileSync(join(folder, 'sparekey.config.json'), JSON.stringify({ host: mapping }))
}

/** One sentence or a few for people on standard error, and no trace of the program's inside. */
export function expectExplained(ended: Ended, ...words: (string | RegExp)[]): void {
  expect(ended.code, ended.output).toBe(1)
  const told = ended.problem + ended.output
  for (const word of words) expect(told).toMatch(word)
  expect(told).not.toMatch(/\n {4}at |node_modules|undefined|\[object/)
}

/** As a program reads it. */
export function expectProblem(ended: Ended): { problem: string; nextStep: string } {
  expect(ended.code, ended.output).toBe(1)
  expect(ended.problem).toBe('')
  const { ok, problem, nextStep } = JSON.parse(ended.output)
  expect({ ok, problem, nextStep }).toEqual({
    ok: false,
    problem: expect.any(String),
    nextStep: expect.any(String),
  })
  return { problem, nextStep }
}

export interface Statements {
  readonly planned: string[]
  readonly ran: string[]
}

export function statementsIn({ code, output, problem }: Ended): Statements {
  expect(code, output + problem).toBe(0)
  const { planned, ran }: Statements = JSON.parse(output)
  return { planned, ran }
}
