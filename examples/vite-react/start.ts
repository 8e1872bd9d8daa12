import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { build } from 'vite'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const { DATA = here('.data') } = process.env
const pages = join(DATA, 'pages')

await build({
  root: here('app/browser'),
  configFile: false,
  logLevel: 'error',
  plugins: [react()],
  // The components as they are in this repository; an app of yours has them from the package.
  resolve: {
    alias: [
      { find: /^sparekey\/client\/(.+)$/, replacement: here('../../src/client-$1.ts') },
      { find: /^sparekey\/client$/, replacement: here('../../src/client.ts') },
    ],
  },
  build: { outDir: pages, emptyOutDir: true },
})

process.env['PAGES'] = pages
process.env['DATABASE'] = join(DATA, 'field-notes.db')
await import('./app/start.js')
