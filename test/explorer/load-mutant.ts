import { fileURLToPath } from 'node:url'
import { createViteServer } from 'vitest/node'
import { type Library, realLibrary } from './site.js'
import { type SwitchedOff, switchedOff } from './switched-off.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const source = `${root}src/`
const asItIs = '?as-it-is'

export interface Loaded {
  readonly library: Library
  readonly close: () => Promise<void>
}

/** The sources with some of their exports wrapped; null: the sources as they are. */
export async function loadLibrary(name: SwitchedOff | null): Promise<Loaded> {
  if (name === null) return { library: realLibrary, close: async () => {} }
  const wraps = new Map(
    Object.entries(switchedOff[name]).map(([file, exports]) => [`${source}${file}`, Object.keys(exports)]),
  )
  const server = await createViteServer({
    root,
    configFile: false,
    logLevel: 'silent',
    appType: 'custom',
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    resolve: { alias: { '#transport': `${source}mounts/undici-transport.ts` } },
    plugins: [{ name: 'switched-off', enforce: 'pre', load: (id) => wrapping(name, id, wraps.get(id)) }],
  })
  for (const [path, exports] of wraps) {
    const there = await server.ssrLoadModule(`${path}${asItIs}`)
    for (const one of exports) requireExport(name, { path, one, there })
  }
  const { createSparekey } = await server.ssrLoadModule(`${source}index.ts`)
  const { sqlHost } = await server.ssrLoadModule(`${source}sql.ts`)
  return { library: { createSparekey, sqlHost }, close: () => server.close() }
}

/** A module in place of another: all that one exports, some of it wrapped. */
function wrapping(name: SwitchedOff, id: string, exports: readonly string[] | undefined): string | null {
  if (exports === undefined) return null
  const real = JSON.stringify(`${id}${asItIs}`)
  const file = JSON.stringify(id.slice(source.length))
  const wrappers = `switchedOff[${JSON.stringify(name)}][${file}]`
  return [
    `import * as real from ${real}`,
    `import { switchedOff } from ${JSON.stringify(`${root}test/explorer/switched-off.ts`)}`,
    `export * from ${real}`,
    // Functions, not constants: modules that import each other in a circle call them before this one has run.
    ...exports.map(
      (one) => `export function ${one}(...given) { return ${wrappers}.${one}(real.${one})(...given) }`,
    ),
  ].join('\n')
}

interface Wrapped {
  readonly path: string
  readonly one: string
  readonly there: Record<string, unknown>
}

function requireExport(name: SwitchedOff, { path, one, there }: Wrapped): void {
  if (typeof there[one] === 'function') return
  throw new Error(
    `${name} switches a policy off by wrapping ${one} of src/${path.slice(source.length)}, which exports no such function ` +
      'any more. Wrap what decides this now, in test/explorer/switched-off.ts.',
  )
}
