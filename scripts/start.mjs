// `npm start`: from a fresh clone to the running bookshop. Needs nothing but Node.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, install, requireNode } from './prepare.mjs'
import { root } from './run.mjs'

requireNode()
await install('product')
await build()

// From here on this process is the shop, so that Ctrl-C reaches it directly and nothing can outlive it.
const { register } = await import('tsx/esm/api')
register({ tsconfig: join(root, 'tsconfig.demo.json') })
const shop = join(root, 'demo', 'start.ts')
process.argv[1] = shop
await import(pathToFileURL(shop).href)
