import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the site is made of, as its package.json tells. */
export interface Project {
  readonly framework: Framework | null
  readonly sessions: SessionLibrary | null
  readonly orm: Orm | null
  readonly language: 'ts' | 'js'
  readonly packages: ReadonlySet<string>
}

/** The first that is there: Nest and the others bring packages of those below them along. */
const frameworks = {
  nest: ['@nestjs/core'],
  next: ['next'],
  sveltekit: ['@sveltejs/kit'],
  'react-router': ['@react-router/dev', '@react-router/node', '@remix-run/node', '@remix-run/dev'],
  fastify: ['fastify'],
  hono: ['hono'],
  koa: ['koa'],
  express: ['express'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type Framework = keyof typeof frameworks

/** The first that is there: Passport stands over a session library, and is the one to ask. */
const sessionLibraries = {
  'fastify-passport': ['@fastify/passport'],
  passport: ['passport'],
  'fastify-session': ['@fastify/session'],
  'fastify-secure-session': ['@fastify/secure-session'],
  'express-session': ['express-session'],
  'cookie-session': ['cookie-session'],
  'iron-session': ['iron-session'],
  'hono-sessions': ['hono-sessions'],
  'koa-session': ['koa-session'],
  jose: ['jose'],
  jsonwebtoken: ['jsonwebtoken'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type SessionLibrary = keyof typeof sessionLibraries

const orms = {
  prisma: ['@prisma/client', 'prisma'],
  drizzle: ['drizzle-orm'],
  typeorm: ['typeorm'],
  'mikro-orm': ['@mikro-orm/core'],
  sequelize: ['sequelize'],
  knex: ['knex'],
  mongoose: ['mongoose'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type Orm = keyof typeof orms

/** Reads the package.json of this folder; null where there is none that can be read. */
export function recogniseProject(folder: string): Project | null {
  const packages = readPackages(join(folder, 'package.json'))
  if (packages === null) return null
  return {
    framework: firstOf(frameworks, packages),
    sessions: firstOf(sessionLibraries, packages),
    orm: firstOf(orms, packages),
    language: packages.has('typescript') || existsSync(join(folder, 'tsconfig.json')) ? 'ts' : 'js',
    packages,
  }
}

function firstOf<Name extends string>(
  known: Readonly<Record<Name, readonly string[]>>,
  packages: ReadonlySet<string>,
): Name | null {
  for (const name in known) if (known[name].some((one) => packages.has(one))) return name
  return null
}

function readPackages(path: string): ReadonlySet<string> | null {
  try {
    const found: unknown = JSON.parse(readFileSync(path, 'utf8'))
    if (typeof found !== 'object' || found === null) return null
    const parts = ['dependencies', 'devDependencies'].map((part) => Reflect.get(found, part))
    return new Set(
      parts.flatMap((part) => (typeof part === 'object' && part !== null ? Object.keys(part) : [])),
    )
  } catch {
    return null
  }
}
