import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findSecrets } from '../architecture/rules.js'
import { type Consumer, checkTypes, installPacked, manifest, oldestCompiler, runNode } from './packed.js'

/** What each subpath promises, at the least. */
const promised: Readonly<Record<string, readonly string[]>> = {
  sparekey: ['createSparekey'],
  'sparekey/express': ['expressHandler', 'expressNative'],
  'sparekey/fastify': ['fastifyPlugin', 'fastifyNative'],
  'sparekey/hono': ['honoHandler', 'honoNative'],
  'sparekey/koa': ['koaHandler', 'koaNative'],
  'sparekey/nest': ['SparekeyModule'],
  'sparekey/next': ['nextHandlers', 'nextNative', 'AmazonButton'],
  'sparekey/node': ['nodeHandler', 'nodeNative'],
  'sparekey/react-router': ['reactRouterFunctions', 'reactRouterNative'],
  'sparekey/sveltekit': ['sveltekitHandle', 'sveltekitHandlers', 'sveltekitNative'],
  'sparekey/sessions': ['ironSession', 'jwt', 'tableSession'],
  'sparekey/client': [],
  'sparekey/client/element': [],
  'sparekey/client/react': [],
  'sparekey/redis': ['redisLimiter'],
  'sparekey/sql': ['sqlHost'],
  'sparekey/passwords': ['verifyPasswordHash'],
  'sparekey/emulator': ['startEmulator'],
  'sparekey/testing': ['memoryLinks'],
}

/** Of `Hello world!`, made by mkpasswd. */
const shaCrypt = '$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5'

let consumer: Consumer

beforeAll(async () => {
  consumer = await installPacked()
}, 120_000)

afterAll(() => consumer?.remove())

describe('the tarball', () => {
  it('holds what a host needs, and nothing else', () => {
    const allowed =
      /^(?:dist\/.*\.(?:js|d\.ts)|docs\/.*|LICENSE|README\.md|CHANGELOG\.md|SECURITY\.md|package\.json)$/
    expect(consumer.packed.filter((path) => !allowed.test(path))).toEqual([])
    expect(consumer.packed).toContain('LICENSE')
  })

  it('holds no secrets', () => {
    const texts = consumer.packed.map((path) => ({ path, text: readPacked(path) }))
    expect(texts.flatMap(findSecrets)).toEqual([])
  })
})

