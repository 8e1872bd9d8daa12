import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { getRequestListener } from '@hono/node-server'
import { sveltekitNative } from 'sparekey/sveltekit'
import type { OwnApp, Stage } from '../mounted-site.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))

// One build serves many sites, so the instance comes with each request; an application imports it.
const files: Readonly<Record<string, string>> = {
  'package.json': '{ "type": "module" }',
  // Behind the proxy of these sites SvelteKit knows another address of itself than the browser does.
  'svelte.config.js': "export default { kit: { csrf: { trustedOrigins: ['https://shop.example'] } } }",
  'vite.config.js': `
    import { sveltekit } from '@sveltejs/kit/vite'
    const entry = ${JSON.stringify(join(root, 'src/sveltekit.ts'))}
    export default { plugins: [sveltekit()], resolve: { alias: { 'sparekey/sveltekit': entry } }, logLevel: 'error' }`,
  'src/app.html':
    '<!doctype html><html lang="en"><head>%sveltekit.head%</head><body>%sveltekit.body%</body></html>',
  'src/hooks.server.js': `
    import { sveltekitHandle } from 'sparekey/sveltekit'
    export const handle = ({ event, resolve }) => {
      const { own, mount } = event.platform
      if (mount === 'hook') return inHook(own, event, resolve)
      for (const [name, value] of own.cookies.map((line) => line.split(/[=;]/)))
        event.cookies.set(name, value, { path: '/', secure: false })
      return resolve(event)
    }
    const inHook = async (own, event, resolve) => {
      const response = await sveltekitHandle(own.sparekey)({ event, resolve })
      for (const cookie of own.cookies) response.headers.append('set-cookie', cookie)
      return response
    }`,
  'src/routes/auth/amazon/[...route]/+server.js': `
    import { sveltekitHandlers } from 'sparekey/sveltekit'
    const answer = (event) => sveltekitHandlers(event.platform.own.sparekey).GET(event)
    export { answer as GET, answer as POST, answer as OPTIONS }`,
  'src/routes/store/[...rest]/+server.js':
    "export { GET, POST } from '../../auth/amazon/[...route]/+server.js'",
  'src/routes/[...rest]/+server.js': `
    export const GET = ({ platform, request, url }) => {
      const cookie = request.headers.get('cookie') ?? ''
      const { status, body } = platform.own.answer({ method: 'GET', path: url.pathname, cookie })
      return Response.json(body, { status })
    }
    export const fallback = GET`,
}

/** A SvelteKit application as `vite build` leaves it. */
export interface BuiltKit {
  readonly stages: readonly Stage[]
  readonly remove: () => void
}

interface KitServer {
  init(options: { env: Record<string, string> }): Promise<void>
  respond(
    request: Request,
    options: { getClientAddress: () => string; platform: { own: OwnApp; mount: string } },
  ): Promise<Response>
}

export async function buildSvelteKit(): Promise<BuiltKit> {
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-kit-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const own = join(root, 'test/mounts/node_modules/@sveltejs/kit')
  mkdirSync(join(folder, 'node_modules/@sveltejs'), { recursive: true })
  for (const name of ['svelte', 'vite', '@sveltejs/vite-plugin-svelte'])
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name), 'dir')
  symlinkSync(own, join(folder, 'node_modules/@sveltejs/kit'), 'dir')
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  await promisify(execFile)(process.execPath, [vite, 'build'], { cwd: folder })
  const output = join(folder, '.svelte-kit/output/server')
  const server = await openServer(output)
  return {
    stages: ['route', 'hook'].map((mount) => stage(server, mount)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

async function openServer(output: string): Promise<KitServer> {
  const load = (name: string): Promise<Record<string, unknown>> =>
    import(/* @vite-ignore */ pathToFileURL(join(output, name)).href)
  const { Server } = await load('index.js')
  const { manifest } = await load('manifest-full.js')
  if (typeof Server !== 'function') throw new Error('no server')
  const server: unknown = Reflect.construct(Server, [manifest])
  if (!isKitServer(server)) throw new Error('no server')
  await server.init({ env: {} })
  return server
}

function isKitServer(server: unknown): server is KitServer {
  return typeof server === 'object' && server !== null && 'respond' in server
}

function stage(server: KitServer, mount: string): Stage {
  return {
    name: `SvelteKit, by a ${mount}`,
    ownMethods: true,
    setCookie: (visitor, line) => {
      const [name = '', value = ''] = line.split(/[=;]/)
      sveltekitNative(visitor).cookies.set(name, value, { path: '/' })
    },
    serve: async (own) => ({
      listener: getRequestListener((request, { incoming }) =>
        server.respond(request, {
          getClientAddress: () => incoming.socket.remoteAddress ?? '',
          platform: { own, mount },
        }),
      ),
    }),
  }
}
