import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { keepRunning } from '../support/server-process.js'

const programs = fileURLToPath(new URL('../support/runtimes/node_modules/', import.meta.url))

/** What runs a site outside of Node, and how. */
export interface Runtime {
  readonly name: string
  readonly program: string
  /** The command that serves `server.js` of this folder at this port. */
  readonly prepare: (folder: string, port: number) => Promise<readonly string[]>
  readonly ready: RegExp
}

export const runtimes: readonly Runtime[] = [
  {
    name: 'Bun',
    program: join(programs, '@oven/bun-linux-x64-baseline/bin/bun'),
    prepare: async () => ['run', 'server.js'],
    ready: /Started development server/,
  },
  {
    name: 'Deno',
    program: join(programs, '@deno/linux-x64-glibc/deno'),
    prepare: async (_folder, port) => [
      'serve',
      '--allow-all',
      '--no-remote',
      '--no-lock',
      '--node-modules-dir=manual',
      '--host=127.0.0.1',
      `--port=${port}`,
      'server.js',
    ],
    ready: /Listening on/,
  },
  {
    name: 'workerd',
    program: join(programs, '@cloudflare/workerd-linux-64/bin/workerd'),
    prepare: async (folder, port) => {
      await bundle(folder)
      writeFileSync(join(folder, 'workerd.capnp'), configuration(port))
      return ['serve', '--control-fd=1', 'workerd.capnp']
    },
    ready: /"event":"listen"/,
  },
]

export const isInstalled = ({ program }: Runtime): boolean => existsSync(program)

/** Serves the site of `site.js` in a folder of its own below the one where the package is installed. */
export async function serve(
  { name, program, prepare, ready }: Runtime,
  { installed, port, settings }: { installed: string; port: number; settings: object },
): Promise<{ stop(): Promise<void> }> {
  const folder = join(installed, name)
  mkdirSync(folder)
  copyFileSync(new URL('site.js', import.meta.url), join(folder, 'site.js'))
  const server = `import { openSite } from './site.js'\nexport default openSite(${JSON.stringify(settings)})\n`
  writeFileSync(join(folder, 'server.js'), server)
  const command = [program, ...(await prepare(folder, port))]
  return keepRunning({ name, folder, command, signal: 'KILL', ready, user: null })
}

/** One file, by the conditions that a deployment for Workers resolves by. */
async function bundle(folder: string): Promise<void> {
  await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, target: 'webworker', resolve: { conditions: ['workerd', 'worker', 'import'] } },
    build: {
      ssr: 'server.js',
      outDir: '.',
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: 'worker.js' }, external: [/^node:/] },
    },
  })
}

function configuration(port: number): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .site), (name = "internet", network = (allow = ["private"]))],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")]
);
const site :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = "2026-10-01"
);
`
}