describe('the installed package', () => {
  it('is promised subpath by subpath', () => {
    const subpaths = Object.keys(manifest.exports).filter((subpath) => subpath !== './package.json')
    expect(Object.keys(promised)).toEqual(subpaths.map((subpath) => subpath.replace('.', 'sparekey')))
  })

  it.each(Object.entries(promised))('gives out %s', async (subpath, names) => {
    const script = `console.log(JSON.stringify(Object.keys(await import('${subpath}'))))`
    const given: unknown = JSON.parse(await runNode(consumer.folder, ['--input-type=module', '-e', script]))
    expect(given).toEqual(expect.arrayContaining([...names]))
  })

  it('loads no framework, database or emulator with the core', async () => {
    const loaded = await listLoaded('sparekey')
    expect(loaded.length).toBeGreaterThan(0)
    const unwanted =
      /node_modules\/(?:express|kysely|libsql|citty|@node-rs)\/|sparekey\/dist\/(?:emulator|sql|cli|testing)/
    expect(loaded.filter((url) => unwanted.test(url))).toEqual([])
  })

  it('loads no emulator with the Express mount', async () => {
    const loaded = await listLoaded('sparekey/express')
    expect(loaded.filter((url) => /sparekey\/dist\/(?:emulator|sql|cli|testing)/.test(url))).toEqual([])
  })

  it('shares no code between the emulator and the client', async () => {
    const loaded = await listLoaded('sparekey/emulator')
    expect(loaded.filter((url) => url.includes('sparekey/dist/amazon'))).toEqual([])
  })

  it.each([
    { module: 'node16', moduleResolution: 'node16' },
    { module: 'esnext', moduleResolution: 'bundler' },
  ])(
    'has types for $moduleResolution resolution',
    async (settings) => {
      expect(ours(await checkTypes(writeTypedConsumer(settings)))).toEqual([])
    },
    60_000,
  )

  it('has types under node10, where nobody reads exports', async () => {
    const settings = { module: 'commonjs', moduleResolution: 'node10', skipLibCheck: true, target: 'es2022' }
    expect(ours(await checkTypes(writeTypedConsumer(settings), oldestCompiler))).toEqual([])
  }, 60_000)

  it('is required by CommonJS, and gives what an import gives', async () => {
    const script = `
      const names = (module) => Object.keys(module).filter((name) => name !== '__esModule').sort()
      const subpaths = ${JSON.stringify(Object.keys(promised))}
      Promise.all(subpaths.map(async (subpath) => {
        const required = names(require(subpath))
        return [subpath, required.length > 0, String(required) === String(names(await import(subpath)))]
      })).then((told) => console.log(JSON.stringify(told)))`
    const told = await runNode(consumer.folder, ['--no-warnings', '--input-type=commonjs', '-e', script])
    expect(JSON.parse(told)).toEqual(Object.keys(promised).map((subpath) => [subpath, true, true]))
  }, 60_000)

  it('hashes in a thread of its own, and ends when it is done', async () => {
    const script = `
      import { subscribe } from 'node:diagnostics_channel'
      import { verifyPasswordHash } from 'sparekey/passwords'
      let threads = 0
      subscribe('worker_threads', ({ worker }) => worker.once('message', () => (threads += 1)))
      const isRight = await verifyPasswordHash('${shaCrypt}', 'Hello world!')
      console.log(JSON.stringify([isRight, threads]))`
    const answer = await runNode(consumer.folder, ['--input-type=module', '-e', script])
    expect(JSON.parse(answer)).toEqual([true, 1])
  })

  it('has a command line that starts', async () => {
    const program = join(consumer.folder, 'node_modules', 'sparekey', 'dist', 'cli.js')
    expect(await runNode(consumer.folder, [program, '--version'])).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})

function readPacked(path: string): string {
  return readFileSync(join(consumer.folder, 'node_modules', 'sparekey', path), 'utf8')
}

/** The addresses of all modules that importing a subpath loads. */
async function listLoaded(subpath: string): Promise<string[]> {
  const log = join(consumer.folder, `${subpath.replaceAll('/', '-')}.log`)
  const hook = join(consumer.folder, 'log-loads.mjs')
  writeFileSync(
    hook,
    `import { appendFileSync } from 'node:fs'
     let log
     export function initialize(data) { log = data.log }
     export async function load(url, context, next) {
       appendFileSync(log, url + '\\n')
       return next(url, context)
     }`,
  )
  const script = `
    const { register } = await import('node:module')
    register(${JSON.stringify(pathToFileURL(hook).href)}, { data: ${JSON.stringify({ log })} })
    await import('${subpath}')`
  await runNode(consumer.folder, ['--input-type=module', '-e', script])
  return readFileSync(log, 'utf8').trim().split('\n')
}

/** Complaints that are not about other people's declarations, which come from our own tree here. */
function ours(complaints: string): string[] {
  const lines = complaints.split('\n').filter((line) => line !== '')
  return lines.filter((line) => !/^\S*node_modules\/@types\//.test(line))
}

function writeTypedConsumer(settings: { module: string; moduleResolution: string }): string {
  const folder = join(consumer.folder, settings.moduleResolution)
  mkdirSync(folder, { recursive: true })
  const imports = Object.entries(promised).flatMap(([subpath, names]) => [
    `import * as ${aliasOf(subpath)} from '${subpath}'`,
    ...names.map((name) => `export const ${aliasOf(subpath)}_${name}: object = ${aliasOf(subpath)}.${name}`),
    `export type ${aliasOf(subpath)}_all = keyof typeof ${aliasOf(subpath)}`,
  ])
  writeFileSync(join(folder, 'consumer.ts'), `${imports.join('\n')}\n`)
  const compilerOptions = { strict: true, noEmit: true, target: 'es2023', types: ['node'], ...settings }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['consumer.ts'] }))
  return folder
}

function aliasOf(subpath: string): string {
  return subpath.replaceAll(/\W/g, '_')
}
