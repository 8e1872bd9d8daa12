import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type CodeOrder, planCode, renderSite } from '../../src/cli/init-code.js'
import { type Project, recogniseProject } from '../../src/cli/init-project.js'

/** A folder with this package.json. */
function aFolder(packages: readonly string[], more: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-project-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const dependencies = Object.fromEntries(packages.map((name) => [name, '*']))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies }))
  for (const [name, text] of Object.entries(more)) writeFileSync(join(folder, name), text)
  return folder
}

const order: Omit<CodeOrder, 'project' | 'folder'> = {
  kind: 'postgres',
  entry: { env: 'DATABASE_URL' },
  configFile: './sparekey.config.json',
  basePath: '/auth/amazon',
  ids: 'numbers',
}

function anOrder(packages: readonly string[], changes: Partial<CodeOrder> = {}): CodeOrder {
  const folder = aFolder(packages, { 'tsconfig.json': '{}' })
  const project = recogniseProject(folder)
  if (project === null) throw new Error('No project was recognised.')
  return { ...order, project, folder, ...changes }
}

describe('recogniseProject', () => {
  it.each<[string[], Partial<Project>]>([
    [
      ['express', 'express-session', 'knex'],
      { framework: 'express', sessions: 'express-session', orm: 'knex' },
    ],
    [['express', 'express-session', 'passport'], { framework: 'express', sessions: 'passport' }],
    [['@nestjs/core', 'express', 'typeorm'], { framework: 'nest', sessions: null, orm: 'typeorm' }],
    [
      ['next', 'iron-session', '@prisma/client'],
      { framework: 'next', sessions: 'iron-session', orm: 'prisma' },
    ],
    [['@sveltejs/kit', 'drizzle-orm'], { framework: 'sveltekit', orm: 'drizzle' }],
    [['@react-router/node', 'react-router'], { framework: 'react-router' }],
    [['fastify', '@fastify/session', '@mikro-orm/core', 'knex'], { framework: 'fastify', orm: 'mikro-orm' }],
    [
      ['hono', 'hono-sessions', 'mongoose'],
      { framework: 'hono', sessions: 'hono-sessions', orm: 'mongoose' },
    ],
    [['koa', 'koa-session', 'sequelize'], { framework: 'koa', sessions: 'koa-session', orm: 'sequelize' }],
    [['lodash'], { framework: null, sessions: null, orm: null, language: 'js' }],
  ])('knows %j', (packages, known) => {
    expect(recogniseProject(aFolder(packages))).toMatchObject(known)
  })

  it('knows nothing without a package.json that can be read', () => {
    expect(recogniseProject(aFolder([], { 'package.json': '{' }))).toBeNull()
    expect(recogniseProject(join(tmpdir(), 'not-there'))).toBeNull()
  })
})

describe('planCode', () => {
  it('writes new files, and never over one that is there', () => {
    const given = anOrder(['express', 'express-session'])
    for (const file of planCode(given)) file.write()
    const path = join(given.folder, 'sparekey/sessions.ts')
    expect(readFileSync(path, 'utf8')).toContain('expressSession({ idOf: ({ id }) => Number(id) })')
    expect(planCode(given)).toEqual([])
    rmSync(path)
    expect(planCode(given).map((file) => file.path)).toEqual([path])
  })

  it('puts a route where the framework looks for it, below the base path', () => {
    const paths = (...packages: string[]) =>
      renderSite(anOrder(packages, { basePath: '/api/amazon' })).map(({ path }) => path)
    expect(paths('next')).toContain('app/api/amazon/[...route]/route.ts')
    expect(paths('@sveltejs/kit')).toContain('src/routes/api/amazon/[...route]/+server.ts')
    expect(paths('@react-router/node')).toContain('app/routes/api.amazon.$.ts')
    const next = anOrder(['next'])
    mkdirSync(join(next.folder, 'src/app'), { recursive: true })
    expect(renderSite(next).at(-1)?.path).toBe('src/app/auth/amazon/[...route]/route.ts')
  })

  it('takes the session library for what it is in, and no other', () => {
    const [sessions] = renderSite(anOrder(['fastify', 'express-session']))
    expect(sessions?.text).toContain('No session library was recognised')
  })
})

const sites: readonly (readonly string[])[] = [
  ['express', 'express-session', 'knex'],
  ['express', 'cookie-session', 'sequelize'],
  ['express', 'express-session', 'passport', 'typeorm'],
  ['express', 'jsonwebtoken', 'mongoose'],
  ['fastify', '@fastify/session', 'drizzle-orm'],
  ['fastify', '@fastify/secure-session'],
  ['fastify', '@fastify/passport', '@fastify/session'],
  ['hono', 'hono-sessions'],
  ['koa', 'koa-session', '@mikro-orm/core'],
  ['@nestjs/core', 'express-session'],
  ['next', 'iron-session'],
  ['next', 'jose'],
  ['@react-router/node'],
  ['@sveltejs/kit'],
  ['lodash'],
]

describe('the code that sparekey init writes', () => {
  it('compiles against the package, for every framework, session library and ORM', async () => {
    const place = fileURLToPath(new URL('../orms/', import.meta.url))
    const folder = mkdtempSync(join(place, '.generated-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    for (const [index, packages] of sites.entries()) {
      const kinds = ['postgres', 'mysql', 'sqlite'] as const
      const kind = kinds[index % 3] ?? 'postgres'
      const entry = kind === 'sqlite' ? { file: 'shop.db' } : order.entry
      for (const { path, text } of renderSite(anOrder(packages, { kind, entry }))) {
        const file = join(folder, `site-${index}`, path)
        mkdirSync(dirname(file), { recursive: true })
        writeFileSync(file, text)
      }
    }
    expect(await compile(folder)).toBe('')
  }, 300_000)
})

async function compile(folder: string): Promise<string> {
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  const settings = {
    extends: '../../../tsconfig.json',
    compilerOptions: { module: 'esnext', moduleResolution: 'bundler' },
    include: ['**/*.ts'],
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings))
  const compiler = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url))
  const run = promisify(execFile)(process.execPath, [compiler, '-p', folder, '--pretty', 'false'])
  return (await run.catch((error: { stdout: string }) => error)).stdout
}
