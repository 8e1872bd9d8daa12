import { copyFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import next from 'next'
import { runTool } from '../../scripts/run.mjs'

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url))

// The package of this repository, as npm would have installed it; an app of yours has it already.
const installed = here('node_modules/sparekey')
rmSync(installed, { recursive: true, force: true })
await runTool('tsc', ['-p', here('../../tsconfig.build.json'), '--outDir', `${installed}/dist`])
copyFileSync(here('../../package.json'), `${installed}/package.json`)

Object.assign(process.env, { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' })
await runTool('next', ['build', here('app')])
const { PORT = '3000' } = process.env
const app = next({ dev: false, dir: here('app'), hostname: 'localhost', port: Number(PORT) })
await app.prepare()
const answer = app.getRequestHandler()
const server = createServer((req, res) => void answer(req, res))
server.listen(Number(PORT), '127.0.0.1', () => console.log(`Quiet Hours: http://localhost:${PORT}`))
