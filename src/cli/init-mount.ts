import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'
import type { Framework, Project } from './init-project.js'

/** A file of code for the site, its path from the site's folder. */
export interface CodeFile {
  readonly path: string
  readonly text: string
}

/** Where a value is exported, and what the site does with it. */
interface Exported {
  readonly from: string
  readonly make: string
  readonly use: string
}

const exported: Readonly<Partial<Record<Framework, Exported>>> = {
  express: { from: 'sparekey/express', make: 'expressHandler', use: 'app.use(loginWithAmazon)' },
  fastify: { from: 'sparekey/fastify', make: 'fastifyPlugin', use: 'await app.register(loginWithAmazon)' },
  hono: { from: 'sparekey/hono', make: 'honoHandler', use: 'app.use(loginWithAmazon)' },
  koa: { from: 'sparekey/koa', make: 'koaHandler', use: 'app.use(loginWithAmazon)' },
}

/** A file that the framework finds by its place. */
interface Placed {
  readonly path: (basePath: string, folder: string) => string
  readonly from: string
  readonly make: string
  readonly exports: string
}

const placed: Readonly<Partial<Record<Framework, Placed>>> = {
  next: {
    path: (basePath, folder) => {
      const root = existsSync(join(folder, 'src/app')) ? 'src/app' : 'app'
      return `${root}${basePath}/[...route]/route`
    },
    from: 'sparekey/next',
    make: 'nextHandlers',
    exports: '{ GET, POST, OPTIONS }',
  },
  sveltekit: {
    path: (basePath) => `src/routes${basePath}/[...route]/+server`,
    from: 'sparekey/sveltekit',
    make: 'sveltekitHandlers',
    exports: '{ GET, POST, OPTIONS }',
  },
  'react-router': {
    path: (basePath) => `app/routes/${basePath.slice(1).replaceAll('/', '.')}.$`,
    from: 'sparekey/react-router',
    make: 'reactRouterFunctions',
    exports: '{ loader, action }',
  },
}

export interface MountPlace {
  readonly project: Project
  readonly basePath: string
  readonly folder: string
}

/** The file that puts Sparekey into the framework. */
export function renderMount({ project, basePath, folder }: MountPlace): CodeFile {
  const { framework, language } = project
  const handler = framework === null ? undefined : exported[framework]
  const route = framework === null ? undefined : placed[framework]
  if (handler !== undefined) return { path: `sparekey/mount.${language}`, text: renderExported(handler) }
  if (route !== undefined) {
    const path = `${route.path(basePath, folder)}.${language}`
    const instance = posix.relative(posix.dirname(path), 'sparekey/instance')
    return { path, text: renderPlaced(route, instance) }
  }
  if (framework === 'nest') return { path: `sparekey/mount.${language}`, text: nest }
  return { path: `sparekey/mount.${language}`, text: node }
}

function renderExported({ from, make, use }: Exported): string {
  return `import { ${make} } from '${from}'
import { sparekey } from './instance.js'

/** After your sessions: \`${use}\`. */
export const loginWithAmazon = ${make}(sparekey)
`
}

function renderPlaced({ from, make, exports }: Placed, instance: string): string {
  return `import { ${make} } from '${from}'
import { sparekey } from '${instance}'

export const ${exports} = ${make}(sparekey)
`
}

const nest = `import { SparekeyModule } from 'sparekey/nest'
import { sparekey } from './instance.js'

/** For the \`imports\` of your AppModule. */
export const LoginWithAmazonModule = SparekeyModule.forRoot(sparekey)
`

const node = `import { nodeHandler } from 'sparekey/node'
import { sparekey } from './instance.js'

/** In your server: \`if (await loginWithAmazon(req, res)) return\`. */
export const loginWithAmazon = nodeHandler(sparekey)
`
