// Builds src/ into dist/, from nothing: what was deleted in src/ must not live on in the package.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { root, runTool } from './run.mjs'

rmSync(join(root, 'dist'), { recursive: true, force: true })
process.exit(await runTool('tsc', ['-p', 'tsconfig.build.json']))
