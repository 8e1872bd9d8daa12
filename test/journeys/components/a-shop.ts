import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import express, { type Express } from 'express'
import { build } from 'vite'
import { openShop, type Shop, type ShopOptions } from '../../support/shop.js'

const source = (path: string): string => fileURLToPath(new URL(`../../../src/${path}`, import.meta.url))

/** Nothing inline, nothing from elsewhere, and no text that becomes markup but through the policy of that name. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types sparekey',
].join('; ')

const document = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><script type="module" src="/app.js"></script></head>
<body><main><h1>A shop</h1><div id="place"></div><output id="told"></output></main></body></html>`

/** The page's script, by file name: the entry and one part for each language. */
export async function bundle(): Promise<ReadonlyMap<string, string>> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    resolve: {
      alias: [
        { find: /^sparekey\/client\/(.+)$/, replacement: source('client-$1.ts') },
        { find: /^sparekey\/client$/, replacement: source('client.ts') },
      ],
    },
    build: {
      write: false,
      modulePreload: false,
      rolldownOptions: {
        input: fileURLToPath(new URL('./app.ts', import.meta.url)),
        output: { entryFileNames: 'app.js', chunkFileNames: 'parts/[name].js' },
      },
    },
  })
  const [output] = [built].flat()
  if (output === undefined || !('output' in output)) throw new Error('nothing was built')
  const chunks = output.output.flatMap((file) => (file.type === 'chunk' ? [file] : []))
  return new Map(chunks.map(({ fileName, code }) => [`/${fileName}`, code]))
}

export function servePages(app: Express, scripts: ReadonlyMap<string, string>, csp = policy): void {
  app.get(['/app.js', /^\/parts\//], (req, res) => {
    res.type('text/javascript').send(scripts.get(req.path))
  })
  app.get(['/sign-in', '/prompt', '/settings'], (_req, res) => {
    res.setHeader('content-security-policy', csp)
    res.type('html').send(document)
  })
}

export function openShopWithPages(
  scripts: ReadonlyMap<string, string>,
  options: ShopOptions = {},
): Promise<Shop> {
  const page = '/prompt?return-to=/me&site-name=Fernweh+Books'
  return openShop({
    pages: { link: page, register: page, confirm: page, problem: page },
    before: (app) => servePages(app, scripts),
    ...options,
  })
}

/** The same pages at another origin and another site: `localhost` beside `127.0.0.1`. */
export async function openApp(scripts: ReadonlyMap<string, string>) {
  const app = express()
  servePages(app, scripts, "script-src 'self'")
  const server: Server = createServer(app)
  await new Promise<void>((resolve) => {
    server.listen(0, 'localhost', resolve)
  })
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { origin: `http://localhost:${port}`, close }
}
